"""A whole Debrief in one process that is made to be killed: scheduler, worker and listener."""

import asyncio
from datetime import timedelta

from adapters.main import Chat, House, Parts, house
from bot.library.library import Library, load, shipped
from bot.practice.core import Timings
from bot.practice.receive import receive
from bot.practice.sweep import sweep
from tests.fakes.socket_platform import Line, SocketPlatform, happening
from tests.fakes.steady_grader import SteadyGrader

LISTENERS = 6
TIMINGS = Timings(lease=timedelta(seconds=2), grading_lease=timedelta(seconds=2), network=0.8)

LIBRARY: Library = load([shipped()])
"""Read once, before the processes are forked: a restart costs no parsing."""


def live(url: str, port: int) -> None:
    """Run until killed."""
    asyncio.run(_live(url, port))


async def _live(url: str, port: int) -> None:
    platform = SocketPlatform(await Line.to(port))
    parts = Parts(
        (Chat(platform),), grader=SteadyGrader(0.05), library=LIBRARY, timings=TIMINGS, connections=8
    )
    async with house(url, parts) as built, asyncio.TaskGroup() as tasks:
        tasks.create_task(_schedule(built))
        tasks.create_task(_work(built))
        for _ in range(LISTENERS):
            tasks.create_task(_listen(built, await Line.to(port)))


async def _schedule(built: House) -> None:
    while True:
        await sweep(built.core)
        await asyncio.sleep(0.3)


async def _work(built: House) -> None:
    await built.jobs.run_worker_async(
        concurrency=10,
        install_signal_handlers=False,
        fetch_job_polling_interval=0.1,
        delete_jobs="always",
    )


async def _listen(built: House, line: Line) -> None:
    while True:
        event = (await line.ask(call="next"))["event"]
        if event is not None:
            await receive(built.core, happening(event))
            await line.ask(call="ack", ref=event["ref"])
