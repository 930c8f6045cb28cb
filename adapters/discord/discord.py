"""Discord, whole: what speaks there and what hears, built from the settings."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from adapters.discord.access import Access
from adapters.discord.chat import DiscordHeard, Figures, HasCore
from adapters.discord.given import DiscordFiles
from adapters.discord.heard.leavers import Leavers, Missing
from adapters.discord.needs import NAME
from adapters.discord.speak.call import Caller
from adapters.discord.speak.own import OwnBot
from adapters.discord.speak.platform import DiscordPlatform
from adapters.discord.speak.turns import SharedTurns, Turns, wall
from adapters.discord.speak.wire import Wire
from adapters.discord.start import begin
from bot.errors import Defect
from bot.practice.core import Core
from bot.practice.look_who_left import look_who_left


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
        self.files = DiscordFiles(access)
        self._missing = Missing(self.platform.is_there, self._product_time)
        self._leavers = Leavers(self._look_who_left, self._product_time, self._missing)
        self._heard = DiscordHeard(access=access, calls=self.caller, begin=partial(begin, access, self._wire))

    def core(self) -> Core:
        if self._core is None:
            raise Defect("Discord was used before it was wired to a house.")
        return self._core

    def wire(self, house: HasCore) -> None:
        self._core = house.core

    def listen(self, house: HasCore) -> Callable[[asyncio.Event], Awaitable[None]]:
        return self._heard.listen(house)

    def deaf(self) -> str:
        return self._heard.deaf()

    def figures(self) -> Figures:
        return self._heard.figures()

    async def tend(self) -> int:
        """For now and then: a token that was refused may be taken again, and members may have left."""
        done = await self.own.tend()
        return done + await self._leavers.look_for_some()

    async def _look_who_left(self, after: int, most: int) -> tuple[int, int]:
        return await look_who_left(self.core(), NAME, self._missing.is_there_still, after, most)

    async def aclose(self) -> None:
        await self._heard.finish()
        await self._wire.aclose()

    def _product_time(self) -> datetime:
        return self.core().clock.now()
