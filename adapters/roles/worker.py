"""Works the jobs off, and comes back after the database was away."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from procrastinate import App, JobContext
from procrastinate.exceptions import ConnectorException
from procrastinate.middleware import AsyncCallNext
from procrastinate.worker import Worker as QueueWorker

from adapters.roles.together import stopped_within

log = logging.getLogger(__name__)

Timed = Callable[[str, int], AbstractContextManager[None]]
"""Given a job's kind and the id of its row."""


@dataclass(frozen=True, slots=True)
class Worker:
    jobs: App
    timed: Timed
    concurrency: int
    grace: float
    queues: Sequence[str]
    """The kinds of jobs that it does; None for all."""
    pause: float = 1.0
    """Seconds between two attempts to reach the database."""

    async def __call__(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await self._work(stop)
            if not stop.is_set():
                log.warning("The worker lost the database. What it had in hand stays due.")
                await stopped_within(stop, self.pause)

    async def _work(self, stop: asyncio.Event) -> None:
        """Until `stop`, or until the database is gone."""
        working = asyncio.create_task(self._run())
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            # The queue takes a cancellation as: claim no more, finish, then go.
            working.cancel()
            (ended,) = await asyncio.gather(working, return_exceptions=True)
        if isinstance(ended, Exception) and not isinstance(ended, ConnectorException):
            raise ended

    async def _run(self) -> None:
        await self.jobs.run_worker_async(
            queues=self.queues,
            concurrency=self.concurrency,
            shutdown_graceful_timeout=self.grace,
            delete_jobs="always",
            install_signal_handlers=False,
            worker_middleware=[self._around],
        )

    async def _around(self, call_next: AsyncCallNext, context: JobContext, _worker: QueueWorker) -> Any:  # noqa: ANN401  the queue's own signature
        row = context.job.task_kwargs.get("id")
        with self.timed(context.job.task_name, row if isinstance(row, int) else 0):
            return await call_next()
