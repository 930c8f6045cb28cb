"""The clock of a replica: one interval job that sweeps, one that tidies. Any number may run."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

Timed = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Every:
    """How often."""

    sweep: timedelta = timedelta(seconds=5)
    tidy: timedelta = timedelta(hours=1)


class Scheduler:
    """A failing sweep is logged and made again: rows stay due, and a database comes back."""

    def __init__(
        self,
        sweep: Callable[[], Awaitable[int]],
        tidy: Callable[[], Awaitable[int]],
        timed: Timed,
        every: Every | None = None,
    ) -> None:
        self._sweep = sweep
        self._tidy = tidy
        self._timed = timed
        self._every = every or Every()
        self._busy = asyncio.Lock()

    async def __call__(self, stop: asyncio.Event) -> None:
        clock = AsyncIOScheduler(timezone=UTC)
        for act, every in ((self._sweep_once, self._every.sweep), (self._tidy_once, self._every.tidy)):
            clock.add_job(
                act,
                "interval",
                seconds=every.total_seconds(),
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
                next_run_time=datetime.now(UTC),
            )
        clock.start()
        try:
            await stop.wait()
            clock.pause()
            # Its own shutdown cancels what runs.
            async with self._busy:
                pass
        finally:
            clock.shutdown(wait=False)

    async def _sweep_once(self) -> None:
        async with self._busy:
            try:
                with self._timed():
                    found = await self._sweep()
            except Exception:  # whatever it was, rows are still due
                log.exception("A sweep failed. What is due stays due; the next sweep finds it.")
                return
        if found:
            log.info("Swept.", extra={"found": found})

    async def _tidy_once(self) -> None:
        async with self._busy:
            try:
                gone = await self._tidy()
            except Exception:  # nothing depends on it
                log.exception("Tidying failed. It is tried again in an hour.")
                return
        log.info("Tidied.", extra={"gone": gone})
