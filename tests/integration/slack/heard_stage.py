"""A group whose scenario is out, in a fake Slack, heard over one transport or the other."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from adapters.main import House
from adapters.slack.heard.needs import Take
from adapters.slack.heard.socket import Pace
from bot.domain.answering import answer_text
from bot.domain.cards import Card
from bot.domain.happenings import Account, Happening
from bot.domain.mode import Mode
from bot.domain.post import Post
from bot.errors import RetryLater
from bot.practice.core import Core
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock
from tests.fakes.slack.server import FakeSlack, Member, slack_server
from tests.fakes.slack_heard import (
    BRISK,
    Wired,
    Workspace,
    a_house,
    connected,
    hearing,
    until,
    use_manifest,
    workspace,
)

TRANSPORTS = ("http", "socket")
WORDS = "I would stop automatic refusals within the hour and call the claimants back."


@dataclass(slots=True)
class Gate:
    """Stands before and after the core: what goes wrong there is scripted."""

    before: list[Callable[[Happening], Awaitable[None]]] = field(default_factory=list)
    after: list[Callable[[Happening], Awaitable[None]]] = field(default_factory=list)
    took: list[Happening] = field(default_factory=list)

    def taking(self, core: Core) -> Take:
        async def take(happening: Happening) -> Card | None:
            if self.before:
                await self.before.pop(0)(happening)
            card = await receive(core, happening)
            self.took.append(happening)
            if self.after:
                await self.after.pop(0)(happening)
            return card

        return take


@dataclass(slots=True)
class Day:
    """One day of the group."""

    place: Workspace
    wired: Wired
    house: House
    clock: FakeClock
    gate: Gate
    post: Post
    root: str
    """The scenario's message, whose thread it is."""

    @property
    def slack(self) -> FakeSlack:
        return self.place.slack

    @property
    def ada(self) -> Member:
        return self.place.member("U0ADA", "Ada")

    def account(self, member: Member) -> Account:
        return Account("slack", self.place.team.id, member.id)

    async def answers(self, text: str = WORDS, **how: Any) -> str:
        """Ada writes in the thread; returns the message's ts."""
        return await self.slack.posts(self.ada, self.place.channel, text, thread=self.root, **how)

    async def kept(self, member: Member | None = None) -> str:
        """The answer as the core has it."""
        async with self.house.core.store.work() as work:
            person = await work.people.known(self.account(member or self.ada))
            answer = await work.answers.of(self.post.group, self.post.id, person) if person else None
            return answer_text(await work.messages.parts(self.post.group, answer.id)) if answer else ""

    async def heard(self) -> object:
        """Since when events come in is written down: a round of hearing is done."""
        async with self.house.core.store.engine.begin() as connection:
            found = await connection.exec_driver_sql("select max(heard_at) from installations")
            return found.scalar_one()

    async def called(self, member: Member) -> str:
        """By which name the group knows somebody."""
        async with self.house.core.store.work() as work:
            person = await work.people.known(self.account(member))
            found = await work.people.member(self.post.group, person) if person else None
            return found.name if found else ""

    def whispers(self, member: Member | None = None, *, thread: str | None = None) -> list[str]:
        seen = self.slack.messages(self.place.channel, member or self.ada)
        return [one.words for one in seen if one.whispered and one.thread_ts == thread]

    async def presses(self, label: str, member: Member | None = None) -> Any:
        """A button on the scenario's card."""
        who = member or self.ada
        (card,) = [one for one in self.slack.messages(self.place.channel, who) if one.ts == self.root]
        return await self.slack.clicks(who, card, label)

    async def types(self, text: str, command: str = "/debrief") -> Any:
        return await self.slack.types_command(self.ada, self.place.channel, command, text)


@asynccontextmanager
async def a_day(
    url: str,
    clock: FakeClock,
    transport: str,
    *,
    mode: Mode = Mode.OPEN,
    pace: Pace = BRISK,
    ack_within: float = 3.0,
) -> AsyncIterator[Day]:
    socket = transport == "socket"
    async with slack_server(clock, rates="off", ack_within=ack_within) as slack:
        use_manifest(slack, socket=socket)
        place, gate = workspace(slack), Gate()
        wired = connected(place, clock, socket=socket, taking=gate.taking)
        wired.heard = replace(wired.heard, pace=pace)
        async with a_house(url, clock, wired) as house, hearing(place, wired, house, socket=socket):
            post, root = await posted_day(house, place, clock, mode)
            yield Day(place, wired, house, clock, gate, post, root)


async def posted_day(
    house: House, place: Workspace, clock: FakeClock, mode: Mode = Mode.OPEN
) -> tuple[Post, str]:
    """A group whose scenario of the day is out; the post, and its message."""
    clock.at("2026-03-02T07:00")
    organiser = Account("slack", place.team.id, place.member("U0ORG", "Organiser").id, "Organiser")
    wish = Wish("Mornings", "slack", place.team.id, place.channel.id, organiser, "Europe/Berlin", mode=mode)
    group = await set_up_group(house.core, wish)
    clock.at("2026-03-02T08:00:05")
    await house.settle()
    async with house.core.store.work() as work:
        post = await work.posts.latest_open(group)
        assert post is not None
        ((_, root),) = await work.postings.places(group, post.id)
    return post, root


async def comes_true(so: Callable[[], Awaitable[object]], what: str, tries: int = 3000) -> None:
    for _ in range(tries):
        if await so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"It never came true: {what}")


async def away(_happening: Happening) -> None:
    raise RetryLater("The database is away.")


async def whispered(day: Day, *, thread: str | None = None) -> str:
    """What Ada alone was shown, once."""
    await until(lambda: bool(day.whispers(thread=thread)), "something was whispered")
    (words,) = day.whispers(thread=thread)
    return words
