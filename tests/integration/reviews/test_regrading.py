"""A changed rubric: grades are seen to be outdated, and made again from the same words, by the difference."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.domain.cards import DebriefCard
from bot.domain.grade import GraderKind
from bot.domain.ids import GroupId, PostId
from bot.domain.points import Tally
from bot.domain.scenario import Scenario
from bot.errors import RetryLater, UserMustAct
from bot.library.library import Library
from bot.practice.core import Core
from bot.practice.reviews.outdated import is_outdated, outdated_in
from bot.practice.reviews.regrade import regrade_post
from tests.conversation.stage import Member
from tests.fakes.levelled_grader import LevelledGrader, an_answer
from tests.integration.reviews.conftest import Desk


def with_scenario(desk: Desk, changed: Scenario) -> Core:
    library = desk.stage.house.core.library
    scenarios = MappingProxyType({**library.scenarios, changed.id: changed})
    return replace(desk.stage.house.core, library=Library(scenarios))


def reworded(scenario: Scenario) -> Scenario:
    first, *others = scenario.criteria
    levels = first.levels.model_copy(
        update={"strong": "Says which harm can't be taken back, and stops that."}
    )
    return scenario.model_copy(update={"criteria": (first.model_copy(update={"levels": levels}), *others)})


async def outdated(desk: Desk, core: Core) -> int:
    async with core.store.work() as work:
        return sum((await outdated_in(work, core.library, desk.stage.group)).values())


async def test_a_changed_rubric_marks_grades_as_outdated(desk: Desk, ana: Member) -> None:
    await desk.graded(ana, "222222")
    grade = (await desk.grades(ana))[-1].graded
    changed = reworded(desk.scenario)
    assert not is_outdated(grade.provenance, desk.scenario)
    assert is_outdated(grade.provenance, changed)
    assert await outdated(desk, desk.stage.house.core) == 0
    assert await outdated(desk, with_scenario(desk, changed)) == 1


async def test_grading_again_moves_points_by_the_difference_once(
    desk: Desk, ana: Member, bo: Member, grader: LevelledGrader
) -> None:
    await desk.graded(ana, "222222")
    await desk.graded(bo, "333333")
    core = with_scenario(desk, reworded(desk.scenario))
    before = await desk.stands_for(ana)
    grader.shift = 1
    done = await regrade_post(core, desk.stage.group, PostId(int(desk.post)))
    await desk.stage.settle()
    assert (done.again, done.left, done.broke_off) == (2, 0, "")
    grades = await desk.grades(ana)
    assert [grade.revision for grade in grades] == [1, 1]
    after = await desk.stands_for(ana)
    assert after == Tally(
        10 + (0, 3, 6, 8, 10)[grades[-1].graded.band.rank], 1, 1, grades[-1].graded.score, 1
    )
    assert after.points > before.points
    card = desk.stage.platform.told(ana.account)[-1]
    assert isinstance(card, DebriefCard)
    assert card.improved_by is None
    assert any("by a changed rubric" in line for line in card.points)
    assert str(grades[-1].graded.band) in repr(await desk.types(ana, "history"))
    with pytest.raises(UserMustAct, match="Every answer"):
        await regrade_post(core, desk.stage.group, PostId(int(desk.post)))
    assert await desk.stands_for(ana) == after


async def test_a_run_that_breaks_off_is_run_again(
    desk: Desk, ana: Member, bo: Member, grader: LevelledGrader, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.graded(ana, "222222")
    await desk.graded(bo, "333333")
    core = with_scenario(desk, reworded(desk.scenario))
    usual = grader.grade
    calls = 0

    async def breaks(scenario: Scenario, text: str) -> object:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise RetryLater("The endpoint is away.")
        return await usual(scenario, text)

    with monkeypatch.context() as patch:
        patch.setattr(LevelledGrader, "grade", lambda _self, scenario, text: breaks(scenario, text))
        done = await regrade_post(core, desk.stage.group, PostId(int(desk.post)))
    assert (done.again, done.broke_off) == (1, "The endpoint is away.")
    done = await regrade_post(core, desk.stage.group, PostId(int(desk.post)))
    assert (done.again, done.broke_off) == (1, "")
    assert len(await desk.grades(ana)) == len(await desk.grades(bo)) == 2


async def test_a_ruling_stands_and_what_waits_for_a_person_is_left(
    desk: Desk, ana: Member, bo: Member, lou: Member, grader: LevelledGrader
) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(ana, "222222")
    await desk.graded(bo, "444444", "suspect")
    await desk.appeals(ana, desk.criteria[0])
    await desk.rules_on(lou, ana, {desk.criteria[0]: "4"})
    core = with_scenario(desk, reworded(desk.scenario))
    before = await desk.stands_for(ana), await desk.stands_for(bo)
    done = await regrade_post(core, desk.stage.group, PostId(int(desk.post)))
    assert (done.again, done.left) == (1, 1)
    assert (await desk.stands_for(ana), await desk.stands_for(bo)) == before


async def test_a_copy_stays_one(desk: Desk, ana: Member, bo: Member, grader: LevelledGrader) -> None:
    await desk.graded(bo, "222222")
    await ana.says(next(text for text in grader.asked if text.startswith("Bo")))
    desk.stage.clock.forward(minutes=11)
    await desk.stage.settle()
    core = with_scenario(desk, reworded(desk.scenario))
    grader.shift = 1
    await regrade_post(core, desk.stage.group, PostId(int(desk.post)))
    assert (await desk.stands_for(ana)).points == 0


async def test_another_question_is_not_graded_again(desk: Desk, ana: Member) -> None:
    await desk.graded(ana, "222222")
    scenario = desk.scenario
    other = scenario.model_copy(update={"prompt": scenario.prompt + " And what would you tell the board?"})
    fewer = scenario.model_copy(update={"criteria": scenario.criteria[1:]})
    for changed in (other, fewer):
        with pytest.raises(UserMustAct, match="can't be held against"):
            await regrade_post(with_scenario(desk, changed), desk.stage.group, PostId(int(desk.post)))
    with pytest.raises(UserMustAct, match="no such post"):
        await regrade_post(desk.stage.house.core, GroupId(0), PostId(int(desk.post)))
    assert len(await desk.grades(ana)) == 1


async def test_another_kind_of_grader_leaves_grades_alone(
    desk: Desk, ana: Member, grader: LevelledGrader
) -> None:
    await desk.graded(ana, "222222")
    grader.kind = GraderKind.MODEL
    core = with_scenario(desk, reworded(desk.scenario))
    done = await regrade_post(core, desk.stage.group, PostId(int(desk.post)))
    assert (done.again, done.left) == (0, 1)
    assert len(await desk.grades(ana)) == 1


async def test_first_try_and_later_try_are_graded_again_and_points_follow_the_first(
    desk: Desk, ana: Member, grader: LevelledGrader
) -> None:
    await desk.graded(ana, "222222")
    await ana.presses("Try again")
    desk.stage.clock.forward(minutes=1)
    await desk.graded(ana, "111111", "again")
    core = with_scenario(desk, reworded(desk.scenario))
    grader.shift = 1
    done = await regrade_post(core, desk.stage.group, PostId(int(desk.post)))
    assert done.again == 2
    grades = await desk.grades(ana)
    first = [grade.graded for grade in grades if grade.revision == grades[0].revision][-1]
    assert (await desk.stands_for(ana)).score == first.score


async def test_what_was_edited_since_the_debrief_is_not_graded_again(
    desk: Desk, ana: Member, grader: LevelledGrader
) -> None:
    """The words that were debriefed are, and the points follow them."""
    said = await ana.says(an_answer("Ana", "222222"))
    await ana.presses("Grade me")
    desk.stage.clock.forward(minutes=1)
    await ana.edits(said, an_answer("Better", "444444"))
    before = await desk.stands_for(ana)
    core = with_scenario(desk, reworded(desk.scenario))
    done = await regrade_post(core, desk.stage.group, PostId(int(desk.post)))
    assert done.again == 1
    assert not any("Better" in text for text in grader.asked)
    assert await desk.stands_for(ana) == before


async def test_what_loses_words_while_it_is_graded_again_keeps_its_grade(
    desk: Desk, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the grader read is not there any more, and may be quoted in what it says."""
    await ana.says(an_answer("Ana", "222222"))
    aside = await ana.says("And one thing more, about Heron.")
    await ana.presses("Grade me")
    desk.stage.clock.forward(minutes=1)
    core = with_scenario(desk, reworded(desk.scenario))
    usual = LevelledGrader().grade

    async def meanwhile(scenario: Scenario, text: str) -> object:
        await desk.stage.happens(desk.stage.platform.deletes(aside))
        return await usual(scenario, text)

    monkeypatch.setattr(LevelledGrader, "grade", lambda _self, scenario, text: meanwhile(scenario, text))
    done = await regrade_post(core, desk.stage.group, PostId(int(desk.post)))
    assert (done.again, done.left) == (0, 1)
    assert len(await desk.grades(ana)) == 1
