"""What is done once an event was acknowledged: nobody loses anything when it fails, and it is logged."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, field

from bot.errors import RetryLater

log = logging.getLogger(__name__)

LONGEST = 10.0
"""Seconds that all gets which was begun, once the process is told to stop."""
LAST_WORDS = 5.0
"""More, for saying what came to nothing: together less than such a process has."""


@dataclass(frozen=True, slots=True)
class Afterwards:
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when there is no more time: what isn't done is given up, and said so."""
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def do(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(_logged(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self) -> None:
        """Wait for all that was begun, but not for ever."""
        if await self._done_within(LONGEST):
            return
        self.closing.set()
        try:
            if not await self._done_within(LAST_WORDS):
                log.warning("%s answers of members were not waited for.", len(self._tasks))
                for task in self._tasks:
                    task.cancel()
        finally:
            self.closing.clear()

    async def _done_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                while self._tasks:
                    await asyncio.wait(self._tasks)
        except TimeoutError:
            return False
        return True


async def _logged(work: Coroutine[None, None, None]) -> None:
    try:
        await work
    except RetryLater as later:
        log.warning("An answer of members waits, or their name: %s", later.reason)
    except Exception:
        log.exception("An answer of members could not be shown, or their name not be learnt.")
