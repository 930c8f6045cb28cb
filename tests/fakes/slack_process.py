"""A whole Debrief on Slack in one process, made to be killed: where a test asks for it, in mid-event."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from fastapi import FastAPI

from adapters.main import Chat, House, Parts, house
from adapters.slack.access import Access
from adapters.slack.chat import SlackHeard
from adapters.slack.slack import Slack
from adapters.web.serve import Serve, listen
from bot.practice.core import Timings
from tests.fakes.killable import schedule, stuck_at, work
from tests.fakes.slack_heard import BRISK, library
from tests.fakes.steady_grader import SteadyGrader

TIMINGS = Timings(lease=timedelta(seconds=1), grading_lease=timedelta(seconds=2), network=5.0)
LIBRARY = library()
"""Read once, before the processes are forked: a restart costs no parsing."""


@dataclass(frozen=True, slots=True)
class Orders:
    url: str
    access: Access
    port: int = 0
    """Where it is heard over HTTP; with an app-level token it listens by socket."""
    stuck_on: str = ""
    """Words of a message with which it gets stuck, and says so in the file."""
    kept: bool = False
    """Whether it gets stuck when the message is kept, or before that."""
    says_so: Path = Path()


def live(orders: Orders) -> None:
    """Run until killed."""
    asyncio.run(_live(orders))


async def _live(orders: Orders) -> None:
    slack = Slack(orders.access)
    heard = replace(
        slack._heard,
        pace=BRISK,
        taking=lambda core: stuck_at(orders.stuck_on, core, orders.says_so.touch, kept=orders.kept),
    )
    chat = Chat(slack.platform, heard.listen, heard.serve, wire=slack.wire)
    parts = Parts((chat,), grader=SteadyGrader(0.05), library=LIBRARY, timings=TIMINGS, connections=4)
    async with house(orders.url, parts) as built, asyncio.TaskGroup() as tasks:
        tasks.create_task(schedule(built))
        tasks.create_task(work(built))
        tasks.create_task(_hear(built, heard, orders.port))


async def _hear(built: House, heard: SlackHeard, port: int) -> None:
    stop = asyncio.Event()
    if not port:
        await heard.listen(built)(stop)
        return
    pages = FastAPI()
    heard.serve(built, pages)
    await Serve(pages, listen("127.0.0.1", port), 1.0)(stop)
