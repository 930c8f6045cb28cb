"""Installations that were given up by mistake: a platform may refuse a good key for an hour."""

import logging
from collections.abc import Awaitable, Callable

from bot.domain.speaking import Credential
from bot.errors import UserMustAct
from bot.ports import Seal
from bot.practice.core import Core
from bot.practice.installing.keys import opened
from bot.practice.lost_installation import installed

log = logging.getLogger(__name__)


async def bring_back_installations(
    core: Core, seal: Seal, platform: str, works: Callable[[Credential], Awaitable[bool]]
) -> int:
    """Try the keys of what was lost; returns how many installations are back. For now and then."""
    async with core.store.work() as work:
        found = await work.credentials.lost(platform)
    back = 0
    for one in found:
        try:
            key = opened(seal, one)
        except UserMustAct:
            log.warning("The key of a lost installation can't be opened.")
            continue
        if await works(key):
            back += await installed(core, platform, one.site.installation_ref, one.name)
    return back
