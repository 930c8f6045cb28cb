"""Waiting where Discord asked for quiet, which all processes do together.

Limits themselves are nobody's to know ahead: each answer says what is left of its own, and the library
keeps to that. A row is written only where Discord said no.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from adapters.discord.needs import NAME
from adapters.discord.speak.asks import Ask
from bot.domain.speaking import Queue, Rate, Site
from bot.errors import RetryLater
from bot.practice.core import Core
from bot.practice.installing.pacing import hold, take_turn

PATIENCE = timedelta(seconds=5)
"""A nearer turn is waited for; for a further one the worker is set free."""
AT_WILL = Rate(timedelta(0))
EVERYWHERE = Queue("*", "", AT_WILL)
APP = Site(NAME, "")
"""Limits are the app's, in whichever server it speaks."""
CoreNow = Callable[[], Core]
"""The core, once the house is built."""


def wall() -> datetime:
    """Not the product's clock: Discord's limits run on while a demo stands still."""
    return datetime.now(UTC)


class Turns(Protocol):
    async def wait(self, ask: Ask) -> None:
        """Until Discord takes this call. Raises RetryLater when that is too far ahead."""
        ...

    async def hold(self, ask: Ask, seconds: float, *, all_calls: bool) -> None:
        """Discord asked for quiet: of this route in this place, or of all calls."""
        ...


class SharedTurns:
    def __init__(
        self,
        core: CoreNow,
        *,
        now: Callable[[], datetime] = wall,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        patience: timedelta = PATIENCE,
    ) -> None:
        self._core = core
        self._now = now
        self._sleep = sleep
        self._patience = patience

    async def wait(self, ask: Ask) -> None:
        lines = (EVERYWHERE, _line(ask))
        slot = await take_turn(self._core(), APP, lines, self._now(), self._patience)
        ahead = slot.at - self._now()
        if not slot.granted:
            raise RetryLater(f"Discord asked for quiet: {ask.name}.", max(ahead, timedelta(seconds=1)))
        if ahead > timedelta(0):
            await self._sleep(ahead.total_seconds())

    async def hold(self, ask: Ask, seconds: float, *, all_calls: bool) -> None:
        until = self._now() + timedelta(seconds=seconds)
        await hold(self._core(), APP, [EVERYWHERE if all_calls else _line(ask)], until)


def _line(ask: Ask) -> Queue:
    return Queue(ask.name, ask.place, AT_WILL)
