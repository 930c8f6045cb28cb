"""A whole Debrief on Slack in one process, made to be killed: where a test asks for it, in mid-event."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from fastapi import FastAPI

from adapters.main import Chat, House, Parts, house
from adapters.slack.access import Access
from adapters.slack.chat import SlackHeard
from adapters.slack.heard.needs import Take
from adapters.slack.slack import Slack
from adapters.web.serve import Serve, listen
from bot.domain.cards import Card
from bot.domain.happenings import Happening, MessagePosted
from bot.practice.core import Core, Timings
from bot.practice.receive import receive
from bot.practice.sweep import sweep
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
    heard = replace(slack._heard, pace=BRISK, taking=lambda core: _taking(core, orders))
    chat = Chat(slack.platform, heard.listen, heard.serve, wire=slack.wire)
    parts = Parts((chat,), grader=SteadyGrader(0.05), library=LIBRARY, timings=TIMINGS, connections=4)
    async with house(orders.url, parts) as built, asyncio.TaskGroup() as tasks:
        tasks.create_task(_schedule(built))
        tasks.create_task(_work(built))
        tasks.create_task(_hear(built, heard, orders.port))


def _taking(core: Core, orders: Orders) -> Take:
    async def take(happening: Happening) -> Card | None:
        stuck = (
            isinstance(happening, MessagePosted)
            and bool(orders.stuck_on)
            and orders.stuck_on in happening.text
        )
        card = await receive(core, happening) if orders.kept or not stuck else None
        if stuck:
            orders.says_so.touch()
            await asyncio.Event().wait()
        return card

    return take


async def _hear(built: House, heard: SlackHeard, port: int) -> None:
    stop = asyncio.Event()
    if not port:
        await heard.listen(built)(stop)
        return
    pages = FastAPI()
    heard.serve(built, pages)
    await Serve(pages, listen("127.0.0.1", port), 1.0)(stop)


async def _schedule(built: House) -> None:
    while True:
        await sweep(built.core)
        await asyncio.sleep(0.2)


async def _work(built: House) -> None:
    await built.jobs.run_worker_async(
        concurrency=4,
        install_signal_handlers=False,
        fetch_job_polling_interval=0.1,
        delete_jobs="always",
    )
