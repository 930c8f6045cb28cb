"""Where cards of our own have landed. Written around each call, so that a lost reply is looked for."""

from datetime import datetime

from bot.domain.speaking import CardAt, Landing
from bot.practice.core import Core

ALONE = "alone/"
"""Begins the place of what one account was told alone."""


async def landing_of(core: Core, card: CardAt) -> Landing | None:
    async with core.store.work() as work:
        return await work.landings.of(card)


async def note_look(core: Core, card: CardAt, before: Landing, found: Landing, now: datetime) -> bool:
    """What was found when it was looked for. False when somebody else knows more by now."""
    async with core.store.work() as work:
        return await work.landings.looked(card, before, found, now)


async def begin_landing(core: Core, card: CardAt, landing: Landing, now: datetime) -> bool:
    """Note a card that is about to land for the first time. False when something is known of it already."""
    async with core.store.work() as work:
        return await work.landings.begin(card, landing, now)


async def note_landing(core: Core, card: CardAt, landing: Landing, now: datetime) -> None:
    async with core.store.work() as work:
        await work.landings.put(card, landing, now)
