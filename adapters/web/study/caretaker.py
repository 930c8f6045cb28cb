"""The duty that keeps the study going: whatever is due is done before the page shows its time."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from adapters.web.study.group import is_prepared, open_doors, set_up, welcome
from adapters.web.study.next_step import note_what_was_seen
from adapters.web.study.study import Study
from bot.domain.calendar import DAY

log = logging.getLogger(__name__)

AT_LEAST_EVERY = 1.0
LONGEST_PAUSE = 10.0
"""Seconds between two attempts while the database is away."""


@dataclass(slots=True)
class Caretaker:
    study: Study
    come_in: Callable[[], None]
    """Called once, when the room can be shown."""
    see_off: Callable[[], None]
    """Called when it's time to leave, so that no page keeps the process waiting."""

    async def __call__(self, stop: asyncio.Event) -> None:
        if not is_prepared(self.study.room):
            await self._prepare(stop)
        async with asyncio.TaskGroup() as group:
            carrying = group.create_task(self.study.keeping.desk(stop))
            try:
                await self._take_care(stop)
            finally:
                self.study.leaving = True
                self.see_off()
                await self.study.arrive()
                await carrying

    async def _prepare(self, stop: asyncio.Event) -> None:
        """The first day, played by the samples. What breaks here ends the process, and is begun anew."""
        study, keeping = self.study, self.study.keeping
        async with keeping.turn:
            day = open_doors(study.left, study.first_zone)
            await set_up(keeping.core, study.room, day.zone)
            await keeping.live_until(day.arrival, at_most=2 * DAY, enough=stop.is_set)
            if not stop.is_set():
                await study.look()
                welcome(study.room)

    async def _take_care(self, stop: asyncio.Event) -> None:
        pause = AT_LEAST_EVERY
        while not stop.is_set():
            count = self.study.room.count
            try:
                async with self.study.keeping.turn:
                    await self._once()
            except Exception as trouble:  # whatever it was, what is due stays due
                pause = min(2 * pause, LONGEST_PAUSE)
                log.warning("The study waits for its database: %s.", type(trouble).__name__)
                log.debug("It said:", exc_info=trouble)
                await self._something(stop, self.study.room.count, pause)
                continue
            pause = AT_LEAST_EVERY
            self._open()
            await self._something(stop, count, pause)

    def _open(self) -> None:
        if not self.study.ready.is_set():
            self.study.ready.set()
            self.come_in()

    async def _once(self) -> None:
        await self.study.keeping.catch_up()
        await self.study.look()
        note_what_was_seen(self.study.room)
        self.study.left.keep_time()

    async def _something(self, stop: asyncio.Event, count: int, seconds: float) -> None:
        """Happened since the room had that count, or so much time went by."""
        waits = {
            asyncio.create_task(stop.wait()),
            asyncio.create_task(self.study.room.changed_after(count)),
        }
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
