"""A group whose scenario is out, in a fake Discord; the adapter hears what members press, type and send."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from adapters.chats.afterwards import Afterwards
from adapters.discord.commands import commands
from adapters.discord.heard.answering import Pace
from adapters.discord.heard.interactions import Interactions
from adapters.discord.heard.names import Names
from adapters.discord.heard.respond import Responding
from adapters.main import House, Parts
from adapters.main import house as wired
from bot.domain.answering import answer_text
from bot.domain.cards import Card
from bot.domain.happenings import Account, Happening
from bot.domain.mode import Mode
from bot.domain.post import Post
from bot.practice.learn_name import learn_nick
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock
from tests.fakes.discord.acts.asking import Outcome
from tests.fakes.discord.rules.commands import command
from tests.fakes.discord.rules.form import Form
from tests.fakes.discord.server import Channel, FakeDiscord, Guild, Member, Shown, discord_server
from tests.fakes.discord_typed import typed_options
from tests.integration.discord.fake_discord_stage import Group
from tests.integration.discord.fake_gateway_stage import Socket, socket
from tests.integration.discord.speak_stage import chat_of, discord_of

WORDS = "I would stop automatic refusals within the hour and call the claimants back."
CHANGES = (6, 7)
MENU = 3
USUAL = Pace()
BRISK = Pace(defer=0.05, opens=0.1)
"""Nothing is waited for."""
BOUND = 10.0


@dataclass(slots=True)
class Gate:
    """Stands before and after the core: what goes wrong there is scripted."""

    before: list[Callable[[Happening], Awaitable[None]]] = field(default_factory=list)
    after: list[Callable[[Happening], Awaitable[None]]] = field(default_factory=list)
    instead: list[Card | None] = field(default_factory=list)
    """Answered in the core's place."""
    took: list[Happening] = field(default_factory=list)


@dataclass(slots=True)
class Day:
    clock: FakeClock
    server: FakeDiscord
    guild: Guild
    practice: Channel
    ada: Member
    ben: Member
    house: House
    gate: Gate
    interactions: Interactions
    post: Post | None = None
    root: str = ""

    @property
    def thread(self) -> Channel:
        return self.server.state.world.channels[self.root]

    @property
    def card(self) -> Shown:
        """The part of it with its buttons."""
        return next(it for it in self.server.said(self.practice, self.ada) if it.buttons)

    def on(self, channel: Channel, ref: str, who: Member | None = None) -> Shown:
        return next(it for it in self.server.messages(channel, who or self.ada) if it.id == ref)

    def account(self, member: Member) -> Account:
        return Account("discord", "", member.id, member.name)

    async def presses(self, label: str, where: Shown | None = None, who: Member | None = None) -> Outcome:
        return await self._settled(await self.server.presses(who or self.ada, where or self.card, label))

    async def types(self, line: str, where: Channel | None = None, who: Member | None = None) -> Outcome:
        found = typed_options(line)
        assert found is not None, f"nobody can type {line}"
        path, options = found
        given: dict[str, Any] = dict(options)
        done = await self.server.types_command(who or self.ada, where or self.practice, path, **given)
        return await self._settled(done)

    async def submits(self, done: Outcome, **typed: str) -> Outcome:
        """By the fields' own names."""
        form = done.form
        named = {name.rsplit(":", 1)[-1]: name for name in reversed(form.fields)}
        filled = {named[name]: value for name, value in typed.items()}
        return await self._settled(await self.server.submits(done.member, form, **filled))

    async def fills(self, done: Outcome, words: str) -> Outcome:
        """Every menu by its first choice, every text by these words."""
        typed = {
            name: each["options"][0]["value"] if each["type"] == MENU else words
            for name, each in done.form.fields.items()
        }
        return await self._settled(await self.server.submits(done.member, done.form, **typed))

    async def chooses(self, where: Shown, menu: str, value: str) -> Outcome:
        return await self._settled(await self.server.chooses(self.ada, where, menu, value))

    async def takes(self, ref: str, name: str, where: Channel, who: Member | None = None) -> Outcome:
        shown = self.on(where, ref)
        return await self._settled(await self.server.uses_context_command(who or self.ada, shown, name))

    @property
    def organiser(self) -> Member:
        return next(it for it in self.guild.members.values() if it.name == "Organiser")

    def organises(self, who: Member) -> None:
        """In the eyes of the server."""
        self.server.gives_role(who, self.server.role(self.guild, "Organisers", "manage_guild"))

    async def told_directly(self, who: Member | None = None) -> list[str]:
        return [it.words for it in self.server.said(self.server.direct(who or self.ada))]

    async def kept(self, member: Member | None = None) -> str:
        """The answer as the core has it."""
        assert self.post is not None
        async with self.house.core.store.work() as work:
            person = await work.people.known(self.account(member or self.ada))
            answer = await work.answers.of(self.post.group, self.post.id, person) if person else None
            return answer_text(await work.messages.parts(self.post.group, answer.id)) if answer else ""

    def slowly(self, *, over: bool = False) -> None:
        """The next happening is answered by the core only once the adapter has promised an answer.

        `over`: and not before a quarter of an hour has passed on Discord's clock.
        """
        self.interactions = replace(self.interactions, pace=BRISK)

        async def after_the_promise(_happening: Happening) -> None:
            asked = list(self.server.state.interactions.values())[-1]
            async with asyncio.timeout(BOUND):
                await asked.answered.wait()
            self.interactions = replace(self.interactions, pace=USUAL)
            if over:
                self.clock.forward(minutes=16)

        self.gate.after.append(after_the_promise)

    def too_late(self) -> None:
        """The next happening is answered once Discord waits no longer."""
        self.server.state.answer_within = 0.1

        async def later(_happening: Happening) -> None:
            await asyncio.sleep(0.3)

        self.gate.after.append(later)

    async def settled(self) -> None:
        """Until everything that was begun is done."""
        await self.interactions.after.finish()

    async def _settled(self, outcome: Outcome) -> Outcome:
        await self.settled()
        return outcome


