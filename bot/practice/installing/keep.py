"""Keeps the keys of installations: put in by an install, read by whoever speaks there."""

import logging

from bot.domain.speaking import Credential, Site
from bot.ports import Seal
from bot.practice.core import Core
from bot.practice.installing.keys import opened, sealed
from bot.practice.lost_installation import installed

log = logging.getLogger(__name__)


async def keep_installation(core: Core, seal: Seal, key: Credential, name: str) -> bool:
    """Store the key of a new install, over an older one. True when the installation had been lost."""
    site, now = key.site, core.clock.now()
    content = sealed(seal, key)
    async with core.store.work() as work:
        # Its key first: whatever rested goes on as soon as it counts as installed.
        known = await work.groups.installation(site.platform, site.installation_ref)
        found = known
        if found is None:
            found = await work.groups.note_installation(site.platform, site.installation_ref, now, name)
        await work.credentials.put(found, content, now)
        await work.refusals.forget(found)  # whoever installs it grants what it asks for
    back = await installed(core, site.platform, site.installation_ref, name)
    if not back:
        log.info("%s (%s) installed the app%s.", name, site.installation_ref, " anew" if known else "")
    return back


async def key_of(core: Core, seal: Seal, site: Site) -> Credential | None:
    """The key to an installation; None when there is none, or it was lost. Raises UserMustAct as `Seal`."""
    async with core.store.work() as work:
        found = await work.credentials.of(site)
    return None if found is None else opened(seal, found)


async def reseal(core: Core, seal: Seal) -> int:
    """Seal every key anew with the newest secret; returns how many. Harmless to repeat, and to run beside."""
    async with core.store.work() as work:
        found = await work.credentials.all()
    changed = 0
    for old in found:
        anew = sealed(seal, opened(seal, old))
        async with core.store.work() as work:
            changed += await work.credentials.reseal(old, anew.content)
    return changed
