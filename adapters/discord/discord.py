"""Discord, whole: what speaks there, built from the settings."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from adapters.discord.access import Access
from adapters.discord.speak.call import Caller
from adapters.discord.speak.own import OwnBot
from adapters.discord.speak.platform import DiscordPlatform
from adapters.discord.speak.turns import SharedTurns, Turns, wall
from adapters.discord.speak.wire import Wire
from bot.errors import Defect
from bot.practice.core import Core


class HasCore(Protocol):
    """A house, as far as Discord is concerned."""

    @property
    def core(self) -> Core: ...


class Discord:
    """One for a process. It speaks once it was wired to a core."""

    def __init__(
        self,
        access: Access,
        *,
        now: Callable[[], datetime] = wall,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        turns: Turns | None = None,
    ) -> None:
        """`now` is the time that Discord's limits run on, and its messages carry."""
        access.point()
        self._core: Core | None = None
        self._wire = Wire(access.bot_token)
        self.own = OwnBot(self._wire, self.core, now)
        turns = turns or SharedTurns(self.core, now=now, sleep=sleep)
        self.caller = Caller(self._wire, self.own, turns, now=self._product_time, sleep=sleep)
        self.platform = DiscordPlatform(self.caller, self.core, now=now)

    def core(self) -> Core:
        if self._core is None:
            raise Defect("Discord was used before it was wired to a house.")
        return self._core

    def wire(self, house: HasCore) -> None:
        self._core = house.core

    async def tend(self) -> int:
        """For now and then: a token that was refused may be taken again."""
        return await self.own.tend()

    async def aclose(self) -> None:
        await self._wire.aclose()

    def _product_time(self) -> datetime:
        return self.core().clock.now()
