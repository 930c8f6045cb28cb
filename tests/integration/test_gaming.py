"""Ways to earn without answering, and to rob who did. Each was tried on the real core."""

import asyncio
from dataclasses import replace

import pytest

from adapters.main import Parts
from bot.domain.grade import Band, Graded, GradeOutcome, GraderKind, Provenance
from bot.domain.ids import AnswerId
from bot.domain.mode import Mode
from bot.domain.scenario import Scenario
from bot.errors import RetryLater
from bot.practice.change_settings import SettingsChange, change_settings
from bot.practice.grade_answer import grade_answer
from bot.testing import FakeClock
from tests.conversation.stage import Stage

PLACEHOLDER = "My notes on this will follow here as soon as I find time today."
RUBBISH = "One two three four five six seven eight nine ten eleven twelve thirteen."


class Bands:
    """Says `yes` to long texts and `no` to short ones, and can be made to wait or fail."""

    def __init__(self) -> None:
        self.calls = 0
        self.asked = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()
        self.fails = False

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        self.calls += 1
        self.asked.set()
        await self.gate.wait()
        if self.fails:
            raise RetryLater("away")
        band = Band.YES if len(text.split()) > 40 else Band.NO
        return Graded(band, 70, (), (), Provenance(GraderKind.AUTOMATIC, "bands", scenario.digest))


@pytest.fixture
def grader() -> Bands:
    return Bands()


@pytest.fixture
def parts(parts: Parts, grader: Bands) -> Parts:
    return replace(parts, grader=grader)


def real_answer(stage: Stage) -> str:
    title = stage.posts["Mon"].card.title
    scenarios = stage.house.core.library.scenarios.values()
    return next(s for s in scenarios if s.title == title).answers.strong.text


async def test_editing_anothers_answer_into_a_placeholder_makes_the_editor_the_copier(stage: Stage) -> None:
    mallory, bo = stage.member("Mallory"), stage.member("Bo")
    early = await mallory.says(PLACEHOLDER)
    await stage.at("Mon 09:05")
    await bo.says(real_answer(stage))
    await stage.at("Mon 09:06")
    await mallory.edits(early, real_answer(stage))
    await stage.at("Mon 09:40")
    assert await stage.points() == {"Bo": 18, "Mallory": 0}


async def test_a_typo_mended_after_being_copied_makes_nobody_a_copier_of_his_own_text(stage: Stage) -> None:
    bo, mallory = stage.member("Bo"), stage.member("Mallory")
    mine = await bo.says(real_answer(stage))
    await stage.at("Mon 09:03")
    await mallory.says(real_answer(stage))
    await stage.at("Mon 09:05")
    await bo.edits(mine, real_answer(stage) + " (typo mended)")
    await stage.at("Mon 09:40")
    assert await stage.points() == {"Bo": 18, "Mallory": 0}


@pytest.mark.parametrize("mode", [Mode.OPEN, Mode.SEALED])
async def test_a_placeholder_rewritten_after_the_deadline_is_late(
    stage: Stage, grader: Bands, mode: Mode
) -> None:
    await change_settings(
        stage.house.core, stage.group, await stage.member("Lou").id(), SettingsChange(mode=mode)
    )
    await stage.at("Tue 09:00")
    ana = stage.member("Ana")
    grader.fails = True
    await ana.fills_in(PLACEHOLDER)
    await stage.at("Wed 10:00")
    await ana.fills_in(real_answer(stage), on="Tue")
    grader.fails = False
    await stage.at("Wed 14:00")
    assert (await stage.points())["Ana"] == (11 if mode is Mode.OPEN else 0)


async def test_whoever_withdraws_and_returns_with_rubbish_is_paid_for_rubbish(stage: Stage) -> None:
    ana = stage.member("Ana")
    good = await ana.says(real_answer(stage))
    await ana.presses("Grade me")
    assert (await stage.points())["Ana"] == 18
    await ana.deletes(good)
    await ana.says(RUBBISH)
    await ana.presses("Grade me")
    assert (await stage.points())["Ana"] == 10


async def test_the_debrief_after_a_return_names_the_band_that_was_paid(stage: Stage) -> None:
    ana = stage.member("Ana")
    rubbish = await ana.says(RUBBISH)
    await ana.presses("Grade me")
    await ana.deletes(rubbish)
    await ana.says(real_answer(stage))
    await ana.presses("Grade me")
    assert (await stage.points())["Ana"] == 10
    assert (
        "yes. Points: +10 on time, 10 earned before went with the words that earned them."
        in stage.heard["Ana"][-1]
    )


async def test_the_verdict_on_words_taken_back_is_not_shown_for_new_ones(stage: Stage) -> None:
    ana = stage.member("Ana")
    good = await ana.says(real_answer(stage))
    await ana.presses("Grade me")
    await ana.deletes(good)
    await ana.says(RUBBISH)
    await ana.presses("My debrief")
    assert stage.heard["Ana"][-1].startswith("Your answer is kept.")
    await ana.types("me")
    assert "Verdict" not in stage.heard["Ana"][-1]
    await ana.presses("Grade me")
    assert "Improved" not in stage.heard["Ana"][-1]


