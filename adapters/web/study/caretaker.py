"""The duty that keeps the study going: whatever is due is done before the page shows its time."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from adapters.web.study.group import is_prepared, open_doors, set_up, welcome
from adapters.web.study.next_step import note_what_was_seen
from adapters.web.study.study import Study
from bot.domain.calendar import DAY
from bot.errors import Defect, RetryLater

log = logging.getLogger(__name__)

AT_LEAST_EVERY = 1.0
LONGEST_PAUSE = 10.0
"""Seconds between two attempts while the database is away."""
MOST_FAULTS = 3
"""In a row, before anybody was let in: who waits at the door shall not wait for ever."""


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
        try:
            await self._carry_and_care(stop)
        except ExceptionGroup as broken:
            raise broken.exceptions[0] from broken

    async def _carry_and_care(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as group:
            carrying = group.create_task(self.study.keeping.desk(stop))
            try:
                await self._take_care(stop)
            finally:
                self.study.leaving = True
                self.see_off()
                await self.study.arrive()
                if stop.is_set():
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
        pause, faults = AT_LEAST_EVERY, 0
        while not stop.is_set():
            count = self.study.room.count
            try:
                async with self.study.keeping.turn:
                    await self._once()
            except Exception as trouble:  # whatever it was, what is due stays due
                faults = 0 if await self._may_pass(trouble) else faults + 1
                if faults == MOST_FAULTS and not self.study.ready.is_set():
                    raise _keeps_breaking(trouble) from trouble
                pause = min(2 * pause, LONGEST_PAUSE)
                await self.study.room.changed_or(stop, self.study.room.count, pause)
                continue
            pause, faults = AT_LEAST_EVERY, 0
            self._open()
            await self.study.room.changed_or(stop, count, pause)

    async def _may_pass(self, trouble: Exception) -> bool:
        """An outage does. A fault of ours is told in full, and tried again in case it was the moment's."""
        if isinstance(trouble, RetryLater) or await self.study.keeping.desk.is_cut_off():
            log.warning("The study waits for its database: %s.", type(trouble).__name__)
            return True
        log.error("Looking after the study broke.", exc_info=trouble)
        return False

    def _open(self) -> None:
        if not self.study.ready.is_set():
            self.study.ready.set()
            self.come_in()

    async def _once(self) -> None:
        await self.study.keeping.catch_up()
        await self.study.look()
        note_what_was_seen(self.study.room)
        self.study.left.keep_time()


def _keeps_breaking(trouble: Exception) -> Defect:
    return Defect(
        f"the study room could not be opened: it broke {MOST_FAULTS} times in a row, "
        f"with {type(trouble).__name__}; what was said there is kept"
    )
