"""The line breaks, sessions end, events come twice or garbled: nothing is lost, nothing counted twice."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.testing import FakeClock
from tests.fakes.discord.faults import EventFault
from tests.fakes.discord_heard import hearing, until
from tests.integration.discord.faults_stage import (
    ADAS,
    BENS,
    Study,
    a_study,
    an_evening,
    comes_true,
    cut_off,
    founded,
    known_to_be_heard,
    let_in,
    stands_anew,
)

CEMS = "I would call the regulator before anybody else hears of it from the press."


async def test_a_line_that_is_cut_twenty_times_while_somebody_answers(
    database_url: str, clock: FakeClock
) -> None:
    """Before, in and after what they write. The session is resumed, and replays what was missed."""
    async with a_study(database_url, clock) as study:
        await study.posted()
        gateway = study.discord.gateway
        for number in range(20):
            clock.forward(seconds=20)
            opened = gateway.opened
            gateway.drops()
            await study.writes(study.ada, f"{number}. {ADAS}")
            await stands_anew(study, opened)
            if number % 2:
                await study.writes(study.ben, f"{number}. {BENS}")
            await study.wired.finished(study.discord)
        assert len(gateway.starts.resumed) >= 20
        await study.comes_in()
        await study.ends()
        assert len(gateway.starts.identified) == 1


@pytest.mark.parametrize("cut", ["before", "after"])
async def test_events_that_are_replayed_when_they_came_already(
    database_url: str, clock: FakeClock, cut: str
) -> None:
    async with a_study(database_url, clock) as study:
        await study.posted()
        fault = EventFault(copies=3, cut="before" if cut == "before" else "after")
        study.discord.faults.event("MESSAGE_CREATE", fault, times=2)
        for member, words in ((study.ada, ADAS), (study.ben, BENS)):
            opened = study.discord.gateway.opened
            await study.writes(member, words)
            await stands_anew(study, opened)
        await study.comes_in()
        await study.ends()


async def test_events_that_come_three_times_and_backwards(database_url: str, clock: FakeClock) -> None:
    async with a_study(database_url, clock) as study:
        await study.posted()
        study.discord.faults.event("*", EventFault(held=True), times=100)
        first = await study.writes(study.ada, "I am not at all sure where I would begin with this one.")
        gone = await study.discord.posts(study.ben, study.thread, "I am not sure either, to be honest.")
        clock.forward(seconds=7)
        await study.discord.edits(study.ada, study.thread, first, ADAS)
        study.answers[study.ada.id] = ADAS
        await study.writes(study.ben, BENS)
        clock.forward(seconds=7)
        await study.discord.deletes(study.ben, study.thread, gone)
        await study.wired.finished(study.discord)
        assert await study.kept() == {}

        study.discord.faults.clear()
        await study.discord.releases(lambda held: [one for one in held[::-1] for _ in range(3)])
        await study.ends()
        board = await study.asks(study.ada, "board")
        assert "Ada" in board
        assert "Ben" in board


@pytest.mark.parametrize("way", ["invalidated", "closed with 4009", "asked to reconnect", "forgotten"])
async def test_a_session_that_ends(database_url: str, clock: FakeClock, way: str) -> None:
    """What is written while there is none is told to nobody, and read afterwards."""
    async with a_study(database_url, clock) as study:
        await study.posted()
        await known_to_be_heard(study)
        await study.writes(study.ada, ADAS)
        await study.wired.finished(study.discord)
        clock.forward(minutes=1)
        gateway = study.discord.gateway
        opened = gateway.opened
        if way == "invalidated":
            gateway.invalidates(resumable=False)
        elif way == "closed with 4009":
            gateway.closes(4009)
        elif way == "asked to reconnect":
            gateway.asks_to_reconnect()
        else:
            gateway.drops()
            gateway.forgets()
        await study.writes(study.ben, BENS)
        await stands_anew(study, opened)
        await study.comes_in()
        await study.ends()


async def test_a_gateway_that_refuses_the_first_lines(database_url: str, clock: FakeClock) -> None:
    """The library dies of that. What was written before anything was ever heard is read from the day on."""
    async with an_evening(database_url, clock) as study:
        await founded(study)
        study.discord.gateway.refuse_next = 5
        async with hearing(study.wired, study.house):
            assert study.discord.gateway.refuse_next == 0
            await study.posted()
            await study.writes(study.ada, ADAS)
            await study.ends()


@pytest.mark.parametrize(
    "malformed", [{"author": None}, {"id": "none"}, {"timestamp": "soon"}, {"channel_id": None}], ids=str
)
async def test_an_event_that_cannot_be_read(
    database_url: str, clock: FakeClock, malformed: dict[str, object]
) -> None:
    """The library dies of some. The message is read where it stands, and those after it come in."""
    async with a_study(database_url, clock) as study:
        await study.posted()
        await known_to_be_heard(study)
        clock.forward(minutes=1)
        study.discord.faults.event("MESSAGE_CREATE", EventFault(malformed=malformed))
        await study.writes(study.ada, ADAS)
        await study.writes(study.ben, BENS)
        await comes_true(lambda: _is_in(study), "all of it came in")
        await study.ends()


async def _is_in(study: Study) -> bool:
    await study.wired.finished(study.discord)
    return await study.kept() == study.answers


async def test_an_hour_without_a_line(database_url: str, clock: FakeClock) -> None:
    """What was written, changed and taken away meanwhile is found where it stands."""
    async with a_study(database_url, clock) as study:
        discord, cem = study.discord, study.place.member("Cem")
        await study.posted()
        await known_to_be_heard(study)
        first = await study.writes(study.ada, "I would begin with whoever was refused last night.")
        second = await study.writes(study.ada, "Then I would go home.")
        gone = await discord.posts(cem, study.thread, CEMS)
        await study.wired.finished(discord)
        clock.at("2026-03-02T09:01")
        await cut_off(study)
        discord.gateway.forgets()
        clock.at("2026-03-02T09:10")
        await study.writes(study.ben, BENS)
        clock.at("2026-03-02T09:20")
        await discord.edits(study.ada, study.thread, first, ADAS)
        await discord.deletes(study.ada, study.thread, second)
        clock.at("2026-03-02T09:30")
        await discord.deletes(cem, study.thread, gone)
        clock.at("2026-03-02T09:59")
        study.answers[study.ada.id] = ADAS
        await let_in(study)
        await study.comes_in()
        await study.ends()

        arrived = await study.sql(
            "select i.external_ref, arrived_at from answers join identities i using (person_id)"
            " where arrived_at is not null"
        )
        assert dict(arrived) == {
            study.ada.id: datetime(2026, 3, 2, 9, 20, tzinfo=UTC),
            study.ben.id: datetime(2026, 3, 2, 9, 10, tzinfo=UTC),
        }
        assert "Cem" not in await study.asks(study.ada, "board")


async def test_a_stop_ends_it_at_once_in_the_middle_of_an_outage(database_url: str, clock: FakeClock) -> None:
    async with an_evening(database_url, clock) as study:
        study.discord.gateway.refuse_next = 100_000
        stop = asyncio.Event()
        listening = asyncio.ensure_future(study.wired.heard.listen(study.house)(stop))
        await until(lambda: study.discord.gateway.refuse_next < 100_000, "it was turned away once")
        assert "not connected" in study.wired.heard.deaf()
        stop.set()
        await asyncio.wait_for(listening, 15)
