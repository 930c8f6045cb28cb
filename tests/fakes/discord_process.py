"""A whole Debrief on Discord in one process, made to be killed: where a test asks for it, in mid-event."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.discord.access import Access
from adapters.discord.chat import DiscordHeard
from adapters.discord.discord import Discord
from adapters.main import Chat, House, Parts, house
from tests.fakes.discord_heard import BRISK, library
from tests.fakes.killable import schedule, stuck_at, work
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
    heard = replace(
        discord._heard,
        pace=BRISK,
        taking=lambda core: stuck_at(orders.stuck_on, core, orders.says_so.touch, kept=orders.kept),
    )
    chat = Chat(discord.platform, heard.listen, wire=discord.wire)
    parts = Parts((chat,), grader=SteadyGrader(0.05), library=LIBRARY, timings=TIMINGS, connections=4)
    async with house(orders.url, parts) as built, asyncio.TaskGroup() as tasks:
        tasks.create_task(schedule(built))
        tasks.create_task(work(built))
        tasks.create_task(_hear(built, heard))


async def _hear(built: House, heard: DiscordHeard) -> None:
    await heard.listen(built)(asyncio.Event())
