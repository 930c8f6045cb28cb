"""The grader is away: the answer waits, its author hears of it once, and nothing moves before it's back."""

from asyncio import timeout
from datetime import timedelta

import pytest

from bot.domain.cards import DebriefCard
from bot.domain.grade import Band, GradeOutcome
from bot.domain.happenings import Action
from bot.domain.model import GraderAway, ModelFailure
from bot.domain.scenario import Scenario
from bot.errors import RetryLater
from bot.practice.debrief_notice import HELD, HELD_TRY
from bot.practice.receive import receive
from bot.practice.take_up_answer import take_up
from bot.practice.waiting_sheet import NOT_YET, NOTHING_WAITS, waiting_sheet
from tests.conversation.stage import Stage
from tests.fakes.fickle_grader import FickleGrader
from tests.integration.graded_by_model import (
    ON_TIME,
    YES,
    grades,
    kinds,
    rows,
    told,
    words_of,
)

LONG = RetryLater("The endpoint is away.", timedelta(minutes=10))


async def test_a_promise_and_the_checks_word_come_once_and_the_model_pays_later(
    stage: Stage, grader: FickleGrader
) -> None:
    ana = stage.member("Ana")
    await ana.says(words_of("Ana"))
    grader.away = LONG
    await stage.at("Mon 09:11")
    for _ in range(8):
        stage.clock.forward(minutes=11)
        await stage.settle()
    (word,) = told(stage, "Ana")
    assert "doesn't count" in word.notice
    assert word.source == "automatic check"
    assert [status for status, *_ in await grades(stage)] == ["provisional"]
    assert await stage.points() == {"Ana": ON_TIME}
    assert await rows(stage, "select gradings, state from answers") == [(0, "collecting")]

    grader.away = None
    stage.clock.forward(hours=1)
    await stage.settle()
    assert [card.source for card in told(stage, "Ana")] == ["automatic check", "fickle"]
    assert await stage.points() == {"Ana": ON_TIME + YES}
    assert await grades(stage) == [("provisional", "automatic", "no"), ("graded", "model", "yes")]
    assert await rows(stage, "select gradings, state, waits_for from answers") == [(1, "debriefed", "")]


async def test_one_short_failure_is_nobodys_news(stage: Stage, grader: FickleGrader) -> None:
    ana = stage.member("Ana")
    await ana.says(words_of("Ana"))
    grader.away = RetryLater("A hiccup.", timedelta(seconds=5))
    await stage.at("Mon 09:11")
    stage.is_silent_to(ana)
    grader.away = None
    stage.clock.forward(minutes=3)
    await stage.settle()
    assert await kinds(stage) == ["debrief"]


async def test_two_short_failures_are_told(stage: Stage, grader: FickleGrader) -> None:
    ana = stage.member("Ana")
    await ana.says(words_of("Ana"))
    grader.away = RetryLater("A hiccup.", timedelta(seconds=5))
    await stage.at("Mon 09:11")
    stage.clock.forward(minutes=3)
    await stage.settle()
    assert await kinds(stage) == ["provisional"]


async def test_my_debrief_and_grade_me_tell_the_truth_meanwhile(stage: Stage, grader: FickleGrader) -> None:
    ana = stage.member("Ana")
    await ana.says(words_of("Ana"))
    grader.away = LONG
    await stage.at("Mon 09:11")
    for action in (Action.MY_DEBRIEF, Action.GRADE_ME):
        press = stage.platform.press(ana.account, action, str(stage.posts["Mon"].id))
        shown = await receive(stage.house.core, press)
        assert isinstance(shown, DebriefCard)
        assert "doesn't count" in shown.notice
    await stage.settle()
    assert grader.tried == 1


