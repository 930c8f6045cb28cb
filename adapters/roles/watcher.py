"""Looks at the grader now and then. Slow, because the grader itself is asked: never in the sweep's way."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from adapters.roles.together import stopped_within

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Watcher:
    look: Callable[[], Awaitable[str]]
    """Returns why ratings were frozen just now, or nothing."""
    every: timedelta = timedelta(hours=1)

    async def __call__(self, stop: asyncio.Event) -> None:
        while True:
            looking = asyncio.create_task(self._look())
            stopping = asyncio.create_task(stop.wait())
            await asyncio.wait({looking, stopping}, return_when=asyncio.FIRST_COMPLETED)
            stopping.cancel()
            looking.cancel()  # a run of canaries that is cut short counts for nothing
            await asyncio.gather(looking, stopping, return_exceptions=True)
            if await stopped_within(stop, self.every.total_seconds()):
                return

    async def _look(self) -> None:
        try:
            await self.look()
        except Exception:  # whatever it was, the next look may see more
            log.exception("The grader could not be looked at. It is tried again in an hour.")
