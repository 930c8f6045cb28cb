"""Storms of 429, outages and cut lines on the way to Discord: a day is played, then counted."""

import random

import pytest

from bot.testing import FakeClock
from tests.fakes.discord import faults
from tests.integration.discord.faults_stage import ADAS, BENS, Study, a_study

SEND, EDIT = "POST /channels/{}/messages", "PATCH /channels/{}/messages/{}"
THREAD, DIRECT = "POST /channels/{}/messages/{}/threads", "POST /users/@me/channels"
MARK = "PUT /channels/{}/messages/{}/reactions/{}/@me"
ROUTES = (SEND, EDIT, THREAD, DIRECT, MARK)
OUTAGES = {
    "429": faults.limited(30),
    "429 over all": faults.limited(30, scope="global"),
    "429 of Cloudflare": faults.banned(),
    "503": faults.status(503),
    "500 that took effect": faults.status(500, effect=True),
    "cut before": faults.dropped(effect=False),
    "cut after": faults.dropped(effect=True),
}
LANDED = {
    **{str(code): faults.status(code, effect=True) for code in (500, 502, 503, 504)},
    "cut after": faults.dropped(effect=True),
    "an answer of another type": faults.mistyped(),
}
WEATHER = [faults.limited(7), *(fault for name, fault in OUTAGES.items() if not name.startswith("429"))]


async def a_day(study: Study) -> None:
    await study.posted()
    await study.writes(study.ada, ADAS)
    await study.passes(2)
    ref = await study.writes(study.ben, "Not sure where I would begin.")
    study.clock.forward(seconds=7)
    await study.discord.edits(study.ben, study.thread, ref, BENS)
    study.answers[study.ben.id] = BENS
    await study.passes(12, step=3)


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_every_route_is_limited_more_often_than_is_waited_for(
    database_url: str, clock: FakeClock, scope: str
) -> None:
    async with a_study(database_url, clock) as study:
        for route in ROUTES:
            study.discord.faults.call(route, faults.limited(7, scope=scope), times=4)  # type: ignore[arg-type]  # as parametrized
        await a_day(study)
        await study.ends()
        for route in (SEND, THREAD, DIRECT, MARK):
            assert study.discord.faults.met(route) >= 3, route


@pytest.mark.parametrize("outage", OUTAGES)
async def test_an_outage_when_the_scenario_is_due_and_another_while_it_is_answered(
    database_url: str, clock: FakeClock, outage: str
) -> None:
    async with a_study(database_url, clock) as study:
        study.discord.faults.call("*", OUTAGES[outage], times=100_000)
        clock.at("2026-03-02T08:00:05")
        await study.passes(9, step=3)
        study.discord.faults.clear()
        await study.posted()

        study.discord.faults.call("*", OUTAGES[outage], times=100_000)
        await study.writes(study.ada, ADAS)
        await study.writes(study.ben, BENS)
        await study.passes(30, step=10)
        study.discord.faults.clear()
        await study.ends()


@pytest.mark.parametrize("route", [SEND, THREAD])
@pytest.mark.parametrize("fault", LANDED)
async def test_what_was_made_is_not_made_again_when_its_answer_got_lost(
    database_url: str, clock: FakeClock, route: str, fault: str
) -> None:
    """For longer than Discord remembers a nonce."""
    async with a_study(database_url, clock) as study:
        study.discord.faults.call(route, LANDED[fault], times=100_000)
        clock.at("2026-03-02T08:00:05")
        await study.passes(15, step=3)
        study.discord.faults.clear()
        await a_day(study)
        await study.ends()
        assert len(study.discord.threads(study.channel)) == 1


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_day_in_bad_weather(database_url: str, clock: FakeClock, seed: int) -> None:
    """Every third call goes wrong in some way, and every third event comes three times."""
    async with a_study(database_url, clock) as study:
        plan_weather(study, random.Random(seed))
        await a_day(study)
        study.discord.faults.clear()
        await study.ends()


def plan_weather(study: Study, chance: random.Random) -> None:
    for nth in range(1, 300):
        if chance.random() < 1 / 3:
            study.discord.faults.call("*", chance.choice(WEATHER), nth=nth)
        if chance.random() < 1 / 3:
            study.discord.faults.event("*", faults.EventFault(copies=3), nth=nth)