async def test_three_gradings_are_the_most_however_often_one_returns(stage: Stage, grader: Bands) -> None:
    ana = stage.member("Ana")
    for _ in range(6):
        said = await ana.says(real_answer(stage))
        await ana.presses("Grade me")
        await ana.deletes(said)
    assert grader.calls == 3


async def test_however_often_one_presses_one_grading_is_under_way(stage: Stage, grader: Bands) -> None:
    ana = stage.member("Ana")
    await ana.says(real_answer(stage))
    grader.gate.clear()
    async with stage.house.core.store.work() as work:
        answer = await work.answers.latest(stage.group, await ana.id())
    assert answer is not None
    await stage.happens(stage.platform.presses(ana.account, stage.posts["Mon"].card.buttons[1]), ana.ref)
    jobs = [asyncio.create_task(grade_answer(stage.house.core, AnswerId(answer.id))) for _ in range(5)]
    await grader.asked.wait()
    grader.gate.set()
    await asyncio.gather(*jobs)
    assert grader.calls == 1


async def test_a_grader_that_is_away_is_told_of_and_asked_less_and_less(
    stage: Stage, grader: Bands, clock: FakeClock
) -> None:
    ana = stage.member("Ana")
    await ana.says(real_answer(stage))
    grader.fails = True
    for _ in range(8 * 60):
        clock.forward(minutes=1)
        await stage.settle()
    assert grader.calls < 20
    assert (await stage.points())["Ana"] == 10
    grader.fails = False
    clock.forward(hours=1)
    await stage.settle()
    assert (await stage.points())["Ana"] == 18


async def test_a_text_that_no_grader_has_seen_is_not_said_to_have_waited_for_one(
    stage: Stage, grader: Bands
) -> None:
    ana = stage.member("Ana")
    said = await ana.says(RUBBISH)
    grader.fails = True
    await stage.at("Mon 09:10")
    for _ in range(60):
        stage.clock.forward(minutes=2)
        await stage.settle()
    stage.tells(ana, "No grader answers just now")
    await ana.edits(said, real_answer(stage))
    await ana.presses("My debrief", on="Mon")
    stage.tells(ana, "Your answer is kept. I grade it in about 10 minutes")


async def test_what_is_deleted_is_kept_nowhere(stage: Stage) -> None:
    ana = stage.member("Ana")
    said = await ana.says(real_answer(stage) + " My password is hunter2.")
    await ana.presses("Grade me")
    await ana.deletes(said)
    async with stage.house.core.store.work() as work:
        answer = await work.answers.latest(stage.group, await ana.id())
        assert answer is not None
        texts = [await work.texts.revision_text(stage.group, answer.id, n) for n in (1,)]
        grades = await work.grades.of(stage.group, answer.id)
    assert texts == [""]
    assert [found.quotes for grade in grades for found in grade.graded.criteria if found.quotes] == []


async def test_a_form_after_the_debrief_is_graded_as_another_try(stage: Stage, grader: Bands) -> None:
    ana = stage.member("Ana")
    await ana.fills_in(RUBBISH)
    await ana.presses("Grade me")
    await stage.at("Mon 10:00")
    await ana.fills_in(real_answer(stage))
    await ana.presses("Grade me")
    assert grader.calls == 2
    assert (await stage.points())["Ana"] == 10


async def test_two_forms_at_one_instant_leave_the_second(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.fills_in(RUBBISH)
    await ana.fills_in(real_answer(stage))
    async with stage.house.core.store.work() as work:
        answer = await work.answers.latest(stage.group, await ana.id())
        assert answer is not None
        parts = await work.messages.parts(stage.group, answer.id)
    assert [part.text for part in parts] == [real_answer(stage)]


async def test_try_again_while_a_regrade_runs_is_not_undone_by_it(stage: Stage, grader: Bands) -> None:
    ana = stage.member("Ana")
    said = await ana.says(real_answer(stage))
    await ana.presses("Grade me")
    await stage.at("Mon 09:30")
    await ana.edits(said, real_answer(stage) + " And I would ask legal first.")
    grader.gate.clear()
    grader.asked.clear()
    card = stage.posts["Mon"].card
    await stage.happens(stage.platform.presses(ana.account, card.buttons[1]), ana.ref)
    async with stage.house.core.store.work() as work:
        answer = await work.answers.latest(stage.group, await ana.id())
    assert answer is not None
    running = asyncio.create_task(grade_answer(stage.house.core, answer.id))
    await grader.asked.wait()
    again = next(b for b in stage.buttons[ana.ref] if b.label == "Try again")
    await stage.happens(stage.platform.presses(ana.account, again), ana.ref)
    grader.gate.set()
    await running
    await stage.at("Mon 09:31")
    await ana.says(RUBBISH)
    await ana.presses("Grade me")
    assert grader.calls == 3


async def test_points_that_were_taken_back_are_not_called_by_todays_arrival(stage: Stage) -> None:
    """They were for an answer in time, and what stands now came late."""
    ana = stage.member("Ana")
    first = await ana.says(real_answer(stage))
    await ana.presses("Grade me")
    await ana.deletes(first)
    await stage.at("Tue 20:00")
    await ana.says(real_answer(stage), on="Mon")
    await ana.presses("Grade me", on="Mon")
    told = stage.heard["Ana"][-1]
    assert "18 earned before went with the words that earned them" in told
    assert "+10 late" not in told
