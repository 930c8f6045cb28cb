"""Two processes hear the same app, as they do while one takes over from the other: Discord tells both all."""

from collections.abc import AsyncIterator

import pytest

from bot.testing import FakeClock
from tests.fakes.discord.acts.asking import Outcome
from tests.fakes.discord_doing import fills
from tests.fakes.discord_heard import a_house, connected, hearing
from tests.integration.discord.faults_stage import ADAS, BENS, Study, a_study

WORDS = {
    "My debrief": "Your answer is kept.",
    "Skip today": "there is nothing to skip",
    "Grade me": "Reading it now.",
}


@pytest.fixture
async def study(database_url: str, clock: FakeClock) -> AsyncIterator[Study]:
    async with a_study(database_url, clock) as study:
        other = connected(study.place)
        async with a_house(database_url, clock, other) as house, hearing(other, house):
            yield study
            await other.finished(study.discord)


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
        # Whichever answers first: it is kept once.
        said = await answered(study, sent)
        assert said.startswith("Kept") or said == "I have that already."
    assert study.discord.complaints == []


async def answered(study: Study, outcome: Outcome) -> str:
    said = await study.reads(outcome)
    assert len(outcome.messages) == 1, said
    return said
