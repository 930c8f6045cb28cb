"""When a group's next scenario comes: past days that are posted, skipped, paused or holidays."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar import local_date, next_day_after
from bot.domain.group import Schedule
from bot.practice.public_holidays import holiday_on
from bot.practice.schedule_words import day
from bot.practice.words import in_words
from bot.store.work import Work

FURTHEST = 60
"""Posting days looked at: a pause of two months is as far as anybody plans."""
_WEEK = timedelta(days=6)


async def next_post(work: Work, schedule: Schedule, now: datetime) -> datetime | None:
    """The next post as things stand, or one that is overdue; None when none is in sight."""
    today = local_date(now, schedule.zone)
    rests = await work.schedules.rest_days([schedule.group], today)
    due = schedule.next_post_at
    for _ in range(FURTHEST):
        if due is None:
            return None
        on = local_date(due, schedule.zone)
        resting = (schedule.group, on) in rests or bool(holiday_on(on, schedule.holidays_of))
        resting = resting or schedule.paused_on(on)
        if not resting and not await work.posts.on(schedule.group, schedule.slot, on):
            return due
        due = next_day_after(schedule.rhythm, due)
    return None


def pause_of(schedule: Schedule, today: date) -> str:
    """That the group is paused, and how long; empty when it isn't."""
    if not schedule.paused_on(today):
        return ""
    if schedule.paused_until is None:
        return "paused until an organiser resumes"
    return f"paused up to and including {day(schedule.paused_until)}"


def moment(due: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A time within a week by its weekday; a later one with its date."""
    if due - now < _WEEK:
        return in_words(due, zone)
    return dated(due, zone)


def dated(due: datetime, zone: ZoneInfo) -> str:
    local = due.astimezone(zone)
    return f"{day(local.date())}, {local:%H:%M} ({zone.key})"


async def what_is_next(work: Work, schedule: Schedule, now: datetime, zone: ZoneInfo) -> str:
    """The pause, if there is one, and the next post."""
    due = await next_post(work, schedule, now)
    paused = pause_of(schedule, local_date(now, schedule.zone))
    comes = moment(due, now, zone) if due else ""
    return ", then ".join(part for part in (paused, comes) if part) or "none planned"
