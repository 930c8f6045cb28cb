"""Where the breaker opens, what it forgets, and whose news counts."""

import logging
from datetime import timedelta

import pytest

from bot.domain.model import ModelFailure, NoReply, Question
from bot.grading.by_model.breaker import IN_A_ROW, LEAST_CALLS, OPEN_FOR, Breaker
from bot.grading.by_model.budget import Budget
from bot.grading.by_model.giving_up import WAIT
from bot.grading.by_model.ladder import Heard, Ladder
from bot.testing import FakeClock
from tests.fakes.scripted_model import ScriptedModel

ASKED = Question("grade", "stable", "varying", {}, most_tokens=1000)


def opened(clock: FakeClock) -> Breaker:
    breaker = Breaker(clock)
    for _ in range(IN_A_ROW):
        breaker.heard(away=True)
    return breaker


def recovered(clock: FakeClock) -> Breaker:
    breaker = opened(clock)
    clock.forward(seconds=60)
    assert breaker.wait() is None
    breaker.heard(away=False)
    assert not breaker.is_open
    return breaker


def test_a_fifth_is_not_more_than_a_fifth() -> None:
    breaker = Breaker(FakeClock())
    for number in range(LEAST_CALLS):
        breaker.heard(away=number in {2, 6})
    assert not breaker.is_open

    breaker.heard(away=True)
    assert breaker.is_open


def test_news_of_a_call_from_before_it_opened_is_none() -> None:
    clock = FakeClock()
    breaker = opened(clock)
    breaker.heard(away=False)
    assert breaker.wait() == OPEN_FOR

    clock.forward(seconds=20)
    breaker.heard(away=True)
    assert breaker.wait() == timedelta(seconds=40)


def test_once_back_it_forgets_how_often_it_was_away() -> None:
    breaker = recovered(FakeClock())
    for _ in range(LEAST_CALLS):
        breaker.heard(away=False)
    assert not breaker.is_open


def test_once_back_it_takes_five_in_a_row_again() -> None:
    breaker = recovered(FakeClock())
    for _ in range(IN_A_ROW - 1):
        breaker.heard(away=True)
        assert not breaker.is_open
    breaker.heard(away=True)
    assert breaker.is_open


@pytest.mark.parametrize("failure", [ModelFailure.UNAVAILABLE, ModelFailure.TIMED_OUT])
async def test_silence_counts_against_an_endpoint_as_errors_do(failure: ModelFailure) -> None:
    first = ScriptedModel.of(failure)
    ladder = Ladder(first, None, FakeClock())
    for _ in range(8):
        await ladder.ask(ASKED, int)
    assert len(first.asked) == IN_A_ROW


@pytest.mark.parametrize(
    "failure", [f for f in ModelFailure if f not in {ModelFailure.UNAVAILABLE, ModelFailure.TIMED_OUT}]
)
async def test_nothing_else_does(failure: ModelFailure) -> None:
    first = ScriptedModel.of(failure)
    ladder = Ladder(first, None, FakeClock())
    for _ in range(12):
        await ladder.ask(ASKED, int, budget=Budget(calls=1))
    assert len(first.asked) >= 12


async def test_a_try_that_ran_out_of_time_does_not_keep_the_breaker_shut() -> None:
    clock = FakeClock()
    first = ScriptedModel.of(ModelFailure.UNAVAILABLE)
    ladder = Ladder(first, None, clock)
    for _ in range(IN_A_ROW):
        await ladder.ask(ASKED, int)
    clock.forward(seconds=60)

    first.hangs = True
    outcome = await ladder.ask(ASKED, int, budget=Budget(seconds=0.02))
    assert isinstance(outcome, NoReply)
    assert outcome.failure is ModelFailure.TIMED_OUT

    first.hangs = False
    first.outcomes.append(ScriptedModel.of("7").outcomes[0])
    first.outcomes.popleft()
    assert isinstance(await ladder.ask(ASKED, int), Heard)


def test_every_failure_has_a_wait_or_a_person() -> None:
    assert WAIT.keys() == {failure for failure in ModelFailure if not failure.is_refusal}


@pytest.mark.parametrize(
    ("failure", "level"),
    [
        (ModelFailure.UNAUTHORISED, logging.ERROR),
        (ModelFailure.UNSUPPORTED, logging.ERROR),
        (ModelFailure.UNAVAILABLE, logging.WARNING),
        (ModelFailure.REFUSED, logging.WARNING),
    ],
)
async def test_only_what_an_operator_has_to_mend_is_an_error(
    failure: ModelFailure, level: int, caplog: pytest.LogCaptureFixture
) -> None:
    await Ladder(ScriptedModel.of(failure), None, FakeClock()).ask(ASKED, int)
    assert [record.levelno for record in caplog.records] == [level]


async def test_an_endpoint_that_is_left_alone_fills_no_log(caplog: pytest.LogCaptureFixture) -> None:
    ladder = Ladder(ScriptedModel.of(ModelFailure.UNAVAILABLE), None, FakeClock())
    for _ in range(IN_A_ROW):
        await ladder.ask(ASKED, int)
    caplog.clear()
    for _ in range(20):
        await ladder.ask(ASKED, int)
    assert not [record for record in caplog.records if record.levelno > logging.INFO]


async def test_without_seconds_no_call_is_begun() -> None:
    first = ScriptedModel.of("7")
    outcome = await Ladder(first, None, FakeClock()).ask(ASKED, int, budget=Budget(seconds=0))

    assert isinstance(outcome, NoReply)
    assert first.asked == []


async def test_the_seconds_of_a_grade_are_used_up_over_all_its_calls() -> None:
    """Each call having the whole of them, one grade could hold a worker for six minutes."""
    first = ScriptedModel.of("7")
    first.hangs = True
    ladder, budget = Ladder(first, None, FakeClock()), Budget(seconds=0.02)
    for _ in range(3):
        await ladder.ask(ASKED, int, budget=budget)
    assert len(first.asked) == 1
