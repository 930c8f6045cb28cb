"""When a group's next weekly post is, at first and after the group has moved."""

from dataclasses import replace
from datetime import datetime

from bot.domain.calendar import next_after
from bot.domain.ids import GroupId
from bot.domain.weekly import FRIDAY, USUAL, WeeklySchedule
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
