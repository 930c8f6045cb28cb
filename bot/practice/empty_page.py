"""The bot's own page of somebody of whom nothing is known, also once they are forgotten."""

import asyncio
import logging
from collections.abc import Sequence

from bot.domain.card_parts import Section
from bot.domain.cards import SheetCard
from bot.domain.group import Reached
from bot.errors import DebriefError
from bot.ports import Direct
from bot.practice.core import Core

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds: whoever asked to be forgotten waits for the answer. A page is drawn anew when it's opened, too."""
_WELCOME = (
    "Every day a study group gets a scenario in its channel; you answer in its thread or privately, and are "
    "told what would have carried or sunk you."
)
_NOWHERE = (
    "You are in no study group here yet. Answer a scenario in a channel where one is posted, and you are in."
)
_BEGIN = "To begin a group, type `/debrief-admin setup` in the channel where it is to practise."
NO_GROUP = SheetCard("Welcome to Debrief", (Section("How it goes", (_WELCOME, _NOWHERE, _BEGIN)),))


async def empty_pages(core: Core, reached: Sequence[Reached]) -> None:
    """Take away what these accounts' own pages say of them, as far as the platforms are there."""
    await asyncio.gather(*(_empty(core, one) for one in reached))


async def _empty(core: Core, one: Reached) -> None:
    platform = core.platforms.get(one.account.platform)
    if platform is None:
        return
    try:
        async with asyncio.timeout(PATIENCE):
            await platform.show_page(Direct(one.installation_ref, one.account), NO_GROUP)
    except (DebriefError, TimeoutError) as failed:
        log.warning("A page of somebody forgotten stays until they open it.", extra={"why": str(failed)})
