"""How many calls are under way at one endpoint, and whether it asked to be left alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

PATIENCE = 5.0
"""Seconds for which a caller stands at a closed gate; for longer it's sent away."""
QUEUE = 40.0
"""Seconds in which a place should become free."""
SHORTEST_UNSAID, LONGEST_UNSAID = 0.5, 60.0
SCOUTING = 2.0
"""Seconds after which a scout that wasn't turned away counts as let in."""


class Shut(Exception):
    """Nobody may pass for `after`."""

    def __init__(self, after: timedelta, why: str) -> None:
        super().__init__(why)
        self.after = after
        self.why = why


@dataclass(slots=True)
class Gate:
    """Of one endpoint and model, in one process. Seconds here are the wall's: they pace a socket.

    After it was shut one caller goes first, as a scout: a crowd that comes back at the same moment would
    only be turned away again.
    """

    at_once: int
    _places: asyncio.Semaphore = field(init=False)
    _shut_until: float = 0.0
    _wary: bool = False
    _unsaid: float = SHORTEST_UNSAID
    _scout_until: float = 0.0
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._places = asyncio.Semaphore(self.at_once)

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """A place among the calls under way. Raises Shut."""
        if self.shut_for() > PATIENCE:
            raise self._away()
        try:
            async with asyncio.timeout(QUEUE):
                await self._places.acquire()
        except TimeoutError:
            raise Shut(timedelta(seconds=PATIENCE), "every place of our own limit is taken") from None
        try:
            await self._let_in()
            yield
        finally:
            self._places.release()

    def shut(self, seconds: float | None) -> float:
        """The endpoint asked to be left alone, without saying how long if None. A later moment stands.

        Returns the seconds from now.
        """
        if seconds is None:
            seconds = self._unsaid = min(2 * self._unsaid, LONGEST_UNSAID)
        self._shut_until = max(self._shut_until, _now() + seconds)
        self._wary, self._scout_until = True, 0.0
        self._tell()
        return self.shut_for()

    def served(self) -> None:
        """It took a call."""
        if self._wary and not self.shut_for():
            self._wary, self._unsaid = False, SHORTEST_UNSAID
            self._tell()

    def shut_for(self) -> float:
        """Seconds."""
        return max(self._shut_until - _now(), 0.0)

    async def _let_in(self) -> None:
        while True:
            left = self.shut_for()
            if left > PATIENCE:
                raise self._away()
            if left:
                await asyncio.sleep(left)
            elif not self._wary:
                return
            elif not self._scout_until:
                self._scout_until = _now() + SCOUTING
                return
            else:
                await self._for_the_scout()

    async def _for_the_scout(self) -> None:
        try:
            async with asyncio.timeout_at(self._scout_until):
                await self._news.wait()
        except TimeoutError:
            self.served()

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def _away(self) -> Shut:
        return Shut(timedelta(seconds=self.shut_for()), "it asked to be left alone")


def _now() -> float:
    return asyncio.get_running_loop().time()
