from datetime import timedelta

import pytest

from bot.domain.model import ModelFailure, NoReply, Question, Usage
from bot.grading.by_model.budget import Budget
from bot.grading.by_model.giving_up import LATER, MUCH_LATER, SOON
from bot.grading.by_model.ladder import Heard, Ladder, Unreadable
from bot.testing import FakeClock
from tests.fakes.scripted_model import PAID, ScriptedModel

ASKED = Question("grade", "stable", "varying", {}, most_tokens=1000)
Said = str | ModelFailure | NoReply


def number(text: str) -> int:
    if not text.isdigit():
        raise Unreadable("no number")
    return int(text)


async def climb(
    first: ScriptedModel, second: ScriptedModel | None = None, budget: Budget | None = None
) -> Heard[int] | NoReply:
    return await Ladder(first, second, FakeClock()).ask(ASKED, number, budget=budget)


async def test_words_that_can_be_read_end_it() -> None:
    first, second = ScriptedModel.of("7", name="first"), ScriptedModel.of("8")
    heard = await climb(first, second)

    assert isinstance(heard, Heard)
    assert (heard.value, heard.model, heard.secondary, heard.usage) == (7, "first", False, PAID)
    assert second.asked == []


@pytest.mark.parametrize("muddled", ["prose", ModelFailure.EMPTY, ModelFailure.INVALID])
async def test_a_muddled_reply_is_asked_for_once_more(muddled: str | ModelFailure) -> None:
    first = ScriptedModel.of(muddled, "7")
    heard = await climb(first)

    assert isinstance(heard, Heard)
    assert heard.value == 7
    assert heard.usage == PAID + PAID
    assert heard.reply.usage == PAID


async def test_a_cut_reply_gets_twice_the_room_once() -> None:
    first = ScriptedModel.of(ModelFailure.TRUNCATED)
    outcome = await climb(first)

    assert [question.most_tokens for question in first.asked] == [1000, 2000]
    assert isinstance(outcome, NoReply)
    assert (outcome.failure, outcome.after) == (ModelFailure.TRUNCATED, LATER)


@pytest.mark.parametrize("failure", [failure for failure in ModelFailure if not failure.is_unreadable])
async def test_the_second_is_asked_at_once_for_everything_else(failure: ModelFailure) -> None:
    first, second = ScriptedModel.of(failure), ScriptedModel.of("8", name="second")
    heard = await climb(first, second)

    assert isinstance(heard, Heard)
    assert (heard.value, heard.model, heard.secondary) == (8, "second", True)
    assert heard.usage == PAID + PAID
    assert len(first.asked) == 1


@pytest.mark.parametrize("failure", [ModelFailure.REFUSED, ModelFailure.FILTERED])
async def test_a_refusal_by_all_is_for_a_person(failure: ModelFailure) -> None:
    for second in (None, ScriptedModel.of(ModelFailure.REFUSED), ScriptedModel.of(ModelFailure.UNAUTHORISED)):
        outcome = await climb(ScriptedModel.of(failure), second)
        assert isinstance(outcome, NoReply)
        assert (outcome.failure, outcome.after) == (failure, None)


async def test_a_refused_answer_waits_for_the_other_that_is_merely_away() -> None:
    away = NoReply(ModelFailure.RATE_LIMITED, "", after=timedelta(minutes=3))
    outcome = await climb(ScriptedModel.of(ModelFailure.REFUSED), ScriptedModel.of(away))

    assert isinstance(outcome, NoReply)
    assert (outcome.failure, outcome.after) == (ModelFailure.RATE_LIMITED, timedelta(minutes=3))


@pytest.mark.parametrize(
    ("failure", "seconds"),
    [
        (ModelFailure.RATE_LIMITED, 30),
        (ModelFailure.UNAVAILABLE, 30),
        (ModelFailure.TIMED_OUT, 60),
        (ModelFailure.EMPTY, 600),
        (ModelFailure.INVALID, 600),
        (ModelFailure.UNFOUNDED, 600),
        (ModelFailure.TRUNCATED, 600),
        (ModelFailure.UNAUTHORISED, 900),
        (ModelFailure.UNSUPPORTED, 900),
    ],
)
async def test_everything_else_waits(failure: ModelFailure, seconds: int) -> None:
    outcome = await climb(ScriptedModel.of(failure))
    assert isinstance(outcome, NoReply)
    assert (outcome.failure, outcome.after) == (failure, timedelta(seconds=seconds))


async def test_the_sooner_of_two_waits_counts_and_the_first_tells_why() -> None:
    first, second = ScriptedModel.of(ModelFailure.UNAUTHORISED), ScriptedModel.of(ModelFailure.UNAVAILABLE)
    outcome = await climb(first, second)

    assert isinstance(outcome, NoReply)
    assert (outcome.failure, outcome.after) == (ModelFailure.UNAUTHORISED, SOON)
    assert SOON < MUCH_LATER


async def test_no_more_calls_than_the_budget_allows() -> None:
    first, second = ScriptedModel.of("prose"), ScriptedModel.of("prose")
    budget = Budget(calls=3)
    outcome = await climb(first, second, budget)

    assert len(first.asked) + len(second.asked) == 3
    assert isinstance(outcome, NoReply)
    assert outcome.after is not None
    assert outcome.usage == PAID + PAID + PAID


async def test_a_grade_never_takes_more_than_four_calls_on_its_worst_day() -> None:
    first, second = ScriptedModel.of(ModelFailure.TRUNCATED, "prose"), ScriptedModel.of("prose")
    await climb(first, second)
    assert len(first.asked) + len(second.asked) == 4


async def test_a_model_that_hangs_is_left_when_the_time_is_up() -> None:
    first = ScriptedModel.of("7")
    first.hangs = True
    outcome = await climb(first, None, Budget(seconds=0.02))

    assert isinstance(outcome, NoReply)
    assert (outcome.failure, outcome.usage) == (ModelFailure.TIMED_OUT, Usage())


async def test_an_independent_reading_asks_the_other_first() -> None:
    first, second = ScriptedModel.of("7"), ScriptedModel.of("8")
    heard = await Ladder(first, second, FakeClock()).ask(ASKED, number, other_first=True)

    assert isinstance(heard, Heard)
    assert (heard.value, heard.secondary) == (8, True)


async def test_a_limit_is_no_sign_of_health_or_illness() -> None:
    away, busy = ModelFailure.UNAVAILABLE, ModelFailure.RATE_LIMITED
    first = ScriptedModel.of(away, away, busy, away, away, busy, busy, busy, busy, away, "7")
    ladder = Ladder(first, None, FakeClock())
    for _ in range(15):
        await ladder.ask(ASKED, number)
    assert len(first.asked) == 10


async def test_an_endpoint_that_is_away_is_left_alone_and_then_tried_by_one() -> None:
    clock = FakeClock()
    first = ScriptedModel.of(ModelFailure.UNAVAILABLE)
    ladder = Ladder(first, None, clock)
    for _ in range(20):
        outcome = await ladder.ask(ASKED, number)
    assert len(first.asked) == 5
    assert isinstance(outcome, NoReply)
    assert outcome.after == timedelta(seconds=60)

    clock.forward(seconds=60)
    first.outcomes.append(ScriptedModel.of("7").outcomes[0])
    first.outcomes.popleft()
    assert isinstance(await ladder.ask(ASKED, number), Heard)
    assert isinstance(await ladder.ask(ASKED, number), Heard)
    assert len(first.asked) == 7
