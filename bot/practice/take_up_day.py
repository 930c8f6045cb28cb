"""A day that had no channel to post in, once there is one: its scenario comes late rather than never."""

from datetime import datetime

from bot.domain.calendar import local_date
from bot.domain.ids import GroupId
from bot.practice.public_holidays import holiday_on
from bot.store.work import Work


async def take_up_day(work: Work, group: GroupId, now: datetime) -> bool:
    """Let it be due again, as late as any missed post may be; later an organiser can post it. True if so."""
    schedule = await work.schedules.lock(group)
    due = await work.posts.had_no_channel(group, schedule.slot, now)
    if due is None or now - due > schedule.catch_up:
        return False
    on = local_date(due, schedule.zone)
    rests = await work.schedules.rest_days([group], on)
    if schedule.paused_on(on) or (group, on) in rests or holiday_on(on, schedule.holidays_of):
        return False
    await work.schedules.due_now(group, schedule.slot, due)
    return True