async def test_a_grade_wakes_nothing_that_was_tried_after_it(stage: Stage, grader: FickleGrader) -> None:
    early, ana = stage.member("Early"), stage.member("Ana")
    await early.says(words_of("Early"))
    await early.presses("Grade me", on="Mon")
    grader.away = LONG
    await ana.says(words_of("Ana"))
    stage.clock.forward(seconds=5)
    await receive(
        stage.house.core, stage.platform.press(ana.account, Action.GRADE_ME, str(stage.posts["Mon"].id))
    )
    async with timeout(10):
        await stage.settle()
    assert grader.tried == 2


async def test_a_text_whose_reply_cannot_be_read_is_not_asked_about_whenever_another_is_graded(
    stage: Stage, grader: FickleGrader
) -> None:
    ana = stage.member("Ana")
    await ana.says(words_of("Ana"))
    grader.away = GraderAway(
        "invalid", timedelta(minutes=10), failure=ModelFailure.INVALID, calls=4, cost_micros=3_000
    )
    await ana.presses("Grade me", on="Mon")
    grader.away = None
    stage.clock.forward(seconds=5)
    other = stage.member("Other")
    await other.says(words_of("Other"))
    await other.presses("Grade me", on="Mon")
    assert list(grader.asked) == [words_of("Other")]
    stage.clock.forward(minutes=11)
    await stage.settle()
    assert words_of("Ana") in grader.asked


async def test_the_checks_word_on_another_try_is_not_compared_with_the_models_first(
    stage: Stage, grader: FickleGrader
) -> None:
    ana = stage.member("Ana")
    await ana.says(words_of("Ana"))
    await stage.at("Mon 09:11")
    grader.away = LONG
    await ana.presses("Try again")
    await ana.says(words_of("Anna"))
    await ana.presses("Grade me", on="Mon")
    first, word = told(stage, "Ana")
    assert (first.source, word.source) == ("fickle", "automatic check")
    assert word.improved == ""


async def test_the_second_asking_comes_soon(stage: Stage, grader: FickleGrader) -> None:
    ana = stage.member("Ana")
    await ana.says(words_of("Ana"))
    grader.away = RetryLater("A hiccup.", timedelta(seconds=30))
    await stage.at("Mon 09:11")
    grader.away = None
    stage.clock.forward(seconds=31)
    await stage.settle()
    assert await kinds(stage) == ["debrief"]


async def test_what_a_failure_cost_is_booked(stage: Stage, grader: FickleGrader) -> None:
    ana = stage.member("Ana")
    await ana.says(words_of("Ana"))
    grader.away = GraderAway("Nobody read it.", timedelta(minutes=10), calls=3, cost_micros=700)
    await stage.at("Mon 09:11")
    assert await rows(stage, "select calls, micros from spending") == [(3, 700)]


async def test_the_first_that_is_graded_wakes_the_others(stage: Stage, grader: FickleGrader) -> None:
    names = [f"Member{n}" for n in range(12)]
    for name in names:
        await stage.member(name).says(words_of(name))
    grader.away = RetryLater("Gone for long.", timedelta(minutes=50))
    await stage.at("Mon 09:11")
    grader.away = None
    stage.clock.forward(seconds=1)
    late = stage.member("Late")
    await late.says(words_of("Late"))
    await late.presses("Grade me", on="Mon")
    await stage.settle()
    assert sorted(grader.asked.values()) == [1] * 13
    assert set((await stage.points()).values()) == {ON_TIME + YES}


