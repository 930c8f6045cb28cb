"""A whole Debrief on Discord in one process, made to be killed: where a test asks for it, in mid-event."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.discord.access import Access
from adapters.discord.chat import DiscordHeard
from adapters.discord.discord import Discord
from adapters.discord.needs import Take
from adapters.main import Chat, House, Parts, house
from bot.domain.cards import Card
from bot.domain.happenings import Happening, MessagePosted
from bot.practice.core import Core
from bot.practice.receive import receive
from bot.practice.sweep import sweep
from tests.fakes.discord_heard import BRISK, library
from tests.fakes.slack_process import TIMINGS
from tests.fakes.steady_grader import SteadyGrader

LIBRARY = library()
"""Read once, before the processes are forked: a restart costs no parsing."""


@dataclass(frozen=True, slots=True)
class Orders:
    url: str
    access: Access
    stuck_on: str = ""
    """Words of a message with which it gets stuck, and says so in the file."""
    kept: bool = False
    """Whether it gets stuck when the message is kept, or before that."""
    says_so: Path = Path()


def live(orders: Orders) -> None:
    """Run until killed."""
    asyncio.run(_live(orders))


async def _live(orders: Orders) -> None:
    discord = Discord(orders.access)
    heard = replace(discord._heard, pace=BRISK, taking=lambda core: _taking(core, orders))
    chat = Chat(discord.platform, heard.listen, wire=discord.wire)
    parts = Parts((chat,), grader=SteadyGrader(0.05), library=LIBRARY, timings=TIMINGS, connections=4)
    async with house(orders.url, parts) as built, asyncio.TaskGroup() as tasks:
        tasks.create_task(_schedule(built))
        tasks.create_task(_work(built))
        tasks.create_task(_hear(built, heard))


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


async def _hear(built: House, heard: DiscordHeard) -> None:
    await heard.listen(built)(asyncio.Event())


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
