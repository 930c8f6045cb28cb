"""The Discord adapter, wired to a fake Discord over real sockets, and what its members are known by there."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp

from adapters.discord.access import Access
from adapters.discord.chat import DiscordHeard
from adapters.discord.commands import commands
from adapters.discord.discord import Discord
from adapters.discord.heard.answering import Pace as AnswerPace
from adapters.discord.heard.pace import Pace
from adapters.discord.needs import NAME, Take
from adapters.discord.speak.platform import DiscordPlatform
from adapters.main import Chat, House, Parts
from bot.domain.happenings import Account
from bot.library.library import Library
from bot.practice.core import Core
from bot.testing import FakeClock
from tests.contract.discord_seen import earlier
from tests.fakes.discord.server import Application, Channel, FakeDiscord, Guild, Member
from tests.fakes.kept import checker, daily, kept_house

BRISK = Pace(looks_every=0.02, between_starts=0, first_pause=0.02, longest_pause=0.2)
AGENT = "DiscordBot (https://example.org, 1)"


def library() -> Library:
    return daily()


@dataclass(slots=True)
class Server:
    """One server with the app in it, and a channel for practice."""

    clock: FakeClock
    discord: FakeDiscord
    app: Application
    guild: Guild
    channel: Channel
    members: dict[str, Member] = field(default_factory=dict)
    """By what a test calls them: Discord numbers people by itself."""

    def member(self, ref: str, name: str = "") -> Member:
        if ref not in self.members:
            with earlier(self.clock):
                self.members[ref] = self.discord.member(self.guild, name or ref)
        if name:
            self.members[ref].user.name = name
        return self.members[ref]

    def account(self, ref: str, name: str = "") -> Account:
        who = self.member(ref, name)
        return Account(NAME, "", who.id, who.name)

    def of(self, account: Account) -> Member:
        return self.guild.members.get(account.ref) or next(
            one for one in self.members.values() if one.id == account.ref
        )

    def ref_of(self, account: Account) -> str:
        """What a test calls them."""
        return next((ref for ref, one in self.members.items() if one.id == account.ref), account.ref)

    def at(self, ref: str) -> Channel:
        return self.discord.state.world.channels[ref]


async def server(discord: FakeDiscord, clock: FakeClock, name: str = "Heron Study") -> Server:
    with earlier(clock):
        app, guild = discord.application("Debrief"), discord.guild(name)
        discord.install(app, guild)
        channel = discord.channel(guild, "practice")
        await use_commands(discord, app)
    return Server(clock, discord, app, guild, channel)


async def use_commands(discord: FakeDiscord, app: Application) -> None:
    """Discord offers what our own payload says, and nothing else."""
    headers = {"Authorization": f"Bot {app.token}", "User-Agent": AGENT}
    url = f"{discord.api_url}/applications/{app.id}/commands"
    async with aiohttp.ClientSession() as browser, browser.put(url, headers=headers, json=commands()) as told:
        assert told.status == 200, await told.text()


@dataclass(slots=True)
class Wired:
    """The adapter as production builds it."""

    built: Discord
    heard: DiscordHeard
    platform: DiscordPlatform

    async def finished(self, discord: FakeDiscord) -> None:
        """Until all that was told over the line is dealt with, and what follows an answer is done."""
        await discord.gateway.is_read()
        for heard in self.heard._heard.values():
            await heard.reception.finish()


async def no_sleep(_seconds: float) -> None:
    """The pauses between attempts take none of the clock that tests push."""


def connected(
    place: Server,
    taking: Callable[[Core], Take] | None = None,
    *,
    sleep: Any = no_sleep,
    answers: AnswerPace | None = None,
) -> Wired:
    access = access_to(place)
    access.check()
    built = Discord(access, now=place.clock.now, sleep=sleep)
    built._heard = replace(built._heard, pace=BRISK, answers=answers or AnswerPace())
    if taking:
        built._heard = replace(built._heard, taking=taking)
    return Wired(built, built._heard, built.platform)


def access_to(place: Server) -> Access:
    return Access(place.app.token, place.discord.api_url, place.discord.gateway_url)


def chat_of(it: Wired) -> Chat:
    built = it.built
    return Chat(
        it.platform, built.listen, wire=built.wire, tend=built.tend, deaf=built.deaf, close=built.aclose
    )


@asynccontextmanager
async def a_house(url: str, clock: FakeClock, it: Wired) -> AsyncIterator[House]:
    async with kept_house(url, Parts((chat_of(it),), clock, grader=checker(), library=library())) as built:
        yield built


@asynccontextmanager
async def hearing(it: Wired, house: House) -> AsyncIterator[None]:
    """While this lasts, what members do in Discord is heard."""
    stop = asyncio.Event()
    working = asyncio.ensure_future(it.heard.listen(house)(stop))
    try:
        await until(lambda: it.heard.health.connected or working.done(), "the line stands")
        yield
    finally:
        stop.set()
        await working


async def until(so: Callable[[], bool], what: str) -> None:
    for _ in range(3000):
        if so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"It never came true: {what}")
