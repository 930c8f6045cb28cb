"""Two gradings of one content under way at once, as two workers have them: what the second writes down."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.grade import Band
from bot.library.library import Library
from bot.practice.settle_grade import settle
from bot.practice.take_up_answer import Draft, take_up
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage
from tests.fakes.fickle_grader import FickleGrader
from tests.integration.graded_by_model import graded_by_model, rows, words_of

CENT = 10_000


@pytest.fixture
def grader() -> FickleGrader:
    return FickleGrader(cost_micros=3 * CENT)


@pytest.fixture
async def stage(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library, grader: FickleGrader
) -> AsyncIterator[Stage]:
    async with graded_by_model(database_url, clock, platform, library, grader) as built:
        yield built


async def taken(stage: Stage) -> Draft:
    (first,) = (await rows(stage, "select min(id) from answers"))[0]
    draft = await take_up(stage.house.core, first)
    assert draft is not None
    return draft


async def both_taken(stage: Stage) -> tuple[Draft, Draft]:
    for name in ("Ana", "Bo"):
        await stage.member(name).says(words_of("Same"))
    stage.clock.forward(minutes=11)
    one, other = await taken(stage), await taken(stage)
    assert one.answer.id != other.answer.id
    assert one.content_key == other.content_key != ""
    assert one.kept is other.kept is None
    return one, other


async def test_whoever_settles_second_gets_the_first_ones_grade_and_pays_for_its_own_call(
    stage: Stage, grader: FickleGrader
) -> None:
    one, other = await both_taken(stage)
    yes = await grader.grade(one.scenario, one.text)
    grader.mood = Band.NO
    no = await grader.grade(other.scenario, other.text)
    await settle(stage.house.core, one, yes)
    await settle(stage.house.core, other, no)

    said = await rows(stage, "select band, cost_micros from grades order by id")
    assert said == [("yes", 3 * CENT), ("yes", 3 * CENT)]
    assert await rows(stage, "select sum(micros), sum(calls) from spending") == [(6 * CENT, 2)]


async def test_a_result_that_comes_too_late_is_dropped_and_paid_and_its_answer_need_not_wait_for_the_lease(
    stage: Stage, grader: FickleGrader
) -> None:
    one, _ = await both_taken(stage)
    outcome = await grader.grade(one.scenario, one.text)
    await stage.member("Ana").says("And I would say who decides.")
    await settle(stage.house.core, one, outcome)

    assert await rows(stage, "select count(*) from grades") == [(0,)]
    assert await rows(stage, "select sum(micros) from spending") == [(3 * CENT,)]
    free = await rows(stage, "select taken_until is null from answers where id = :id", id=one.answer.id)
    assert free == [(True,)]
