"""When a group's next weekly post is: at first, after the group has moved, and as a week has one alone."""

from dataclasses import replace
from datetime import datetime

from bot.domain.calendar import next_after, next_day_after
from bot.domain.ids import GroupId
from bot.domain.weekly import FRIDAY, USUAL, WeeklySchedule, week_told
from bot.store.work import Work


async def first_weekly(work: Work, group: GroupId, zone: str, now: datetime) -> None:
    """A new group's: the usual time, which its organisers may change."""
    schedule = WeeklySchedule(group, FRIDAY, USUAL, zone)
    await work.weekly.put(replace(schedule, next_at=next_after(schedule.rhythm, now)))


async def move_weekly(work: Work, group: GroupId, zone: str, now: datetime) -> None:
    """The group's zone has changed: the same wall time, there."""
    before = await work.weekly.lock(group)
    if before is not None:
        after = replace(before, zone=zone)
        await work.weekly.put(replace(after, next_at=next_weekly(before, after, now)))


def next_weekly(before: WeeklySchedule | None, after: WeeklySchedule, now: datetime) -> datetime | None:
    if before is not None and before.next_at is not None and before.next_at <= now:
        return before.next_at  # the post that is due now is still owed, at its old time
    return next_after(after.rhythm, now)


async def next_board(work: Work, schedule: WeeklySchedule, now: datetime) -> datetime | None:
    """The next time at which a week is told that has had no board yet."""
    due = schedule.next_at
    posted = week_told(due, schedule.zone) if due is not None and due <= now else None
    while due is not None:  # what is due now is as good as posted
        told = week_told(due, schedule.zone)
        if told != posted and await work.weekly.board_of(schedule.group, told) is None:
            return due
        due = next_day_after(schedule.rhythm, due)
    return None
