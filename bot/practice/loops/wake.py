"""A round that ends wakes the loop that it belongs to."""

from datetime import datetime

from bot.domain.round import LIVE, Round, State
from bot.ports import Nudge
from bot.practice.core import Core
from bot.store.work import Work


async def wake_loop(core: Core, work: Work, it: Round, state: State, now: datetime) -> None:
    """In the transaction that brings a round to this state. The round is locked before its loop."""
    if it.loop is None or state in LIVE:
        return
    await work.loops.wake(it.group, it.loop, now, now + core.timings.lease)
    await work.nudge(Nudge.ADVANCE_LOOP, it.loop, urgent=True)
