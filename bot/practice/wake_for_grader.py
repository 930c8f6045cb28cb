"""A grader that answers one answers others too: those that wait for it wait no longer."""

from datetime import timedelta

from bot.domain.answer import WaitsFor
from bot.practice.core import Core

LATELY = timedelta(seconds=15)
AT_ONCE = 100
"""At one sweep, so that one that has just come back isn't met by all of them."""


async def wake_for_grader(core: Core) -> int:
    """A few after the first that is graded, and more as those are graded too.

    What was tried after the newest grade has failed all the same: that grade says nothing about it.
    """
    now = core.clock.now()
    async with core.store.work() as work:
        if not await work.turns.anybody_waits(WaitsFor.GRADER, now):
            return 0
        lately = await work.grader.graded_lately(now - LATELY)
        if lately is None:
            return 0
        failed = await work.turns.failed(WaitsFor.GRADER, lately.first_at)
        most = how_many(lately.number, failed)
        if not most:
            return 0
        return await work.turns.wake(WaitsFor.GRADER, now, most, tried_before=lately.last_at)


def how_many(graded: int, failed: int) -> int:
    """Twice as many as went well, less what failed since: half an endpoint is no reason to try them all."""
    return max(0, min(AT_ONCE, 2 * (graded - 2 * failed)))
