"""A press is quicker than a message that waits to be kept, and is about it all the same."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.discord.heard import interactions
from adapters.discord.heard.lanes import AT_ONCE
from bot.testing import FakeClock
from tests.fakes.discord.acts.asking import Outcome
from tests.fakes.discord.server import Member
from tests.fakes.discord_heard import until
from tests.integration.discord.faults_stage import ADAS, BENS, Study, a_study

FOR_EVER = 60.0
HALF = "And the other half, which matters: I would write to the regulator on the very same day."


@pytest.fixture
async def study(database_url: str, clock: FakeClock) -> AsyncIterator[Study]:
    async with a_study(database_url, clock) as study:
        await study.posted()
        await study.writes(study.ada, ADAS)
        await study.wired.finished(study.discord)
        yield study


def room(study: Study) -> asyncio.Semaphore:
    """That messages need to be kept, as while the database hardly answers."""
    (heard,) = study.wired.heard._heard.values()
    return heard.reception.lanes._room


async def is_full(study: Study) -> None:
    for _ in range(AT_ONCE):
        await room(study).acquire()


def is_free(study: Study) -> None:
    for _ in range(AT_ONCE):
        room(study).release()


async def presses(study: Study, member: Member, label: str) -> Outcome:
    card = study.cards()[-1]
    return await study.discord.presses(member, card, label)


async def test_what_was_written_before_grade_me_is_graded(study: Study) -> None:
    await is_full(study)
    await study.writes(study.ada, HALF)
    known = len(study.discord.state.interactions)
    pressing = asyncio.create_task(presses(study, study.ada, "Grade me"))
    await until(lambda: len(study.discord.state.interactions) > known, "it is pressed")
    await study.discord.gateway.is_read()
    is_free(study)
    assert "Reading it now." in await study.reads(await pressing)
    await study.ends()
    assert await study.sql(
        "select g.revision - a.revision from grades g join answers a on a.id = answer_id"
    ) == [(0,)]


async def test_it_is_answered_in_time_whatever_waits(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interactions, "KEPT_FIRST", 0.05)
    await is_full(study)
    await study.writes(study.ada, HALF)
    outcome = await presses(study, study.ada, "Hint")
    is_free(study)
    assert await study.reads(outcome)


async def test_nobody_waits_for_what_another_wrote(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interactions, "KEPT_FIRST", FOR_EVER)
    await is_full(study)
    await study.writes(study.ben, BENS)
    outcome = await presses(study, study.ada, "Hint")
    is_free(study)
    assert await study.reads(outcome)
