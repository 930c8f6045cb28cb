"""The adapter's hearing side before the fake Discord, on a real database: a group whose scenario is out."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from adapters.chats.afterwards import Afterwards
from adapters.chats.health import SocketHealth
from adapters.discord.access import Access
from adapters.discord.discord import Discord
from adapters.discord.heard.building import reception
from adapters.discord.heard.lanes import Before
from adapters.discord.heard.names import Names
from adapters.discord.heard.pace import Pace
from adapters.discord.heard.reception import Reception
from adapters.discord.heard.supervised import Supervised
from adapters.discord.needs import NAME, Payload, Take
from adapters.main import Chat, House, Parts
from adapters.main import house as wired
from bot.domain.answering import answer_text
from bot.domain.cards import Card
from bot.domain.happenings import Account, Happening
from bot.domain.post import Post
from bot.library.library import Library
from bot.practice.learn_name import learn_nick
from bot.practice.lost_installation import installed
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock
from tests.contract.discord_seen import earlier
from tests.fakes.discord.server import Application, Channel, FakeDiscord, Guild, Member, Shown, discord_server

WORDS = "I would stop automatic refusals within the hour and call the claimants back."
MORE = "And I would tell the regulator on the very same day."
BRISK = Pace(
    looks_every=0.02,
    anew_after=5.0,
    between_starts=0.0,
    first_pause=0.02,
    longest_pause=0.1,
    asks_again=0.05,
)


@dataclass(slots=True)
class Gate:
    """Stands before the core: what goes wrong there is scripted."""

    before: list[Callable[[Happening], Awaitable[None]]] = field(default_factory=list)
    took: list[Happening] = field(default_factory=list)
    core: Any = None

    async def take(self, happening: Happening) -> Card | None:
        if self.before:
            await self.before.pop(0)(happening)
        card = await receive(self.core, happening)
        self.took.append(happening)
        return card


@dataclass(slots=True)
class Day:
    clock: FakeClock
    server: FakeDiscord
    app: Application
    guild: Guild
    practice: Channel
    ada: Member
    house: House
    discord: Discord
    gate: Gate
    reception: Reception
    health: SocketHealth
    pressed: list[Payload]
    post: Post
    root: str
    """The scenario's message, whose thread it is."""

    @property
    def thread(self) -> Channel:
        return self.server.state.world.channels[self.root]

    async def answers(self, text: str = WORDS, channel: Channel | None = None) -> str:
        return await self.server.posts(self.ada, channel or self.thread, text)

    async def kept(self, member: Member | None = None) -> str:
        """The answer as the core has it."""
        async with self.house.core.store.work() as work:
            person = await work.people.known(account(member or self.ada))
            answer = await work.answers.of(self.post.group, self.post.id, person) if person else None
            return answer_text(await work.messages.parts(self.post.group, answer.id)) if answer else ""

    async def heard_at(self, guild: Guild | None = None) -> datetime | None:
        async with self.house.core.store.work() as work:
            found = await work.installations.named(NAME, (guild or self.guild).id)
            return found.heard_at if found else None

    async def is_lost(self, guild: Guild | None = None) -> bool | None:
        """None when it isn't known at all."""
        async with self.house.core.store.work() as work:
            found = await work.installations.named(NAME, (guild or self.guild).id)
            return found.lost_at is not None if found else None

    async def called(self, member: Member | None = None) -> str:
        """By which name the group knows somebody."""
        async with self.house.core.store.work() as work:
            person = await work.people.known(account(member or self.ada))
            found = await work.people.member(self.post.group, person) if person else None
            return found.name if found else ""

    def direct(self, member: Member | None = None) -> list[Shown]:
        who = member or self.ada
        return self.server.said(self.server.direct(who), who)

    async def dealt_with(self) -> None:
        """All that was told is kept, and what follows is done."""
        await self.server.gateway.is_read()
        await until(lambda: not self.reception.busy, "nothing waits")
        await self.reception.after.finish()


def account(member: Member) -> Account:
    return Account(NAME, "", member.id, member.name)


