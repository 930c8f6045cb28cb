"""Servers in a fake Discord, each with a group whose scenario is out."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg

from adapters.discord.access import Access
from adapters.main import House, Parts, house
from bench.busy import busy_of
from bench.discord_process import Child
from bot.domain.happenings import Account
from bot.library.library import load, shipped
from bot.practice.post_daily import post_due
from bot.practice.set_up import Wish, set_up_group
from tests.fakes.discord import messages
from tests.fakes.discord.server import Application, Channel, FakeDiscord, Guild, Member
from tests.fakes.discord.world import Message

SECONDS = float(os.environ.get("BENCH_DISCORD_SECONDS", "30"))
RATE = float(os.environ.get("BENCH_DISCORD_RATE", "100"))
WORDS = "We stop automatic refusals now and call back everyone who was refused since Friday."
PATIENCE = 60.0
AT_REST = 50.0
"""Milliseconds of CPU time in a second; less is the heartbeat and the clock."""
_CARD = "Today's scenario. A claims assistant refuses one claim in nine without a word of why. " * 12


@dataclass(frozen=True, slots=True)
class Place:
    """A server: its channel, the scenario's card and thread there, and those who answer."""

    guild: Guild
    channel: Channel
    thread: Channel
    members: tuple[Member, ...]

    @property
    def card(self) -> Message:
        return self.channel.messages[self.thread.id]


async def placed(discord: FakeDiscord, app: Application, name: str, members: int) -> Place:
    guild = discord.guild(name)
    bot = discord.install(app, guild)
    channel = discord.channel(guild, "practice")
    people = tuple(discord.member(guild, f"Member {number}") for number in range(members))
    card = messages.post(discord.state, messages.make(discord.state, channel, app.bot, _CARD), channel)
    thread = await discord.opens_thread(bot, channel, "Today's scenario", of=card["id"])
    return Place(guild, channel, thread, people)


def access_to(discord: FakeDiscord, app: Application) -> Access:
    return Access(app.token, discord.api_url, discord.gateway_url)


@asynccontextmanager
async def practising(url: str, places: Sequence[Place]) -> AsyncIterator[House]:
    """A house by which it is prepared what these servers' groups have been through."""
    async with house(url, Parts(library=load([shipped()]))) as built:
        organiser = Account("discord", "", "1", "Organiser")
        for place in places:
            wish = Wish(place.guild.name, "discord", place.guild.id, place.channel.id, organiser, "UTC")
            group = await set_up_group(built.core, wish)
            async with built.core.store.work() as work:
                await work.schedules.due_now(group, "daily", datetime.now(UTC))
        await post_due(built.core)
        with psycopg.connect(url, autocommit=True) as sql:
            for place in places:
                sql.execute(
                    "update postings set state = 'sent', thread_ref = %(thread)s, message_ref = %(thread)s"
                    " from channels c where c.id = channel_id and c.external_ref = %(channel)s",
                    {"thread": place.thread.id, "channel": place.channel.id},
                )
            sql.execute("delete from procrastinate_jobs")
        yield built


def nothing_missed(url: str) -> None:
    """Whoever hears next has nothing to read back beside what is measured."""
    with psycopg.connect(url, autocommit=True) as sql:
        sql.execute("update installations set heard_at = null")
        sql.execute("delete from missed_times")


async def connected(discord: FakeDiscord, child: Child) -> None:
    """Until it has been told all there is to know at a start, and has dealt with that."""
    child.go()
    async with asyncio.timeout(PATIENCE):
        while not any(link.session for link in discord.gateway.links):  # noqa: ASYNC110  it opens elsewhere
            await asyncio.sleep(0.05)
    await discord.gateway.is_read()
    await at_rest(child)


async def at_rest(child: Child) -> None:
    """Or until that is hopeless, on a system that tells nothing of a process, say."""
    limit, before = time.monotonic() + PATIENCE, busy_of(child.pid)
    while time.monotonic() < limit:
        await asyncio.sleep(1)
        now = busy_of(child.pid)
        if now - before < AT_REST:
            return
        before = now


def load_now() -> float:
    return round(os.getloadavg()[0], 1)
