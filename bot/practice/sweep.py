"""Finds what is due, and tells the workers. Losing or repeating a job changes nothing."""

from datetime import timedelta

from bot.ports import Hint
from bot.practice.core import Core
from bot.practice.post_daily import BATCH, post_due

EVENTS_KEPT = timedelta(days=7)
MOST_WAITING = 20_000


async def sweep(core: Core) -> int:
    """One pass over everything that can be due. Returns how much was found."""
    found = 0
    while claimed := await post_due(core):
        found += claimed
        if claimed < BATCH and not await _behind(core):
            break
    for hint in Hint:
        found += await _tell(core, hint)
    return found


async def _behind(core: Core) -> bool:
    """After an outage a group may be due again at once, for the next missed day."""
    async with core.store.work() as work:
        return await work.schedules.any_due(core.clock.now())


async def _tell(core: Core, hint: Hint) -> int:
    told = 0
    while True:
        async with core.store.work() as work:
            if await work.hinted(hint) > MOST_WAITING:
                return told  # nobody works them off: more of the same would only pile up
            ids = await work.due.claim(hint, core.clock.now(), core.timings.leases, BATCH)
            await work.hint(hint, *ids)
        told += len(ids)
        if len(ids) < BATCH:
            return told


async def tidy(core: Core) -> int:
    """Forget the ids of events that no platform delivers again."""
    async with core.store.work() as work:
        return await work.events.prune(core.clock.now() - EVENTS_KEPT)
