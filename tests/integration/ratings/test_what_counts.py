"""What a rating is made of: sealed answers, the first try at each, by the group's grader, as it stands."""

from bot.domain.grade import Band
from bot.domain.grader_mode import GraderMode
from bot.domain.mode import Mode
from bot.practice.change_settings import SettingsChange, change_settings
from bot.practice.rule_on_answer import Ruled, rule_on_answer
from bot.practice.switch_grader import set_mode
from tests.conversation.stage import Stage
from tests.fakes.banded_grader import an_answer, score_of
from tests.integration.ratings.lived import NO, STRONG, YES, rated, sealed


async def test_an_open_post_counts_for_nobody_and_a_sealed_one_for_whoever_answered(stage: Stage) -> None:
    for name in ("Ana", "Bo"):
        await stage.member(name).says(an_answer(name, YES), on="Mon")
    await stage.at("Mon 10:00")
    assert await rated(stage) == {}
    await sealed(stage, "Tue", {"Ana": YES})
    assert {name: it.results for name, it in (await rated(stage)).items()} == {"Ana": 1}


async def test_a_change_of_mode_changes_nothing_that_was_answered(stage: Stage) -> None:
    await sealed(stage, "Tue", {"Ana": YES})
    before = await rated(stage)
    lou = await stage.member("Lou").id()
    await change_settings(stage.house.core, stage.group, lou, SettingsChange(mode=Mode.OPEN))
    assert await rated(stage) == before
    await stage.at("Wed 09:00")
    await stage.member("Ana").says(an_answer("Ana", NO, "Wed"), on="Wed")
    await stage.at("Wed 10:00")
    assert await rated(stage) == before


async def test_another_try_is_practice(stage: Stage) -> None:
    ana = stage.member("Ana")
    await sealed(stage, "Tue", {"Ana": NO, "Bo": YES})
    before = await rated(stage)
    await ana.presses("Try again")
    await ana.fills_in(an_answer("Ana", STRONG, "again"))
    await stage.at("Tue 11:00")
    async with stage.house.core.store.work() as work:
        answer = await work.answers.latest(stage.group, await ana.id())
        assert answer is not None
        grades = await work.grades.of(stage.group, answer.id)
    assert [grade.graded.score for grade in grades] == [score_of(NO), score_of(STRONG)]
    assert await rated(stage) == before


async def test_a_copy_counts_for_nothing(stage: Stage) -> None:
    await sealed(stage, "Tue", {"Ana": YES})
    await stage.member("Bo").fills_in(an_answer("Ana", YES, "Tue"))
    await stage.at("Tue 11:00")
    assert (await rated(stage)).keys() == {"Ana"}


async def test_what_was_withdrawn_counts_for_nothing(stage: Stage) -> None:
    ana = stage.member("Ana")
    await stage.at("Tue 09:00")
    said = await ana.says(an_answer("Ana", YES), on="Tue")
    await stage.settle()
    await ana.presses("Use this as my answer")
    await stage.at("Tue 10:00")
    assert (await rated(stage)).keys() == {"Ana"}
    await ana.deletes(said)
    await stage.settle()
    assert await rated(stage) == {}


async def test_a_sealed_answer_after_the_reveal_counts_for_nothing(stage: Stage) -> None:
    await sealed(stage, "Tue", {"Ana": YES})
    await stage.at("Wed 09:00")
    await stage.member("Bo").fills_in(an_answer("Bo", YES, "late"), on="Tue")
    await stage.at("Wed 10:00")
    assert (await rated(stage)).keys() == {"Ana"}


async def test_a_ruling_counts_in_place_of_the_grade(stage: Stage) -> None:
    await sealed(stage, "Tue", {"Ana": NO, "Bo": NO})
    before = await rated(stage)
    lou, ana = await stage.member("Lou").id(), await stage.member("Ana").id()
    ruled = Ruled(stage.posts["Tue"].id, ana, Band.STRONG_YES, "It is all there, in other words.", 90)
    await rule_on_answer(stage.house.core, stage.group, lou, ruled)
    after = await rated(stage)
    assert after["Ana"].expected > before["Ana"].expected + 20
    assert (after["Ana"].results, after["Ana"].deviation) == (1, before["Ana"].deviation)


async def test_what_is_graded_while_ratings_are_frozen_counts_once_they_move_again(stage: Stage) -> None:
    core = stage.house.core
    await sealed(stage, "Tue", {"Ana": YES})
    before = await rated(stage)
    await set_mode(core, GraderMode.FREEZE_RATINGS, "Sample operator", "the new model looks too kind")
    await sealed(stage, "Wed", {"Ana": STRONG, "Bo": STRONG})
    assert await rated(stage) == before
    await set_mode(core, GraderMode.NORMAL, "Sample operator", "it isn't")
    assert {name: it.results for name, it in (await rated(stage)).items()} == {"Ana": 2, "Bo": 1}


async def test_what_is_graded_again_after_a_freeze_counts_as_it_is_then(stage: Stage) -> None:
    core = stage.house.core
    await set_mode(core, GraderMode.FREEZE_RATINGS, "Sample operator", "the new model looks too kind")
    await sealed(stage, "Tue", {"Ana": YES})
    await set_mode(core, GraderMode.NORMAL, "Sample operator", "mended", regrade=True)
    await stage.settle()
    (ana,) = (await rated(stage)).values()
    assert ana.results == 1


async def test_another_graders_verdicts_dont_count(stage: Stage) -> None:
    await sealed(stage, "Tue", {"Ana": YES})
    async with stage.house.core.store.work() as work:
        await work.groups.change(stage.group, band_source="model")
    assert await rated(stage) == {}
