"""What a chat needs done now and then, whether or not anybody speaks: keys are renewed, leftovers go."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from adapters.roles.together import stopped_within

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Any number of processes may do it at once."""

    tend: Callable[[], Awaitable[int]]
    every: timedelta = timedelta(minutes=5)

    async def __call__(self, stop: asyncio.Event) -> None:
        while True:
            try:
                done = await self.tend()
            except Exception:  # whatever it was, it is tried again long before a key expires
                log.exception("Upkeep failed. It is tried again in %.0f s.", self.every.total_seconds())
            else:
                if done:
                    log.info("Upkeep done.", extra={"done": done})
            if await stopped_within(stop, self.every.total_seconds()):
                return
