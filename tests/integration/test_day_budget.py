"""What grading may cost on a day: beyond it answers wait, visibly, and are graded when there is money."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.happenings import Action
from bot.library.library import Library
from bot.practice.receive import receive
from bot.practice.waiting_words import FOR_BUDGET, IN_HAND
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage
from tests.fakes.fickle_grader import FickleGrader
from tests.integration.graded_by_model import ON_TIME, YES, graded_by_model, kinds, words_of

CENT = 10_000


@pytest.fixture
def grader() -> FickleGrader:
    return FickleGrader(cost_micros=3 * CENT)


@pytest.fixture
async def stage(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library, grader: FickleGrader
) -> AsyncIterator[Stage]:
    async with graded_by_model(
        database_url, clock, platform, library, grader, day_budget_micros=7 * CENT
    ) as built:
        yield built


async def answers(stage: Stage, name: str) -> None:
    await stage.member(name).says(words_of(name))
    stage.clock.forward(minutes=11)
    await stage.settle()


async def test_beyond_a_groups_budget_answers_wait_for_its_next_day(
    stage: Stage, grader: FickleGrader
) -> None:
    lou, bo = stage.member("Lou"), stage.member("Bo")
    await lou.types("budget 0.02", admin=True)
    stage.tells(lou, "The most for a day is $0.02")
    await answers(stage, "Ana")
    await answers(stage, "Bo")
    stage.tells(bo, "graded when the next day begins")
    await lou.types("budget", admin=True)
    stage.tells(lou, "cost this group $0.03 today. The most for a day is $0.02; beyond it answers wait")
    for _ in range(12):
        stage.clock.forward(hours=1)
        await stage.settle()
    stage.is_silent_to(bo)
    assert len(grader.asked) == 1
    await stage.at("Tue 00:30")  # Berlin's midnight, not UTC's
    assert (await stage.points())["Bo"] == ON_TIME + YES
    assert (await kinds(stage)).count("promise") == 1


async def test_more_money_is_used_at_once(stage: Stage, grader: FickleGrader) -> None:
    lou = stage.member("Lou")
    await lou.types("budget 0.02", admin=True)
    for name in ("Ana", "Bo"):
        await answers(stage, name)
    await lou.types("budget none", admin=True)
    await stage.settle()
    assert len(grader.asked) == 2


async def test_the_house_has_a_budget_over_all_groups(stage: Stage, grader: FickleGrader) -> None:
    for name in ("Ana", "Bo", "Cleo", "Dov"):
        await answers(stage, name)
    assert len(grader.asked) == 3  # what is in hand may go a little over
    await stage.at("Tue 02:30")
    assert len(grader.asked) == 4


async def test_what_was_said_before_costs_nothing(stage: Stage, grader: FickleGrader) -> None:
    lou, ana = stage.member("Lou"), stage.member("Ana")
    await lou.types("budget 0.02", admin=True)
    await answers(stage, "Ana")
    await ana.presses("Try again")
    await ana.says(words_of("Ana"))
    await ana.presses("Grade me", on="Mon")
    assert (await kinds(stage)).count("debrief") == 2
    assert len(grader.asked) == 1


@pytest.mark.parametrize("typed", ["x", "-1", "1 2", "99999", "1e3", "0.001"])
async def test_what_is_no_amount_changes_nothing(stage: Stage, typed: str) -> None:
    lou = stage.member("Lou")
    await lou.types(f"budget {typed}", admin=True)
    stage.tells(lou, "Nothing was changed")


async def test_a_press_says_at_once_that_it_waits(stage: Stage, grader: FickleGrader) -> None:
    """What stands in the thread would be read as “soon” for a day otherwise."""
    await stage.member("Lou").types("budget 0.02", admin=True)
    await answers(stage, "Ana")
    bo = stage.member("Bo")
    await bo.says(words_of("Bo"))
    pressed = stage.platform.press(bo.account, Action.GRADE_ME, str(stage.posts["Mon"].id))
    assert await receive(stage.house.core, pressed) == FOR_BUDGET
    await stage.member("Lou").types("budget none", admin=True)
    ben = stage.member("Ben")
    await ben.says(words_of("Ben"))
    pressed = stage.platform.press(ben.account, Action.GRADE_ME, str(stage.posts["Mon"].id))
    assert await receive(stage.house.core, pressed) == IN_HAND