@asynccontextmanager
async def a_day(
    url: str, clock: FakeClock, *, mode: Mode = Mode.OPEN, posted: bool = True
) -> AsyncIterator[Day]:
    clock.at("2026-03-02T07:00")
    async with discord_server(clock) as server:
        app = server.application("Debrief")
        guild = server.guild("Heron Study")
        server.install(app, guild)
        practice = server.channel(guild, "practice")
        ada, ben = server.member(guild, "Ada"), server.member(guild, "Ben")
        register(server)
        discord = discord_of(server, clock, app.token)
        async with wired(url, Parts((chat_of(discord),), clock)) as house:
            gate = Gate()
            day = Day(
                clock,
                server,
                guild,
                practice,
                ada,
                ben,
                house,
                gate,
                _interactions(server, house, gate),
            )
            async with _heard(day, Group(server, app, guild, ada, ben, practice)):
                if posted:
                    await _posted(day, mode)
                yield day


def register(server: FakeDiscord) -> None:
    """As `debrief discord sync` does."""
    form = Form()
    for number, each in enumerate(commands()):
        kept = command(form, (number,), each)
        server.app.global_commands[str(number + 1)] = {"id": str(number + 1), **kept}
    form.check()


def _interactions(server: FakeDiscord, house: House, gate: Gate) -> Interactions:
    core = house.core

    async def take(happening: Happening) -> Card | None:
        if gate.before:
            await gate.before.pop(0)(happening)
        gate.took.append(happening)
        card = gate.instead.pop(0) if gate.instead else await receive(core, happening)
        if gate.after:
            await gate.after.pop(0)(happening)
        return card

    return Interactions(
        take=take,
        respond=Responding(server.api_url),
        platform=core.platforms["discord"],
        now=core.clock.now,
        named=Names(partial(learn_nick, core)).of,
        after=Afterwards(),
        pace=USUAL,
    )


@asynccontextmanager
async def _heard(day: Day, group: Group) -> AsyncIterator[None]:
    """Interactions as the gateway tells of them."""
    async with socket(group) as line:
        await line.ready()
        hearing = asyncio.create_task(_told(line, day))
        try:
            yield
        finally:
            hearing.cancel()
            await asyncio.gather(hearing, return_exceptions=True)
            await day.settled()
            await day.interactions.aclose()


async def _told(line: Socket, day: Day) -> None:
    while (said := await line.hear())["op"] != -1:
        if said.get("t") == "INTERACTION_CREATE":
            await day.interactions.interaction(said["d"])


async def _posted(day: Day, mode: Mode) -> None:
    day.organises(day.server.member(day.guild, "Organiser"))
    there = (day.guild.id, day.practice.id)
    wish = Wish("Mornings", "discord", *there, day.account(day.organiser), "Europe/Berlin", mode=mode)
    group = await set_up_group(day.house.core, wish)
    day.clock.at("2026-03-02T08:00:05")
    await day.house.settle()
    async with day.house.core.store.work() as work:
        day.post = await work.posts.latest_open(group)
        assert day.post is not None
        ((_, day.root),) = await work.postings.places(group, day.post.id)


def texts(outcome: Outcome) -> str:
    """What came of it: new messages, and what stands where it was pressed."""
    changed = [outcome.message] if outcome.answer in CHANGES else []
    return "\n".join(it.words for it in [*changed, *outcome.messages])
