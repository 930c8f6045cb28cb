"""A group in a fake Discord in which things go wrong.

Sleeping and waiting push the one clock of Discord and of the product, so that limits and retries are real.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from adapters.discord.heard.answering import Pace
from adapters.discord.needs import Take
from bot.domain.ids import GroupId
from bot.practice.core import Core
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock
from tests.fakes.discord.acts.asking import Outcome
from tests.fakes.discord.server import Member, discord_server
from tests.fakes.discord_doing import shown_by
from tests.fakes.discord_heard import Wired, a_house, connected, hearing, server, until
from tests.integration.discord.faults_count import Counted

Taking = Callable[[Core], Take]
NOBODYS = GroupId(0)
EVE, DUE = "2026-03-01T12:00", "2026-03-02T08:00:05"
ADAS = "I would stop automatic refusals within the hour and call the claimants back."
BENS = "First find out who was hurt, by reading fifty of the files from last night myself."
LONGEST_STORM = 40
"""Steps of a minute, after which whatever is owed has to be there."""


@dataclass(slots=True, kw_only=True)
class Study(Counted):
    wired: Wired
    clock: FakeClock
    group: GroupId = NOBODYS

    @property
    def lou(self) -> Member:
        """The organiser."""
        return self.place.member("Lou")

    @property
    def ada(self) -> Member:
        return self.place.member("Ada")

    @property
    def ben(self) -> Member:
        return self.place.member("Ben")

    async def passes(self, minutes: float, *, step: float = 1) -> None:
        """Whatever falls due meanwhile is done."""
        for _ in range(round(minutes / step)):
            self.clock.forward(minutes=step)
            await self.house.settle()
        await self.wired.finished(self.discord)

    async def posted(self) -> None:
        """The day's scenario is out."""
        if self.clock.now() < datetime.fromisoformat(f"{DUE}+00:00"):
            self.clock.at(DUE)
        await self.house.settle()
        for _ in range(LONGEST_STORM):
            if self.cards() and self.discord.threads(self.channel):
                return
            await self.passes(1)
        raise AssertionError("no scenario was posted")

    async def writes(self, member: Member, words: str) -> str:
        """In the scenario's thread; it shall count. Returns the message's id."""
        before = self.answers.get(member.id, "")
        self.answers[member.id] = f"{before}\n\n{words}" if before else words
        return await self.discord.posts(member, self.thread, words)

    async def asks(self, member: Member, command: str) -> str:
        """What a member is shown when they type it behind /debrief."""
        outcome = await self.discord.types_command(member, self.channel, f"debrief {command}")
        return await self.reads(outcome)

    async def reads(self, outcome: Outcome) -> str:
        assert outcome.ok, outcome.reason
        await self.wired.finished(self.discord)
        return "\n".join(one.words for one in shown_by(outcome))

    async def comes_in(self) -> None:
        async def there() -> bool:
            return await self.kept() == self.answers

        await comes_true(there, "what was written is kept")

    async def ends(self) -> None:
        """The storm is over: what is owed arrives, and is counted."""
        await self.wired.finished(self.discord)
        for _ in range(LONGEST_STORM):
            await self.passes(5, step=5)
            if not await self.owed():
                break
        await self.passes(60, step=60)
        await self.counts()


async def comes_true(so: Callable[[], Awaitable[object]], what: str) -> None:
    for _ in range(1500):
        if await so():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"It never came true: {what}")


@asynccontextmanager
async def an_evening(
    url: str, clock: FakeClock, taking: Taking | None = None, answers: Pace | None = None
) -> AsyncIterator[Study]:
    """Set up on a Sunday, with nothing posted yet; nobody listens."""

    async def sleep(seconds: float) -> None:
        clock.forward(seconds=seconds)

    clock.at(EVE)
    async with discord_server(clock) as discord:
        place = await server(discord, clock)
        wired = connected(place, taking, sleep=sleep, answers=answers)
        async with a_house(url, clock, wired) as house:
            yield Study(place=place, wired=wired, house=house, clock=clock)


async def founded(study: Study) -> None:
    place = study.place
    organiser = place.account("Lou")
    wish = Wish("Mornings", "discord", place.guild.id, place.channel.id, organiser, "Europe/Berlin")
    study.group = await set_up_group(study.house.core, wish)


@asynccontextmanager
async def a_study(
    url: str, clock: FakeClock, taking: Taking | None = None, answers: Pace | None = None
) -> AsyncIterator[Study]:
    """The same, and heard."""
    async with an_evening(url, clock, taking, answers) as study, hearing(study.wired, study.house):
        await founded(study)
        yield study


async def known_to_be_heard(study: Study) -> None:
    async def heard() -> object:
        return await study.sql("select heard_at from installations where heard_at is not null")

    await comes_true(heard, "it is written down that events come in")


async def cut_off(study: Study, lines: int = 100_000) -> None:
    """No line stands, and none is let in until `let_in`."""
    study.discord.gateway.refuse_next = lines
    study.discord.gateway.drops()
    await until(lambda: not study.wired.heard.health.connected, "it notices")


async def let_in(study: Study) -> None:
    opened = study.discord.gateway.opened
    study.discord.gateway.refuse_next = 0
    await stands_anew(study, opened)


async def stands_anew(study: Study, opened: int) -> None:
    """On a further line than those that were opened before."""
    gateway = study.discord.gateway
    await until(lambda: gateway.opened > opened and any(one.session for one in gateway.links), "a new line")
    await until(lambda: study.wired.heard.health.connected, "it is connected again")
