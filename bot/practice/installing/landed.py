"""Where cards of our own have landed. Written around each call, so that a lost reply is looked for."""

from datetime import datetime

from bot.domain.speaking import CardAt, Landing
from bot.practice.core import Core

ALONE = "alone/"
"""Begins the place of what one account was told alone."""


async def landing_of(core: Core, card: CardAt) -> Landing | None:
    async with core.store.work() as work:
        return await work.landings.of(card)


async def note_landing(core: Core, card: CardAt, landing: Landing, now: datetime) -> None:
    async with core.store.work() as work:
        await work.landings.put(card, landing, now)
