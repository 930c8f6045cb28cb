"""A new try starts afresh: what belongs to it, what doesn't, and what it is graded on."""

from dataclasses import dataclass, field, replace

import pytest

from adapters.main import Parts
from bot.domain.cards import RevealCard
from bot.domain.grade import GradeOutcome
from bot.domain.mode import Mode
from bot.domain.scenario import Scenario
from bot.grading.grader import AutomaticGrader
from bot.practice.change_settings import SettingsChange, change_settings
from tests.conversation.stage import CHANNEL, EVERYONE, Member, Stage

FIRST = "I would stop it, tell everyone whom it misled, and read what it said to them last week."
SECOND = "I would refund whoever paid before I read a single line of the logs, and say so in public."
THIRD = "Nobody gets another wrong answer while we read: it goes back to the queue that people staff."


@dataclass(slots=True)
class ReadingGrader:
    """Grades like the automatic check, and keeps what it was given to read."""

    read: list[str] = field(default_factory=list)

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        self.read.append(text)
        return await AutomaticGrader().grade(scenario, text)


@pytest.fixture
def grader() -> ReadingGrader:
    return ReadingGrader()


@pytest.fixture
def parts(parts: Parts, grader: ReadingGrader) -> Parts:
    return replace(parts, grader=grader)


@pytest.fixture
async def ana(stage: Stage) -> Member:
    """Half an hour after her first debrief."""
    ana = stage.member("Ana")
    await ana.says(FIRST)
    await ana.presses("Grade me")
    stage.tells(ana, "Reading it now.", "Debrief of")
    await stage.at("Mon 09:30")
    return ana


async def test_a_new_try_is_graded_without_the_words_of_the_old_one(
    stage: Stage, ana: Member, grader: ReadingGrader
) -> None:
    await ana.presses("Try again")
    await stage.at("Mon 09:31")
    await ana.says(SECOND)
    await ana.says(THIRD)
    await stage.at("Mon 09:41")
    words = "Write the whole answer again, in the thread: only what you write from now on is read."
    stage.tells(ana, words, "This try:")
    assert grader.read == [FIRST, f"{SECOND}\n\n{THIRD}"]


async def test_a_new_try_by_form_is_graded_without_the_old_one(
    stage: Stage, ana: Member, grader: ReadingGrader
) -> None:
    await ana.fills_in(SECOND)
    await ana.presses("Grade me", on="Mon")
    stage.tells(ana, "Kept", "Reading it now.", "This try:")
    assert grader.read == [FIRST, SECOND]


async def test_a_new_try_without_a_word_of_its_own_is_not_graded(
    stage: Stage, ana: Member, grader: ReadingGrader
) -> None:
    await ana.presses("Try again")
    await ana.presses("Grade me", on="Mon")
    stage.tells(ana, "Go ahead", "I have no answer of yours.")
    assert grader.read == [FIRST]


async def test_a_short_new_try_is_short_however_long_the_old_one_was(
    stage: Stage, ana: Member, grader: ReadingGrader
) -> None:
    await ana.fills_in("Stop it.")
    await ana.presses("Grade me", on="Mon")
    stage.tells(ana, "At fewer than 8 words it's too short", "That's fewer than 8 words")
    await stage.at("Tue 08:59")
    stage.is_silent_to(ana)
    assert grader.read == [FIRST]


async def test_pressing_try_again_twice_keeps_what_was_written_in_between(
    stage: Stage, ana: Member, grader: ReadingGrader
) -> None:
    await ana.presses("Try again")
    await stage.at("Mon 09:31")
    await ana.says(SECOND)
    await ana.presses("Try again")
    await stage.at("Mon 09:32")
    await ana.says(THIRD)
    await ana.presses("Grade me", on="Mon")
    stage.tells(ana, "Go ahead", "Go ahead", "Reading it now.", "This try:")
    assert grader.read == [FIRST, f"{SECOND}\n\n{THIRD}"]


async def test_talk_from_before_the_press_is_no_part_of_the_new_try_however_late_it_comes_in(
    stage: Stage, ana: Member, grader: ReadingGrader
) -> None:
    talk = stage.platform.says(ana.account, THIRD, CHANNEL, stage.posts["Mon"].thread_ref)
    await stage.at("Mon 09:35")
    await ana.presses("Try again")
    await stage.at("Mon 09:36")
    await ana.says(SECOND)
    await stage.happens(talk)
    await ana.presses("Grade me", on="Mon")
    assert grader.read == [FIRST, SECOND]


async def test_a_new_try_moves_no_points(stage: Stage, ana: Member) -> None:
    before = await stage.points()
    await ana.fills_in(SECOND)
    await ana.presses("Grade me", on="Mon")
    assert await stage.points() == before


async def test_the_reveal_shows_the_latest_try_alone(stage: Stage) -> None:
    lou = await stage.member("Lou").id()
    await change_settings(stage.house.core, stage.group, lou, SettingsChange(mode=Mode.SEALED))
    await stage.at("Tue 09:00")
    bo = stage.member("Bo")
    for text in (FIRST, SECOND):
        await bo.fills_in(text)
        await bo.presses("Grade me", on="Tue")
    await stage.at("Wed 09:00")
    (seen,) = stage.platform.in_thread(CHANNEL)
    assert isinstance(seen.card, RevealCard)
    assert [answer.text for answer in seen.card.answers] == [SECOND]
    stage.tells(EVERYONE, "Scenario “")
