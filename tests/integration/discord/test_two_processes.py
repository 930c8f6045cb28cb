"""Two processes hear the same app, as they do while one takes over from the other: Discord tells both all."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import pytest

from adapters.discord.heard.answering import Pace
from adapters.discord.needs import Take
from bot.domain.cards import Card
from bot.domain.happenings import CommandGiven, Happening
from bot.practice.core import Core
from bot.practice.receive import receive
from bot.testing import FakeClock
from tests.fakes.discord.acts.asking import Outcome
from tests.fakes.discord.server import FakeDiscord, Member
from tests.fakes.discord_doing import fills, types
from tests.fakes.discord_heard import Wired, a_house, connected, hearing
from tests.integration.discord.faults_stage import ADAS, BENS, Study, a_study

TWICE = "This reached me a second time"
WORDS = {
    "My debrief": "Your answer is kept.",
    "Skip today": "there is nothing to skip",
    "Grade me": "Reading it now.",
}


@dataclass(slots=True)
class Both:
    study: Study
    other: Wired

    async def finished(self) -> None:
        await self.study.wired.finished(self.study.discord)
        await self.other.finished(self.study.discord)


@pytest.fixture
async def both(database_url: str, clock: FakeClock) -> AsyncIterator[Both]:
    async with a_study(database_url, clock) as study:
        other = connected(study.place)
        async with a_house(database_url, clock, other) as house, hearing(other, house):
            yield Both(study, other)
            await other.finished(study.discord)


@pytest.fixture
def study(both: Both) -> Study:
    return both.study


async def test_a_day_that_both_hear_is_counted_and_told_once(study: Study) -> None:
    await study.posted()
    await study.writes(study.ada, ADAS)
    ref = await study.writes(study.ben, "Not sure where I would begin.")
    study.clock.forward(seconds=7)
    await study.discord.edits(study.ben, study.thread, ref, BENS)
    study.answers[study.ben.id] = BENS
    await study.ends()


async def test_what_both_are_asked_one_of_them_answers(study: Study) -> None:
    await study.posted()
    await study.writes(study.ada, ADAS)
    await study.wired.finished(study.discord)
    card = study.cards()[-1]
    for number in range(6):
        member = study.place.member(f"Member {number}")
        await study.writes(member, f"{number}. {ADAS} All of them, and number {number} first.")
        await study.wired.finished(study.discord)
        for label in ("Hint", "My debrief", "Skip today", "Grade me"):
            said = await answered(study, await study.discord.presses(member, card, label))
            assert WORDS.get(label, "") in said, said
        asked = await study.discord.types_command(member, study.channel, "debrief me")
        assert "You in Mornings" in await answered(study, asked)
    for number in range(6):
        idle = study.place.member(f"Idle {number}")
        said = await answered(study, await study.discord.presses(idle, card, "Skip today"))
        assert "Skipped for today" in said
        opened = await study.discord.presses(idle, card, "Answer privately")
        sent = await fills(study.discord, idle, opened, {"answer": f"{number}. {BENS}"})
        assert (await answered(study, sent)).startswith("Kept")
    assert study.discord.complaints == []


@pytest.mark.parametrize(("line", "says"), [("link", "Your code is"), ("settings board off", "board")])
async def test_whoever_did_it_answers(both: Both, line: str, says: str) -> None:
    study = both.study
    await study.posted()
    for number in range(2):
        member = study.place.member(f"Member {number}")
        await study.writes(member, f"{number}. {ADAS}")
        await study.wired.finished(study.discord)
        asked = await types(study.discord, member, study.channel, f"debrief {line}")
        said = await answered(study, asked)
        assert says in said
        assert TWICE not in said
        (told,) = await said_to(both, member, f"/debrief {line}")
        assert says in told
        assert TWICE not in told
    assert study.discord.complaints == []


async def said_to(both: Both, member: Member, words: str) -> list[str]:
    """What the same words bring in a message, by direct message."""
    study = both.study
    before = len(study.discord.said(study.discord.direct(member)))
    await study.discord.posts(member, study.channel, words)
    await both.finished()
    return [one.words for one in study.discord.said(study.discord.direct(member))[before:]]


async def answered(study: Study, outcome: Outcome) -> str:
    said = await study.reads(outcome)
    assert len(outcome.messages) == 1, said
    return said


@dataclass(slots=True)
class Two:
    """Of two processes the slow one has done what is asked before the quick one begins with it."""

    discord: FakeDiscord | None = None
    done: asyncio.Event = field(default_factory=asyncio.Event)
    never: asyncio.Event = field(default_factory=asyncio.Event)
    waits: float = 0.0
    dies: bool = False

    def slow(self, core: Core) -> Take:
        async def take(happening: Happening) -> Card | None:
            if not isinstance(happening, CommandGiven) or self.discord is None:
                return await receive(core, happening)
            asked = list(self.discord.state.interactions.values())[-1]
            await asked.answered.wait()
            await asyncio.sleep(self.waits)
            try:
                return await receive(core, happening)
            finally:
                self.done.set()

        return take

    def quick(self, core: Core) -> Take:
        async def take(happening: Happening) -> Card | None:
            if isinstance(happening, CommandGiven):
                await (self.never if self.dies else self.done).wait()
            return await receive(core, happening)

        return take


@pytest.mark.parametrize("dies", [False, True])
@pytest.mark.parametrize("waits", [0.0, 0.3])
async def test_a_promise_is_kept_by_whoever_has_an_answer(
    database_url: str, clock: FakeClock, waits: float, *, dies: bool
) -> None:
    """The one that promised came second, or never comes to an end."""
    two = Two(waits=waits, dies=dies)
    pace = Pace(defer=0.2, stands_in=0.3)
    async with a_study(database_url, clock, two.slow, pace) as study:
        other = connected(study.place, two.quick, answers=replace(pace, defer=0.05))
        async with a_house(database_url, clock, other) as house, hearing(other, house):
            two.discord = study.discord
            asked = await types(study.discord, study.ada, study.channel, "debrief link")
            said = await answered(study, asked)
            assert "/debrief link" in said
            assert TWICE not in said
            assert not asked.message.thinking
            two.never.set()
            await other.finished(study.discord)
            assert await answered(study, asked) == said
