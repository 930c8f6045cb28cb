"""A guild with a channel in the fake Discord, and an unmodified discord.py client that lives on it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import discord
import pytest
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.fakes.discord.app import Application
from tests.fakes.discord.server import Channel, FakeDiscord, Guild, Member

AGENT = "DiscordBot (https://example.org, 1.0)"
WAIT = 30.0


@dataclass(slots=True)
class Group:
    """One guild with two members and a channel in which the app is."""

    discord: FakeDiscord
    app: Application
    guild: Guild
    ada: Member
    ben: Member
    practice: Channel

    def at(self, channel: Channel | None = None) -> str:
        return f"/channels/{(channel or self.practice).id}"


def group(discord: FakeDiscord, *granted: str) -> Group:
    app = discord.application("Debrief", granted or ("message_content",))
    guild = discord.guild("Heron Study")
    discord.install(app, guild)
    ada, ben = discord.member(guild, "Ada"), discord.member(guild, "Ben")
    return Group(discord, app, guild, ada, ben, discord.channel(guild, "practice"))


@dataclass(slots=True)
class Raw:
    """Calls of the REST API with no library between."""

    http: aiohttp.ClientSession
    url: str
    token: str

    async def __call__(self, route: str, body: Any = None, **how: Any) -> tuple[int, Any]:
        """`POST /channels/1/messages`: the status, and what was answered."""
        status, said, _ = await self.whole(route, body, **how)
        return status, said

    async def whole(self, route: str, body: Any = None, **how: Any) -> tuple[int, Any, Any]:
        method, _, path = route.partition(" ")
        headers = {"User-Agent": AGENT, "Authorization": f"Bot {self.token}"} | how.pop("headers", {})
        sent = how if body is None else how | {"json": body}
        async with self.http.request(method, self.url + path, headers=headers, **sent) as answer:
            raw = await answer.read()
            exact = answer.headers.get("Content-Type") == "application/json"
            return answer.status, await answer.json() if raw and exact else raw, answer.headers

    async def made(self, route: str, body: Any = None, **how: Any) -> Any:
        status, said = await self(route, body, **how)
        assert status < 300, (status, said)
        return said

    async def refused(self, route: str, body: Any = None, **how: Any) -> tuple[int, int]:
        """The HTTP status and Discord's code."""
        status, said = await self(route, body, **how)
        assert status >= 400, (status, said)
        return status, said["code"]

    async def wrong(self, route: str, body: Any = None, **how: Any) -> dict[str, str]:
        """What is wrong with a form: by its place, the code."""
        status, said = await self(route, body, **how)
        assert (status, said["code"]) == (400, 50035), (status, said)
        return dict(flat(said["errors"]))


def flat(errors: dict[str, Any], at: str = "") -> list[tuple[str, str]]:
    found = [(at, each["code"]) for each in errors.get("_errors", ())]
    for name, inner in errors.items():
        if name != "_errors":
            found += flat(inner, f"{at}.{name}" if at else name)
    return found


@asynccontextmanager
async def raw(stage: Group) -> AsyncIterator[Raw]:
    async with aiohttp.ClientSession() as http:
        yield Raw(http, stage.discord.api_url, stage.app.token)


@dataclass(slots=True)
class Heard:
    """What came to the client, in order."""

    events: list[tuple[str, Any]] = field(default_factory=list)

    def of(self, name: str) -> list[Any]:
        return [what for each, what in self.events if each == name]


RAW = ("message", "raw_message_edit", "raw_message_delete", "raw_bulk_message_delete", "raw_reaction_add")
TOLD = ("thread_create", "raw_thread_update", "raw_thread_delete", "guild_join", "guild_remove")
FURTHER = ("resumed", "ready", "interaction", "guild_unavailable", "guild_available", "raw_member_remove")
SILENT = ("disconnect", "connect")


class Bot(discord.Client):
    """The unmodified client, with ears."""

    def __init__(self, intents: discord.Intents, **how: Any) -> None:
        quick: dict[str, Any] = {
            "guild_ready_timeout": 0.05,
            "allowed_mentions": discord.AllowedMentions.none(),
        }
        super().__init__(intents=intents, **(quick | how))
        self.tree = app_commands.CommandTree(self)
        self.heard = Heard()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """The library waits five seconds here when it begins anew; a test has no use for that."""

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        if event in RAW + TOLD + FURTHER + SILENT:
            self.heard.events.append((event, args[0] if args else None))
        super().dispatch(event, *args, **kwargs)


def few_intents() -> discord.Intents:
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=True)


def point_at(fake: FakeDiscord, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is changed of the library: its addresses."""
    monkeypatch.setattr(Route, "BASE", fake.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(fake.gateway_url))


@asynccontextmanager
async def running(
    stage: Group,
    monkeypatch: pytest.MonkeyPatch,
    prepare: Callable[[Bot], None] = lambda bot: None,
    **how: Any,
) -> AsyncIterator[Bot]:
    """Logged in, and ready."""
    point_at(stage.discord, monkeypatch)
    bot = Bot(how.pop("intents", None) or few_intents(), **how)
    prepare(bot)
    task = asyncio.get_running_loop().create_task(bot.start(stage.app.token))
    try:
        await until(lambda: bool(bot.heard.of("ready")) or task.done())
        if task.done():
            await task
        yield bot
    finally:
        await bot.close()
        await asyncio.gather(task, return_exceptions=True)


def text_channel(bot: Bot, channel: Channel) -> discord.TextChannel:
    found = bot.get_channel(int(channel.id))
    assert isinstance(found, discord.TextChannel)
    return found


async def until(met: Callable[[], bool], seconds: float = WAIT) -> None:
    """Wait until this is so; fail when it never is."""
    async with asyncio.timeout(seconds):
        while not met():  # noqa: ASYNC110  # the state of a library, which tells nobody of it
            await asyncio.sleep(0.005)
