"""Changes when a group has its weekly post."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from bot.domain.board import Week, week_of
from bot.domain.calendar import DAY, local_date
from bot.domain.ids import GroupId, PersonId
from bot.domain.weekly import WeeklySchedule, week_told
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.practice.organise import require_organiser
from bot.practice.weekly_time import next_board, next_weekly
from bot.store.work import Work

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class WeeklyChange:
    """When boards come from now on, and what that means for the weeks about now."""

    schedule: WeeklySchedule
    next_at: datetime | None
    """When the next board comes, of a week that has had none."""
    had: bool
    """This week's board is posted."""
    without: tuple[Week, ...]
    """Weeks up to this one that get none: their time has gone by."""


async def change_weekly(core: Core, group: GroupId, actor: PersonId, weekday: int, at: time) -> WeeklyChange:
    """Change when the weekly post comes. A week has one: what was posted isn't posted again."""
    if weekday not in range(len(WEEKDAYS)):
        raise UserMustAct("A weekly post needs a weekday, such as Friday. Nothing was changed.")
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        schedule = await work.schedules.lock(group)
        before = await work.weekly.lock(group)
        wanted = WeeklySchedule(group, weekday, at.replace(second=0, microsecond=0), schedule.zone)
        after = replace(wanted, next_at=next_weekly(before, wanted, now))
        await work.weekly.put(after)
        told = await _told(work, before, after, now)
        await work.audit.note(
            group,
            actor,
            "weekly post changed",
            now,
            before=describe_weekly(before) if before else "none",
            after=describe_weekly(after),
        )
    return told


async def _told(
    work: Work, before: WeeklySchedule | None, after: WeeklySchedule, now: datetime
) -> WeeklyChange:
    """A week about now has had its board, has it to come, or gets none."""
    zone, this = after.zone, week_of(local_date(now, after.zone))
    planned = await next_board(work, before, now) if before else None
    comes = await next_board(work, after, now)
    if comes is None:
        return WeeklyChange(after, None, had=False, without=())
    first = min(this.monday, week_told(planned, zone).monday if planned else this.monday)
    weeks = [Week(first + n * 7 * DAY) for n in range((this.monday - first).days // 7 + 1)]
    due_now = week_told(after.next_at, zone) if after.next_at and after.next_at <= now else None
    had = [week for week in weeks if week == due_now or await work.weekly.board_of(after.group, week)]
    to_come = week_told(comes, zone).monday
    without = (week for week in weeks if week not in had and week.monday < to_come)
    return WeeklyChange(after, comes, had=this in had, without=tuple(without))


def describe_weekly(schedule: WeeklySchedule) -> str:
    return f"{WEEKDAYS[schedule.weekday]} {schedule.at:%H:%M} {schedule.zone}"
