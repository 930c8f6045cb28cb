"""A whole Debrief in one process that is made to be killed: scheduler, worker and listener."""

import asyncio
from datetime import timedelta

from adapters.main import Chat, House, Parts, house
from bot.library.library import Library, load, shipped
from bot.practice.core import Timings
from bot.practice.receive import receive
from tests.fakes.killable import schedule, work
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
        tasks.create_task(schedule(built, every=0.3))
        tasks.create_task(work(built, concurrency=10))
        for _ in range(LISTENERS):
            tasks.create_task(_listen(built, await Line.to(port)))


async def _listen(built: House, line: Line) -> None:
    while True:
        event = (await line.ask(call="next"))["event"]
        if event is not None:
            await receive(built.core, happening(event))
            await line.ask(call="ack", ref=event["ref"])
