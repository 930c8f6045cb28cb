"""An hour in which nothing was heard: what was written, changed and taken away then is read afterwards."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from bot.practice.catch_up import catch_up
from bot.testing import FakeClock
from tests.fakes.slack import faults
from tests.fakes.slack.faults import EventFault
from tests.integration.slack.faults_stage import ADAS, BENS, Study, a_study, cut_off, let_in
from tests.integration.slack.heard_stage import comes_true

CEMS = "I would call the regulator before anybody else hears of it from the press."
HEARD_NOTHING = "I heard nothing of what was written in “Mornings”"


async def known_to_be_heard(study: Study) -> None:
    async def heard() -> object:
        return await study.sql("select heard_at from installations where heard_at is not null")

    await comes_true(heard, "it is written down that events come in")


@asynccontextmanager
async def out_of_reach(study: Study, transport: str) -> AsyncIterator[None]:
    """For as long as this lasts. Over HTTP a process ends, and another begins."""
    if transport == "socket":
        await known_to_be_heard(study)
        await cut_off(study)
        yield
        await let_in(study)
        return
    async with standing_by(study):
        await known_to_be_heard(study)
    address = study.slack.app.events_url
    study.slack.app.events_url = "http://127.0.0.1:9/slack/events"
    yield
    study.slack.app.events_url = address
    async with standing_by(study):
        await study.comes_in()


@asynccontextmanager
async def standing_by(study: Study) -> AsyncIterator[None]:
    stop = asyncio.Event()
    duty = asyncio.ensure_future(study.wired.heard.listen(study.house)(stop))
    yield
    stop.set()
    await duty


async def at(study: Study, minute: int) -> None:
    study.clock.at(f"2026-03-02T09:{minute:02}")


@pytest.mark.parametrize("lost", [False, True], ids=["sent again", "never sent again"])
@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_an_hour_without_a_line(
    database_url: str, clock: FakeClock, transport: str, *, lost: bool
) -> None:
    async with a_study(database_url, clock, transport) as study:
        slack, channel, cem = study.slack, study.channel, study.place.member("U0CEM", "Cem")
        await study.posted()
        first = await study.writes(study.ada, "I would begin with whoever was refused last night.")
        second = await study.writes(study.ada, "Then I would go home.")
        gone = await slack.posts(cem, channel, CEMS, thread=study.root)
        await at(study, 1)
        async with out_of_reach(study, transport):
            if lost:
                slack.faults.event("*", EventFault(lost=True), times=100)
            await at(study, 10)
            await study.writes(study.ben, BENS)
            await at(study, 20)
            await slack.edits(study.ada, channel, first, "This is changed twice.")
            await slack.edits(study.ada, channel, first, ADAS)
            await slack.deletes(study.ada, channel, second)
            await at(study, 30)
            await slack.deletes(cem, channel, gone)
            await at(study, 59)
            study.answers[study.ada.id] = ADAS
            slack.faults.clear()
        await study.comes_in()
        await study.ends()

        assert dict(
            await study.sql(
                "select i.external_ref, arrived_at from answers join identities i using (person_id)"
                " where arrived_at is not null"
            )
        ) == {
            study.ada.id: datetime(2026, 3, 2, 9, 20, tzinfo=UTC),
            study.ben.id: datetime(2026, 3, 2, 9, 10, tzinfo=UTC),
        }
        board = await study.asks(study.ada, "board")
        assert board.count(" · 10 points") == 2
        assert "Cem" not in board


async def test_a_text_that_was_changed_in_the_second_it_was_written_in(
    database_url: str, clock: FakeClock
) -> None:
    """Slack's history counts edits in whole seconds, and the edit was never heard."""
    async with a_study(database_url, clock, "socket") as study:
        await study.posted()
        await known_to_be_heard(study)
        clock.forward(seconds=0.5)
        first = await study.writes(study.ada, "I would go home.")
        await cut_off(study)
        study.slack.faults.event("*", EventFault(lost=True), times=100)
        await study.slack.edits(study.ada, study.channel, first, ADAS)
        study.answers[study.ada.id] = ADAS
        clock.forward(minutes=1)
        study.slack.faults.clear()
        await let_in(study)

        await study.comes_in()


async def test_where_nothing_may_be_read_each_who_takes_part_is_asked_once(
    database_url: str, clock: FakeClock
) -> None:
    async with a_study(database_url, clock, "socket") as study:
        await study.posted()
        await study.writes(study.ada, ADAS)
        study.slack.faults.call("conversations.replies", faults.error("missing_scope"), times=1_000)
        await known_to_be_heard(study)
        await cut_off(study)
        clock.forward(hours=1)
        await let_in(study)
        await comes_true(lambda: asked(study), "Ada is asked")
        (since,), *_ = await study.sql("select since from deliveries where since is not null")
        for _ in range(2):  # as other processes do that heard nothing either
            await catch_up(study.house.core, "slack", study.place.team.id, since)
        await study.ends()

        assert len(study.told(study.ada, HEARD_NOTHING)) == 1
        assert len(study.told(study.lou, HEARD_NOTHING)) == 1
        assert study.told(study.ben, HEARD_NOTHING) == []


async def asked(study: Study) -> object:
    await study.house.settle()
    return study.told(study.ada, HEARD_NOTHING)
