"""The clock of a replica: interval jobs that sweep, post and tidy. Any number may run."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

Timed = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Every:
    """How often."""

    sweep: timedelta = timedelta(seconds=5)
    posts: timedelta = timedelta(seconds=1)
    """Posts have a minute to keep, and a platform's turns to use."""
    tidy: timedelta = timedelta(hours=1)


class Scheduler:
    """A failing sweep is logged and made again: rows stay due, and a database comes back."""

    def __init__(
        self,
        sweep: Callable[[], Awaitable[int]],
        tidy: Callable[[], Awaitable[int]],
        timed: Timed,
        every: Every | None = None,
        *,
        posts: Callable[[], Awaitable[int]] | None = None,
    ) -> None:
        """`posts` is the part of a sweep that can't wait for the next one."""
        self._sweep = sweep
        self._posts = posts
        self._tidy = tidy
        self._timed = timed
        self._every = every or Every()
        self._busy = asyncio.Lock()

    async def __call__(self, stop: asyncio.Event) -> None:
        clock = AsyncIOScheduler(timezone=UTC)
        for act, every, at_once in self._jobs():
            clock.add_job(
                act,
                "interval",
                seconds=every.total_seconds(),
                max_instances=at_once,
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

    def _jobs(self) -> Iterator[tuple[Callable[[], Awaitable[None]], timedelta, int]]:
        yield self._sweep_once, self._every.sweep, 1
        yield self._tidy_once, self._every.tidy, 1
        if self._posts is not None:
            # The second does nothing: with one, each second that takes longer would be warned of.
            yield partial(self._post_once, self._posts), self._every.posts, 2

    async def _post_once(self, posts: Callable[[], Awaitable[int]]) -> None:
        if self._busy.locked():
            return  # whatever is swept or tidied now, the next second comes soon
        async with self._busy:
            try:
                await posts()
            except Exception:  # as below
                log.exception("Posts could not be looked for. The next sweep finds them.")

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
