"""A clock that jumps: nothing doubled, nothing stuck."""

from collections import Counter

from bot.domain.cards import DebriefCard, ScenarioCard
from bot.practice.sweep import sweep
from tests.conversation.stage import CHANNEL, EVERYONE, Stage

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."


def cards(stage: Stage) -> list[ScenarioCard]:
    return [seen.card for seen in stage.platform.in_channel(CHANNEL) if isinstance(seen.card, ScenarioCard)]


async def test_three_days_forward_and_an_hour_back_double_nothing(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    await stage.at("Thu 09:30")
    stage.tells(ana, "Debrief of")
    stage.tells(EVERYONE, "Tuesday 31 March was skipped: I was away at its time for too long to catch up.")
    await stage.at("Thu 08:30")
    await stage.at("Thu 09:00")
    await stage.at("Thu 09:30")
    await stage.at("Thu 09:45")
    stage.said_nothing_else()
    assert len(cards(stage)) == 2
    assert max(Counter(seen.key for seen in stage.platform.seen).values()) == 1
    await stage.at("Fri 09:00")
    assert len(cards(stage)) == 3


async def test_what_was_leased_by_a_fast_clock_is_not_stuck_when_it_is_set_right(stage: Stage) -> None:
    """A process on a clock three days ahead claims the answer and dies before it grades."""
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    await ana.presses("My debrief", on="Mon")
    stage.tells(ana, "I grade it in about 10 minutes")
    stage.clock.forward(days=3)
    await sweep(stage.house.core)
    await _lose_every_job(stage)
    await stage.at("Mon 09:10")
    stage.tells(ana, "Debrief of")
    assert len([card for card in stage.platform.told(ana.account) if isinstance(card, DebriefCard)]) == 1


async def test_an_hour_back_between_question_and_answer_costs_no_points(stage: Stage) -> None:
    ana = stage.member("Ana")
    await stage.at("Mon 08:10")
    await ana.says(ANSWER, on="Mon")
    await stage.at("Mon 08:20")
    stage.tells(ana, "+10 on time")
    await stage.at("Mon 09:00")
    await stage.at("Mon 09:30")
    stage.said_nothing_else()
    assert len(cards(stage)) == 1


async def test_an_event_from_the_future_is_not_earlier_than_its_arrival(stage: Stage) -> None:
    """A platform's clock may run ahead of ours: what is here was written by now."""
    ana = stage.member("Ana")
    said = stage.platform.says(ana.account, ANSWER, CHANNEL, stage.posts["Mon"].thread_ref)
    ahead = type(said)(said.source, said.at, said.author, said.text, stage.instant("Tue 09:30"))
    await stage.happens(ahead, ana.ref)
    await stage.at("Mon 09:10")
    stage.tells(ana, "+10 on time")


async def _lose_every_job(stage: Stage) -> None:
    await stage.house.jobs.connector.execute_query_async("delete from procrastinate_jobs")
