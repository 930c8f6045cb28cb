"""Claims the groups whose weekly post is due, keeps each board as it stands, and owes it to channels."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.board import Week
from bot.domain.calendar import next_after, next_day_after
from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.group import Channel
from bot.domain.ids import GroupId
from bot.domain.weekly import WeeklySchedule, told_until, week_told
from bot.ports import Nudge
from bot.practice.core import Core
from bot.practice.weekly_rows import weekly_rows
from bot.store.work import Work

BATCH = 100
LOOK_AGAIN = timedelta(hours=1)
LONGEST_WAIT = timedelta(days=9)
"""No weekday is further off than this, in any zone and through any change of it."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Decision:
    week: Week | None
    """None when nothing is posted."""
    due: datetime
    following: datetime | None


async def weekly_due(core: Core) -> int:
    """One batch of due groups, in one transaction. Returns how many were claimed."""
    now = core.clock.now()
    async with core.store.work() as work:
        due = await work.weekly.claim_due(now, BATCH)
        if not due:
            return 0
        channels = await work.groups.channels([schedule.group for schedule in due])
        nexts: list[tuple[GroupId, datetime | None]] = []
        for schedule in due:
            decision = _decide_alone(schedule, now)
            mine = [channel for channel in channels if channel.group == schedule.group]
            if decision.week and mine:
                await _post(core, work, schedule.group, decision, mine)
            nexts.append((schedule.group, decision.following))
        await work.weekly.advance(nexts)
    return len(due)


async def weekly_astray(core: Core) -> None:
    """Give a next time to those without one, and bring back what a clock that was ahead has moved off."""
    now = core.clock.now()
    async with core.store.work() as work:
        astray = await work.weekly.claim_astray(now, now + LONGEST_WAIT, BATCH)
        nexts = [(schedule.group, _next_alone(schedule, now)) for schedule in astray]
        if nexts:
            await work.weekly.advance(nexts)


def _decide_alone(schedule: WeeklySchedule, now: datetime) -> _Decision:
    """One group's trouble (a zone that was abolished, say) must not keep the others from their board."""
    due = schedule.next_at or now
    try:
        following = next_day_after(schedule.rhythm, due)
        in_time = now < told_until(due, schedule.zone)
        return _Decision(week_told(due, schedule.zone) if in_time else None, due, following)
    except Exception:  # the cause is logged, the group is looked at again, the batch goes on
        log.exception("could not decide a group's week", extra={"group": schedule.group})
        return _Decision(None, due, now + LOOK_AGAIN)


def _next_alone(schedule: WeeklySchedule, now: datetime) -> datetime | None:
    try:
        return next_after(schedule.rhythm, now)
    except Exception:  # as above: deciding about it logs it again
        log.exception("could not find a group's next weekly post", extra={"group": schedule.group})
        return now + LOOK_AGAIN


async def _post(
    core: Core, work: Work, group: GroupId, decision: _Decision, channels: Sequence[Channel]
) -> None:
    """The board is kept once a week and group; each channel is owed it once."""
    now, week = core.clock.now(), decision.week
    if week is None:
        return
    rows = await weekly_rows(work, group, week)
    if not rows and not await _is_worth_a_line(work, group, week):
        return
    board = await work.weekly.keep(group, week, rows, now)
    if board is None:
        return
    owed = [
        Owed(
            group=group,
            kind=DeliveryKind.WEEKLY_BOARD,
            key=f"{DeliveryKind.WEEKLY_BOARD}:{week.monday}:{channel.id}",
            due_at=decision.due,
            channel=channel.id,
            weekly_board=board,
        )
        for channel in channels
    ]
    await work.nudge(Nudge.SEND_DELIVERY, *await work.deliveries.owe(owed, now + core.timings.lease))


async def _is_worth_a_line(work: Work, group: GroupId, week: Week) -> bool:
    """A week with scenarios and without answers gets one kind line, once.

    A week of rest gets none: who paused wanted quiet. A second empty week in a row gets none either, and a
    week in which only people answered who aren't on boards is not called empty.
    """
    if not await work.weekly.stood(group, week) or await work.weekly.answered(group, week):
        return False
    return await work.weekly.answered(group, week.before)
