"""A grader that answers one answers others too: those that wait for it wait no longer."""

from datetime import timedelta

from bot.domain.answer import WaitsFor
from bot.practice.core import Core

LATELY = timedelta(seconds=15)
AT_ONCE = 100


async def wake_for_grader(core: Core) -> int:
    """Some at each sweep, so that one that has just come back isn't met by all of them.

    What was tried after the newest grade has failed all the same: that grade says nothing about it.
    """
    now = core.clock.now()
    async with core.store.work() as work:
        if not await work.turns.anybody_waits(WaitsFor.GRADER, now):
            return 0
        graded_at = await work.grader.last_graded(now - LATELY)
        if graded_at is None:
            return 0
        return await work.turns.wake(WaitsFor.GRADER, now, AT_ONCE, tried_before=graded_at)
