"""Brings schedules back that a clock which was ahead for a while has moved into the future."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.calendar import next_after
from bot.domain.group import Schedule
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.store.work import Work

AT_ONCE = 500
LONGEST_WAIT = timedelta(days=8)
"""A group posts on at least one weekday, and no zone's change makes a week longer than this."""


async def bring_far_back(core: Core) -> None:
    """Cheap enough for every sweep: finds what lies further ahead than any group waits."""
    now = core.clock.now()
    async with core.store.work() as work:
        await _bring_back(work, await work.schedules.claim_far_ahead(now, now + LONGEST_WAIT, AT_ONCE), now)


async def bring_near_back(core: Core) -> None:
    """Finds what lies a few days ahead too: by the days that were decided before their time."""
    now = core.clock.now()
    async with core.store.work() as work:
        await _bring_back(work, await work.schedules.claim_decided_ahead(now, now, AT_ONCE), now)


async def _bring_back(work: Work, ahead: Sequence[Schedule], now: datetime) -> None:
    nexts = [(schedule.group, schedule.slot, _next(schedule, now)) for schedule in ahead]
    if nexts:
        await work.schedules.advance(nexts)


def _next(schedule: Schedule, now: datetime) -> datetime | None:
    try:
        return next_after(schedule.rhythm, now)
    except UserMustAct:
        return schedule.next_post_at  # a zone that was abolished: deciding about the day logs it
