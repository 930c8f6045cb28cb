"""Lets go of what is kept for speaking on a platform, and of installations that stayed lost."""

from datetime import datetime, timedelta

from bot.domain.ids import InstallationId
from bot.domain.speaking import Site
from bot.practice.core import Core
from bot.practice.forget import forget_within
from bot.practice.installing.landed import ALONE

LOST_KEPT = timedelta(days=90)
"""So long everything waits for a workspace to come back. Then whoever was known there alone is forgotten."""
ALONE_KEPT = timedelta(days=30)
"""So long a card that somebody was shown alone can still be changed."""
IDLE = timedelta(hours=1)


async def let_outdated_go(core: Core, wall: datetime) -> int:
    """Harmless to repeat. Returns how many persons and rows went. `wall`: the time that queues run on."""
    async with core.store.work() as work:
        gone = await work.paces.prune(wall - IDLE)
        gone += await work.landings.prune(ALONE, wall - ALONE_KEPT)
        gone += await work.credentials.prune_states(core.clock.now())
        before = core.clock.now() - LOST_KEPT
        lost = await work.purging.lost_before(before)
    for installation, site in lost:
        while await _forget_one(core, installation, site, before):
            gone += 1
        await _let_go(core, installation, site, before)
    return gone


async def _forget_one(core: Core, installation: InstallationId, site: Site, before: datetime) -> bool:
    async with core.store.work() as work:
        if not await work.purging.stays_lost(installation, before):
            return False  # it was installed again meanwhile: whoever is left is kept
        person = await work.purging.one_of(site)
        if person is None:
            return False
        if await work.purging.known_elsewhere(person, site):
            await work.purging.drop_accounts(person, site)
        else:
            await forget_within(core, work, person, listed=False)
    return True


async def _let_go(core: Core, installation: InstallationId, site: Site, before: datetime) -> None:
    async with core.store.work() as work:
        if not await work.purging.stays_lost(installation, before):
            return
        await work.credentials.drop(installation, before)
        await work.landings.drop(site)
        await work.installations.forget_missed(installation)
        await work.purging.drop_deliveries(installation)
