"""Renews keys before they expire, in idle installations too; never two processes at one key."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from bot.domain.ids import InstallationId
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
LONGEST = 15.0
"""Seconds that renewals get when the process is told to stop: a turn, and a call."""

Renewal = Callable[[Credential], Awaitable[Credential]]
"""Asks the platform for a new key, within its limits. Raises InstallationGone when it gives none for good."""


@dataclass(frozen=True, slots=True)
class Renewals:
    """One platform's, in this process. Wait for `finish` before what `renewal` needs is closed."""

    core: Callable[[], Core]
    seal: Seal
    platform: str
    renewal: Renewal
    _tasks: set[asyncio.Task[Credential | None]] = field(default_factory=set)

    async def renew_due(self) -> int:
        """Renew what expires soon, each key once; returns how many were renewed."""
        renewed, seen = 0, set[InstallationId]()
        again: list[SealedCredential] = []
        while (found := await self._claimed()) is not None:
            if found.installation in seen:
                again.append(found)  # it lives so short that it is due again
                continue
            seen.add(found.installation)
            try:
                renewed += await self._unbroken(found) is not None
            except RetryLater:
                continue  # it was put off: the next one
            except Exception:  # whatever it was, other keys expire as well
                log.exception("A key could not be renewed; it is tried again.")
        await self._release(again)
        return renewed

    async def renew_now(self, refused: Credential) -> Credential | None:
        """Another key than the one that was just refused: stored meanwhile, or renewed here.

        None when there is no other. Raises RetryLater while somebody else is at it, or when the platform
        can't say now: whoever holds an expired key mustn't take that for its end.
        """
        core = self.core()
        now = core.clock.now()
        async with core.store.work() as work:
            found = await work.credentials.of(refused.site)
            if found is None:
                return None
            current = opened(self.seal, found)
            if current.secrets != refused.secrets:
                return current
            if current.expires_at is None:
                return None
            if not await work.credentials.claim(found, now, now + LEASE):
                raise RetryLater("The key is being renewed.", AT_IT)
        return await self._unbroken(found)

    async def finish(self) -> None:
        """Wait for all that was begun, but not for ever."""
        if not self._tasks:
            return
        _, left = await asyncio.wait(self._tasks, timeout=LONGEST)
        if left:
            log.error("%s keys were being renewed, and were not waited for.", len(left))

    async def _claimed(self) -> SealedCredential | None:
        core = self.core()
        now = core.clock.now()
        async with core.store.work() as work:
            return await work.credentials.claim_expiring(self.platform, now + AHEAD, now, now + LEASE)

    async def _release(self, claimed: list[SealedCredential]) -> None:
        core = self.core()
        for one in claimed:
            async with core.store.work() as work:
                await work.credentials.put_off(one, core.clock.now())

    async def _unbroken(self, old: SealedCredential) -> Credential | None:
        """To its end even when the caller is cut off: a new key that isn't stored would lock us out."""
        task = asyncio.create_task(_renew(self.core(), self.seal, old, self.renewal))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return await asyncio.shield(task)


async def _renew(core: Core, seal: Seal, old: SealedCredential, renewal: Renewal) -> Credential | None:
    expires_at, begun = old.sealed.expires_at, core.clock.now()
    try:
        new = await renewal(opened(seal, old))
    except InstallationGone as gone:
        if expires_at is None or core.clock.now() >= expires_at:
            site = old.site
            await note_installation_lost(core, site.platform, site.installation_ref, gone.message, begun)
            return None
        await _put_off(core, old, gone, REST)  # the key at hand works until then
        return None
    except DebriefError as failed:
        rest = max(REST, failed.after) if isinstance(failed, RetryLater) else REST
        await _put_off(core, old, failed, rest)
        raise RetryLater("The key could not be renewed just now.", rest) from failed
    async with core.store.work() as work:
        await work.credentials.replace(old, sealed(seal, new), core.clock.now())
    return new


async def _put_off(core: Core, old: SealedCredential, why: DebriefError, rest: timedelta) -> None:
    log.warning("A key could not be renewed; it is tried again.", extra={"why": str(why)})
    async with core.store.work() as work:
        await work.credentials.put_off(old, core.clock.now() + rest)
