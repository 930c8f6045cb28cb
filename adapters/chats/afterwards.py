"""What is done once an event was acknowledged: nobody loses anything when it fails, and it is logged."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, field

from bot.errors import RetryLater

log = logging.getLogger(__name__)

LONGEST = 15.0
"""Seconds: less than a process has that is told to stop."""


@dataclass(frozen=True, slots=True)
class Afterwards:
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def do(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(_logged(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self) -> None:
        """Wait for all that was begun, but not for ever."""
        try:
            async with asyncio.timeout(LONGEST):
                while self._tasks:
                    await asyncio.wait(self._tasks)
        except TimeoutError:
            log.warning("%s answers of members were not waited for.", len(self._tasks))
            for task in self._tasks:
                task.cancel()


async def _logged(work: Coroutine[None, None, None]) -> None:
    try:
        await work
    except RetryLater as later:
        log.warning("An answer of members waits, or their name: %s", later.reason)
    except Exception:
        log.exception("An answer of members could not be shown, or their name not be learnt.")
