"""The adapter's speaking side before the fake Discord, on a real database and a clock that tests push."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from adapters.discord.access import Access
from adapters.discord.discord import Discord
from adapters.discord.speak.platform import DiscordPlatform
from adapters.main import Chat, House, Parts
from adapters.main import house as wired
from bot.domain.cards import Note
from bot.domain.happenings import Account
from bot.library.library import Library
from bot.ports import Direct, InChannel, InThread, Place, Whispered
from bot.practice.lost_installation import installed
from bot.store.tables import refusals
from bot.testing import FakeClock
from tests.fakes.discord.faults import named
from tests.fakes.discord.server import (
    Application,
    Channel,
    FakeDiscord,
    Guild,
    Member,
    Rates,
    Shown,
    discord_server,
)

HERE = Note("Here I am.")
SEND, EDIT = "POST /channels/{}/messages", "PATCH /channels/{}/messages/{}"
HISTORY, THREAD = "GET /channels/{}/messages", "POST /channels/{}/messages/{}/threads"
FORUM_POST = "POST /channels/{}/threads"


@dataclass(slots=True)
class Speaking:
    """One server with a channel in which the app is, and the app of this process."""

    clock: FakeClock
    server: FakeDiscord
    app: Application
    guild: Guild
    ada: Member
    practice: Channel
    house: House
    discord: Discord

    @property
    def platform(self) -> DiscordPlatform:
        return self.discord.platform

    @property
    def channel(self) -> InChannel:
        return self.within(self.practice)

    def within(self, channel: Channel) -> InChannel:
        return InChannel(self.guild.id, channel.id)

    @property
    def direct(self) -> Direct:
        return Direct(self.guild.id, account(self.ada))

    @property
    def whisper(self) -> Whispered:
        return Whispered(self.guild.id, self.practice.id, None, account(self.ada))

    def thread(self, root: str) -> InThread:
        return InThread(self.guild.id, self.practice.id, root)

    def place(self, where: str, root: str) -> Place:
        places: dict[str, Place] = {
            "channel": self.channel,
            "thread": self.thread(root),
            "direct": self.direct,
        }
        return places[where]

    def at(self, ref: str) -> Channel:
        return self.server.state.world.channels[ref]

    def seen(self, channel: Channel | None = None) -> list[Shown]:
        """What the bot said there; not what Discord says in its name."""
        return [it for it in self.server.said(channel or self.practice, self.ada) if it.kind in (0, 19)]

    def told_directly(self) -> list[Shown]:
        return self.seen(self.server.direct(self.ada))

    def everywhere(self) -> list[Shown]:
        guilds = [one for one in self.guild.channels.values() if not one.deleted]
        return [it for channel in [*guilds, self.server.direct(self.ada)] for it in self.seen(channel)]

    def calls(self, route: str) -> int:
        """How often it was called, refusals included."""
        return len([call for call in self.server.calls if named(call.route) == named(route)])

    async def refusals(self) -> list[tuple[str, str]]:
        """What organisers are told once, and how."""
        async with self.house.core.store.work() as work:
            rows = await work.refusals._connection.execute(select(refusals.c.what, refusals.c.says))
            return sorted((row.what, row.says) for row in rows)


def account(member: Member) -> Account:
    return Account("discord", "", member.id, member.name)


def discord_of(
    server: FakeDiscord, clock: FakeClock, token: str, *, apart: timedelta = timedelta()
) -> Discord:
    """`apart`: by how much this process's clock is ahead of Discord's."""

    async def sleep(seconds: float) -> None:
        clock.forward(seconds=seconds)

    access = Access(token, server.api_url, server.gateway_url)
    access.check()
    return Discord(access, now=lambda: clock.now() + apart, sleep=sleep)


def chat_of(discord: Discord) -> Chat:
    return Chat(
        discord.platform,
        wire=discord.wire,
        tend=discord.tend,
        close=discord.aclose,
        files=discord.files,
    )


@asynccontextmanager
async def speaking(
    database_url: str, clock: FakeClock, library: Library, *, rates: Rates = "off"
) -> AsyncIterator[Speaking]:
    async with discord_server(clock, rates=rates) as server:
        app = server.application("Debrief")
        guild = server.guild("Heron Study")
        server.install(app, guild)
        ada = server.member(guild, "Ada")
        practice = server.channel(guild, "practice")
        discord = discord_of(server, clock, app.token)
        async with wired(database_url, Parts((chat_of(discord),), clock, library=library)) as built:
            await installed(built.core, "discord", guild.id, guild.name)
            yield Speaking(clock, server, app, guild, ada, practice, built, discord)
