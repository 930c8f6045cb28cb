"""Sessions may be begun a thousand times a day; whoever begins more loses the app's token."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic

from adapters.chats.health import SocketHealth
from adapters.chats.readings import UNREADABLE
from adapters.chats.waiting import StoppedError, set_within, unless
from adapters.discord.ask import Answer
from adapters.discord.heard.ends import MENDS, TOKEN_REFUSED, End
from adapters.discord.heard.pace import Pace

log = logging.getLogger(__name__)

KEPT = 50
"""Starts that are left to whoever starts Debrief anew by hand."""
LEAST = 2
WAITS = (
    "Discord allows no further session before %s UTC: %s of %s are left. Nothing is heard until then, and "
    "what is written in threads is read then."
)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What Discord says of itself before a session is begun."""

    shards: int
    left: int
    total: int
    resets_in: float


@dataclass(slots=True)
class Starts:
    ask: Callable[[], Coroutine[None, None, Answer]]
    health: SocketHealth
    now: Callable[[], datetime]
    pace: Pace
    begun: bool = False
    """Whether anything was ever heard in this process."""
    _last: float = float("-inf")
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def shards(self, stop: asyncio.Event) -> int:
        """How many connections there have to be. Raises as `turn`."""
        return (await self._asked(stop)).shards

    async def turn(self, stop: asyncio.Event) -> None:
        """Wait until a session may be begun.

        Raises StoppedError; and, until anything was heard, what a person can mend.
        """
        async with self._one:
            while True:
                allowed = await self._asked(stop)
                if allowed.left > (KEPT if self.begun else LEAST):
                    break
                await self.rest(self._used_up(allowed), stop)
            await self.rest(self._last + self.pace.between_starts - monotonic(), stop)
            self._last = monotonic()

    async def _asked(self, stop: asyncio.Event) -> Allowed:
        pause = self.pace.first_pause
        while True:
            answer = await unless(stop, self.ask())
            try:
                if answer.ok:
                    return _read(answer)
            except UNREADABLE:
                log.warning("What Discord says of its gateway can't be read.")
            self._no(answer)
            await self.rest(max(pause, answer.after), stop)
            pause = min(pause * 2, self.pace.longest_pause)

    def _no(self, answer: Answer) -> None:
        if answer.refused and not self.begun:
            raise End("", MENDS[TOKEN_REFUSED]).refuse()
        why = MENDS[TOKEN_REFUSED] if answer.refused else f"Discord can't be asked: {_trouble(answer)}"
        self.health.down(self.now(), why)
        log.warning("%s It is tried again.", why)

    def _used_up(self, it: Allowed) -> float:
        until = self.now() + timedelta(seconds=it.resets_in)
        self.health.down(self.now(), f"Discord allows no further session before {until:%H:%M} UTC")
        log.error(WAITS, f"{until:%Y-%m-%d %H:%M}", it.left, it.total)
        return min(max(it.resets_in, self.pace.first_pause), self.pace.asks_again)

    async def rest(self, seconds: float, stop: asyncio.Event) -> None:
        if seconds > 0 and await set_within(stop, seconds):
            raise StoppedError


def _read(answer: Answer) -> Allowed:
    limit = answer.data["session_start_limit"]
    seconds = float(limit["reset_after"]) / 1000
    return Allowed(max(int(answer.data["shards"]), 1), int(limit["remaining"]), int(limit["total"]), seconds)


def _trouble(answer: Answer) -> str:
    return answer.unreachable or f"HTTP status {answer.status}"
