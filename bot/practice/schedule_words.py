"""A group's days, as sentences."""

from datetime import date

from bot.domain.group import Group, Schedule
from bot.domain.mode import Mode
from bot.domain.typed_times import DAYS
from bot.domain.weekly import WeeklySchedule

SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EVERY_DAY = 7
MODES = {
    Mode.OPEN: "open: answers stand in the thread",
    Mode.SEALED: "sealed: answers are private until the deadline, then shown together",
}


def day(on: date) -> str:
    return f"{on:%A} {on.day} {on:%B}"


def days(weekdays: frozenset[int]) -> str:
    if len(weekdays) == EVERY_DAY:
        return "every day"
    ordered = sorted(weekdays)
    run = ordered == list(range(ordered[0], ordered[-1] + 1)) and len(ordered) > 2  # noqa: PLR2004  a run is longer than a pair
    return f"{SHORT[ordered[0]]} to {SHORT[ordered[-1]]}" if run else ", ".join(SHORT[d] for d in ordered)


def days_to_type(weekdays: frozenset[int]) -> str:
    """As somebody would type them."""
    named = days(weekdays)
    return "daily" if len(weekdays) == EVERY_DAY else named.replace(" to ", "-").casefold()


def posting_time(schedule: Schedule) -> str:
    return f"{schedule.at:%H:%M} ({schedule.zone}), {days(schedule.weekdays)}"


def weekly_time(weekly: WeeklySchedule) -> str:
    return f"{DAYS[weekly.weekday].capitalize()}s {weekly.at:%H:%M}"


def group_lines(
    group: Group, schedule: Schedule, weekly: WeeklySchedule | None, comes: str
) -> tuple[str, ...]:
    minutes = int(group.quiet.total_seconds() // 60)
    return (
        f"name: {group.name}",
        f"posts: {posting_time(schedule)}",
        f"next: {comes}",
        f"weekly board: {weekly_time(weekly) if weekly else 'none'}",
        f"answers: {MODES[group.mode]}",
        f"holidays: {schedule.holidays_of or 'none kept'}",
        f"graded: after {minutes} quiet minutes, on Grade me, or at the deadline",
    )
