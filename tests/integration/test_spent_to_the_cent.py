"""A limit that is reached to the cent is reached; and whatever waits for money is looked at every hour."""

from datetime import timedelta

import pytest

from bot.library.library import Library
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage
from tests.fakes.fickle_grader import FickleGrader
from tests.integration.graded_by_model import graded_by_model, rows, words_of

CENT = 10_000


async def answers(stage: Stage, name: str) -> None:
    await stage.member(name).says(words_of(name))
    stage.clock.forward(minutes=11)
    await stage.settle()


@pytest.mark.parametrize("whose", ["the group's", "the house's"])
async def test_a_limit_that_is_reached_exactly_lets_nobody_through(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library, whose: str
) -> None:
    grader = FickleGrader(cost_micros=3 * CENT)
    house = 3 * CENT if whose == "the house's" else None
    async with graded_by_model(
        database_url, clock, platform, library, grader, day_budget_micros=house
    ) as stage:
        if house is None:
            await stage.member("Lou").types("budget 0.03", admin=True)
        await answers(stage, "Ana")
        await answers(stage, "Bo")

        assert list(grader.asked) == [words_of("Ana")]
        ((waits_for, until),) = await rows(
            stage, "select waits_for, taken_until from answers where grade_due_at is not null"
        )
        assert waits_for == "budget"
        assert clock.now() < until <= clock.now() + timedelta(hours=1)
