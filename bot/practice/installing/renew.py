"""Renews keys before they expire, in idle installations too; never two processes at one key."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.domain.speaking import Credential
from bot.errors import DebriefError, InstallationGone, RetryLater
from bot.ports import Seal
from bot.practice.core import Core
from bot.practice.installing.keys import opened, sealed
from bot.practice.lost_installation import note_installation_lost
from bot.store.credentials import SealedCredential

log = logging.getLogger(__name__)

AHEAD = timedelta(hours=3)
"""So early that a platform that is away for hours costs nobody their key."""
LEASE = timedelta(minutes=1)
AT_IT = timedelta(seconds=10)
REST = timedelta(minutes=5)

Renewal = Callable[[Credential], Awaitable[Credential]]
"""Asks the platform for a new key. Raises InstallationGone when it gives none for good."""


async def renew_keys(core: Core, seal: Seal, platform: str, renewal: Renewal) -> int:
    """Renew what expires soon; returns how many were renewed."""
    renewed = 0
    while True:
        now = core.clock.now()
        async with core.store.work() as work:
            found = await work.credentials.claim_expiring(platform, now + AHEAD, now, now + LEASE)
        if found is None:
            return renewed
        try:
            renewed += await _unbroken(core, seal, found, renewal) is not None
        except RetryLater:
            continue  # it was put off: the next one


async def renew_now(core: Core, seal: Seal, refused: Credential, renewal: Renewal) -> Credential | None:
    """Another key than the one that was just refused: stored meanwhile, or renewed here.

    None when there is no other. Raises RetryLater while somebody else is at it, or when the platform can't
    say now: whoever holds an expired key mustn't take that for its end.
    """
    now = core.clock.now()
    async with core.store.work() as work:
        found = await work.credentials.of(refused.site)
        if found is None:
            return None
        current = opened(seal, found)
        if current.secrets != refused.secrets:
            return current
        if current.expires_at is None:
            return None
        if not await work.credentials.claim(found, now, now + LEASE):
            raise RetryLater("The key is being renewed.", AT_IT)
    return await _unbroken(core, seal, found, renewal)


async def _unbroken(core: Core, seal: Seal, old: SealedCredential, renewal: Renewal) -> Credential | None:
    """To its end even when the caller is cut off: a new key that isn't stored would lock us out."""
    return await asyncio.shield(_renew(core, seal, old, renewal))


async def _renew(core: Core, seal: Seal, old: SealedCredential, renewal: Renewal) -> Credential | None:
    expires_at = old.sealed.expires_at
    try:
        new = await renewal(opened(seal, old))
    except InstallationGone as gone:
        if expires_at is None or core.clock.now() >= expires_at:
            site = old.site
            await note_installation_lost(core, site.platform, site.installation_ref, gone.message)
            return None
        await _put_off(core, old, gone)  # the key at hand works until then
        return None
    except DebriefError as failed:
        await _put_off(core, old, failed)
        raise RetryLater("The key could not be renewed just now.", REST) from failed
    async with core.store.work() as work:
        await work.credentials.replace(old, sealed(seal, new), core.clock.now())
    return new


async def _put_off(core: Core, old: SealedCredential, why: DebriefError) -> None:
    log.warning("A key could not be renewed; it is tried again.", extra={"why": str(why)})
    async with core.store.work() as work:
        await work.credentials.put_off(old, core.clock.now() + REST)