async def until(so: Callable[[], object], what: str, tries: int = 3000) -> None:
    for _ in range(tries):
        if so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"It never came true: {what}")


async def comes_true(so: Callable[[], Awaitable[object]], what: str, tries: int = 3000) -> None:
    for _ in range(tries):
        if await so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"It never came true: {what}")


async def no_sleep(_seconds: float) -> None:
    """The pauses between attempts take none of the clock that tests push."""


@dataclass(frozen=True, slots=True)
class Listening:
    duty: Supervised
    task: asyncio.Task[None]


@asynccontextmanager
async def listening(
    day: Day, pace: Pace = BRISK, *, waits: bool = True, token: str = ""
) -> AsyncIterator[Listening]:
    """While it lasts, what happens in Discord is heard. What the duty ended with is raised in the end."""
    access = Access(token or day.app.token, day.server.api_url, day.server.gateway_url)
    duty = Supervised(access, day.house.core, day.reception, day.health, "Debrief", pace)
    stop = asyncio.Event()
    task = asyncio.create_task(duty(stop))
    try:
        if waits:
            await until(lambda: day.health.connected or task.done(), "it is connected")
            if task.done():
                await task
        yield Listening(duty, task)
    finally:
        stop.set()
        async with asyncio.timeout(20):
            await asyncio.gather(task, return_exceptions=True)
    if not task.cancelled() and (trouble := task.exception()) is not None:
        raise trouble


@asynccontextmanager
async def a_day(url: str, clock: FakeClock, library: Library) -> AsyncIterator[Day]:
    """Set up, and not yet heard."""
    async with discord_server(clock) as server:
        with earlier(clock):
            app, guild = server.application("Debrief"), server.guild("Heron Study")
            server.install(app, guild)
            practice = server.channel(guild, "practice")
            ada, owner = server.member(guild, "Ada"), server.member(guild, "Organiser")
        discord = Discord(
            Access(app.token, server.api_url, server.gateway_url), now=clock.now, sleep=no_sleep
        )
        chat = Chat(discord.platform, wire=discord.wire, tend=discord.tend, close=discord.aclose)
        async with wired(url, Parts((chat,), clock, library=library)) as house:
            gate, pressed = Gate(core=house.core), list[Payload]()
            built = _reception(house, discord, gate.take, pressed)
            post, root = await _posted(house, clock, guild, practice, account(owner))
            health = SocketHealth()
            yield Day(
                clock,
                server,
                app,
                guild,
                practice,
                ada,
                house,
                discord,
                gate,
                built,
                health,
                pressed,
                post,
                root,
            )


def _reception(house: House, discord: Discord, take: Take, pressed: list[Payload]) -> Reception:
    async def interaction(payload: Payload, _before: Before) -> None:
        pressed.append(payload)

    built = reception(
        house.core,
        take=take,
        interaction=interaction,
        calls=discord.caller,
        names=Names(partial(learn_nick, house.core)),
        after=Afterwards(),
    )
    return replace(built, pauses=(0.01, 0.01))


async def _posted(
    house: House, clock: FakeClock, guild: Guild, practice: Channel, organiser: Account
) -> tuple[Post, str]:
    """The post of the day, and its message."""
    clock.at("2026-03-02T07:00")
    await installed(house.core, NAME, guild.id, guild.name)
    group = await set_up_group(
        house.core, Wish("Mornings", NAME, guild.id, practice.id, organiser, "Europe/Berlin")
    )
    clock.at("2026-03-02T08:00:05")
    await house.settle()
    async with house.core.store.work() as work:
        post = await work.posts.latest_open(group)
        assert post is not None
        ((_, root),) = await work.postings.places(group, post.id)
    return post, root


def identified(day: Day) -> int:
    return len(day.server.gateway.starts.identified)


async def answered(day: Day, *texts: str) -> None:
    async def kept() -> bool:
        return await day.kept() == "\n\n".join(texts)

    await comes_true(kept, f"{len(texts)} messages are kept")
