"""Storms of 429, outages and cut lines on the way to Slack: a day is played, and counted when it is over."""

import random

import pytest

from bot.testing import FakeClock
from tests.fakes.slack import faults
from tests.fakes.slack.calls import METHODS
from tests.integration.slack.faults_stage import ADAS, BENS, Study, a_study
from tests.integration.slack.heard_stage import TRANSPORTS

OUTAGES = {
    "429": faults.limited(30),
    "503": faults.status(503),
    "500 that took effect": faults.status(500, effect=True),
    "a page that took effect": faults.html(effect=True),
    "cut before": faults.dropped(effect=False),
    "cut after": faults.dropped(effect=True),
}
WEATHER = [faults.limited(2), *(fault for name, fault in OUTAGES.items() if name != "429")]


async def a_day(study: Study) -> None:
    await study.posted()
    await study.writes(study.ada, ADAS)
    await study.passes(2)
    ts = await study.writes(study.ben, "Not sure where I would begin.")
    await study.slack.edits(study.ben, study.channel, ts, BENS)
    study.answers[study.ben.id] = BENS
    await study.passes(12, step=3)


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_every_method_is_limited_more_often_than_is_waited_for(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_study(database_url, clock, transport) as study:
        for method in METHODS:
            study.slack.faults.call(method, faults.limited(7), times=4)
        await a_day(study)
        await study.ends()
        for method in ("chat.postMessage", "conversations.open", "reactions.add"):
            assert study.slack.faults.met(method) >= 3, method
        assert study.slack.faults.met("users.info")


@pytest.mark.parametrize("outage", ["429", "503", "500 that took effect", "cut after"])
async def test_an_outage_when_the_scenario_is_due_and_another_while_it_is_answered(
    database_url: str, clock: FakeClock, outage: str
) -> None:
    async with a_study(database_url, clock, "http") as study:
        study.slack.faults.call("*", OUTAGES[outage], times=100_000)
        clock.at("2026-03-02T08:00:05")
        await study.passes(9, step=3)
        study.slack.faults.clear()
        await study.posted()

        study.slack.faults.call("*", OUTAGES[outage], times=100_000)
        await study.writes(study.ada, ADAS)
        await study.writes(study.ben, BENS)
        await study.passes(30, step=10)
        study.slack.faults.clear()
        await study.ends()


@pytest.mark.parametrize(("transport", "seed"), [("http", 1), ("socket", 2)])
async def test_a_day_in_bad_weather(database_url: str, clock: FakeClock, transport: str, seed: int) -> None:
    """Every third call goes wrong in some way, and every third event comes three times."""
    async with a_study(database_url, clock, transport) as study:
        plan_weather(study, random.Random(seed))
        await a_day(study)
        study.slack.faults.clear()
        await study.ends()


def plan_weather(study: Study, chance: random.Random) -> None:
    for nth in range(1, 300):
        if chance.random() < 1 / 3:
            study.slack.faults.call("*", chance.choice(WEATHER), nth=nth)
        if chance.random() < 1 / 3:
            study.slack.faults.event("*", faults.EventFault(copies=3), nth=nth)