async def test_an_endpoint_that_fails_every_other_call_is_not_met_by_all_that_wait(
    stage: Stage, grader: FickleGrader, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(30):
        await stage.member(f"Member{n}").says(words_of(f"Member{n}"))
    grader.away = RetryLater("Gone for long.", timedelta(minutes=50))
    await stage.at("Mon 09:11")
    assert grader.tried == 30
    grader.away, before = None, grader.tried
    usual = FickleGrader.grade

    async def every_other(it: FickleGrader, scenario: Scenario, text: str) -> GradeOutcome:
        it.away = None if it.tried % 2 == before % 2 else LONG
        return await usual(it, scenario, text)

    monkeypatch.setattr(FickleGrader, "grade", every_other)
    stage.clock.forward(seconds=1)
    late = stage.member("Late")
    await late.says(words_of("Late"))
    await late.presses("Grade me", on="Mon")
    for _ in range(10):
        stage.clock.forward(seconds=5)
        await stage.settle()
    assert sum(grader.asked.values()) >= 2
    assert grader.tried - before < 8


async def test_the_same_content_gets_the_same_grade_and_is_asked_for_once(
    stage: Stage, grader: FickleGrader
) -> None:
    ana = stage.member("Ana")
    await ana.says(words_of("Ana"))
    await stage.at("Mon 09:11")
    grader.mood = Band.NO
    await ana.presses("Try again")
    await ana.says(words_of("Ana"))
    await ana.presses("Grade me", on="Mon")
    assert await grades(stage) == [("graded", "model", "yes")] * 2
    assert list(grader.asked.values()) == [1]
    kept = await rows(stage, "select usage, cost_micros, raw_reply from grades order by id desc limit 1")
    assert kept == [({"kept": 1}, 0, "")]


async def test_a_held_grade_earns_nothing_and_waits_for_a_person(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says(f"{words_of('Ana')} hold me")
    await stage.at("Mon 09:11")
    (card,) = told(stage, "Ana")
    assert card.notice == HELD  # in an open thread nothing is hidden
    assert await stage.points() == {"Ana": ON_TIME}
    assert await rows(stage, "select held from answers") == [(True,)]
    assert await rows(stage, "select reason, state from reviews") == [
        ("hard to believe of this text", "open")
    ]


async def test_a_held_try_promises_no_points(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says(words_of("Ana"))
    await stage.at("Mon 09:11")
    await ana.presses("Try again")
    await ana.says(f"{words_of('Anna')} hold me")
    await ana.presses("Grade me", on="Mon")
    assert told(stage, "Ana")[-1].notice == HELD_TRY


async def test_an_operator_can_see_what_waits_and_why(
    stage: Stage, grader: FickleGrader, caplog: pytest.LogCaptureFixture
) -> None:
    ana = stage.member("Ana")
    await ana.says(words_of("Ana"))
    assert await waiting_sheet(stage.house.core) == [NOTHING_WAITS]
    grader.away = GraderAway("invalid", timedelta(minutes=10), failure=ModelFailure.INVALID)
    with caplog.at_level("INFO", logger="bot.practice.let_wait"):
        await stage.at("Mon 09:11")

    (line,) = await waiting_sheet(stage.house.core)
    (record,) = [record for record in caplog.records if record.name == "bot.practice.let_wait"]
    assert "1 failure; it waits for a reply that can be read, next try: " in line
    assert record.__dict__["why"] == "invalid"
    assert record.__dict__["until"] > stage.clock.now().isoformat()
    assert words_of("Ana")[:20] not in f"{line} {record.getMessage()}"


async def test_what_a_dead_worker_holds_is_seen_too(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says(words_of("Ana"))
    stage.clock.forward(minutes=11)
    assert (await waiting_sheet(stage.house.core))[0].endswith(NOT_YET)
    async with stage.house.core.store.work() as work:
        (due,) = await work.grader.due(stage.clock.now())
    assert await take_up(stage.house.core, due.id) is not None
    (held,) = await waiting_sheet(stage.house.core)
    stage.clock.forward(hours=2)
    (left,) = await waiting_sheet(stage.house.core)

    assert "in hand since" in held
    assert "is gone; it is taken up again in its turn" in left


@pytest.mark.parametrize(("stood_in", "kept"), [(True, False), (False, True)])
async def test_what_a_stand_in_says_is_not_kept_under_the_models_name(
    stage: Stage, grader: FickleGrader, *, stood_in: bool, kept: bool
) -> None:
    ana = stage.member("Ana")
    await ana.says(words_of("Ana"))
    grader.stood_in = stood_in
    await stage.at("Mon 09:11")

    ((key,),) = await rows(stage, "select content_key from grades where status = 'graded'")
    assert bool(key) == kept
