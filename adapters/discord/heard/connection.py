"""One shard's connection: a client of the library, for as long as it manages to stay connected."""

import asyncio
import logging
from dataclasses import dataclass
from time import monotonic

from adapters.chats.waiting import StoppedError, set_within
from adapters.discord.heard.ear import ShardEar
from adapters.discord.heard.ends import End, end_of
from adapters.discord.heard.gateway import Line, Shard
from adapters.discord.heard.pace import Pace
from adapters.discord.heard.starts import Starts

log = logging.getLogger(__name__)

AGAIN = 0.1


class ReshardError(Exception):
    """Discord wants another number of connections."""


@dataclass(frozen=True, slots=True)
class Connection:
    """A duty."""

    token: str
    shard: Shard
    ear: ShardEar
    starts: Starts
    pace: Pace

    async def __call__(self, stop: asyncio.Event) -> None:
        """Raises ReshardError; and, until anything was heard, what a person can mend."""
        pause = self.pace.first_pause
        while not stop.is_set():
            try:
                await self.starts.turn(stop)
            except StoppedError:
                return
            begun = monotonic()
            end = await self._once(stop)
            if end is None or stop.is_set():
                return
            if monotonic() - begun > self.pace.healthy:
                pause = self.pace.first_pause
            self._tell(end, pause)
            await set_within(stop, pause)
            pause = min(pause * 2, self.pace.longest_pause)

    def _tell(self, end: End, pause: float) -> None:
        if end.reshard:
            raise ReshardError
        if end.mend and not self.starts.begun:
            raise end.refuse()
        self.starts.health.down(self.starts.now(), end.mend or end.says)
        says = log.error if end.mend else log.warning
        says("Discord isn't heard: %s. It is tried again in %.0f s. %s", end.says, pause, end.mend)

    async def _once(self, stop: asyncio.Event) -> End | None:
        """Until it ends by itself, or it's better to begin anew. None when told to stop."""
        line = Line(self.shard, self.ear, lambda: self.starts.turn(stop), self.pace)
        living, stopping = asyncio.create_task(line.start(self.token)), asyncio.create_task(stop.wait())
        try:
            return await self._watched(living, stopping)
        finally:
            stopping.cancel()
            await ended(living)
            self.ear.fell()
            await line.hang_up(self.pace.closes_within)

    async def _watched(self, living: asyncio.Task[None], stopping: asyncio.Task[bool]) -> End | None:
        stood = monotonic()
        while True:
            await asyncio.wait(
                {living, stopping}, timeout=self.pace.looks_every, return_when=asyncio.FIRST_COMPLETED
            )
            if stopping.done():
                return None
            if living.done():
                return end_of(None if living.cancelled() else living.exception())
            if self.ear.stands:
                stood = monotonic()
            elif monotonic() - stood > self.pace.anew_after:
                return End("no connection comes about")
            if self.ear.breaks_at_once():
                return End("each connection breaks at once")


async def ended(task: asyncio.Task[None]) -> None:
    """Up to 3.11 Python forgets a cancellation that comes just when something with a time limit is done."""
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=AGAIN)
    if not task.cancelled():
        task.exception()  # looked at, or it would be complained of
