"""What was heard and isn't kept yet: a few at once, and in order what concerns the same thing."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime

log = logging.getLogger(__name__)

AT_ONCE = 16
"""More would only wait for the database."""
MOST_WAITING = 5_000
MOST_OF_ONE = 1_000
"""Of one server: whoever floods it takes nobody else's place. More is read later, where it was written."""
LONGEST = 4.0
"""Seconds that they get when the process is told to stop. What isn't kept then is read at the next start."""

Work = Callable[[], Coroutine[None, None, None]]
Before = frozenset[asyncio.Task[None]]
"""What has to be kept first, as far as that can be waited for."""
NOTHING: Before = frozenset()


@dataclass(slots=True)
class Lanes:
    at_once: int = AT_ONCE
    most_waiting: int = MOST_WAITING
    most_of_one: int = MOST_OF_ONE
    _since: dict[asyncio.Task[None], datetime] = field(default_factory=dict)
    _last: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _by: dict[asyncio.Task[None], str] = field(default_factory=dict)
    """Of what somebody wrote: whose it is."""
    _of: Counter[str] = field(default_factory=Counter)
    """How much waits of each server, and of each account that writes directly."""
    _room: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._room = asyncio.Semaphore(self.at_once)

    @property
    def busy(self) -> int:
        """How much isn't kept yet."""
        return len(self._since)

    @property
    def oldest(self) -> datetime | None:
        """Since when something waits to be kept."""
        return min(self._since.values(), default=None)

    def put(self, about: str, came_at: datetime, work: Work, by: str = "", of: str = "") -> bool:
        """Begin as soon as there is room. False when too much waits for that, in all or of the same."""
        if len(self._since) >= self.most_waiting or self._of[of] >= self.most_of_one:
            return False
        task = asyncio.create_task(self._in_turn(self._last.get(about), work))
        self._since[task], self._last[about] = came_at, task
        if by:
            self._by[task] = by
        self._of[of] += 1
        task.add_done_callback(lambda done: self._done(about, of, done))
        return True

    def waiting(self, by: str) -> Before:
        """What somebody wrote until now and that isn't kept yet."""
        return frozenset(task for task, whose in self._by.items() if whose == by)

    async def finish(self) -> None:
        """Wait for all that was put in, but not for ever."""
        if not self._since:
            return
        _, late = await asyncio.wait(self._since, timeout=LONGEST)
        if late:
            log.warning("%s events were not kept any more; they are read at the next start.", len(late))
            self.let_go()
            await asyncio.gather(*late, return_exceptions=True)

    def let_go(self) -> None:
        """Of everything, at once."""
        for task in list(self._since):
            task.cancel()

    async def _in_turn(self, before: asyncio.Task[None] | None, work: Work) -> None:
        if before is not None:
            await asyncio.wait({before})
        async with self._room:
            await work()

    def _done(self, about: str, of: str, task: asyncio.Task[None]) -> None:
        del self._since[task]
        self._of[of] -= 1
        if not self._of[of]:
            del self._of[of]
        self._by.pop(task, None)
        if self._last.get(about) is task:
            del self._last[about]
        if not task.cancelled() and (trouble := task.exception()) is not None:
            log.error("What was heard could not be dealt with.", exc_info=trouble)
