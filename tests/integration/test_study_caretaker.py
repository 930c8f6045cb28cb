"""The duty that keeps the study going, through what may happen to a process and its database."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from adapters.web.room.values import Spot
from adapters.web.study.caretaker import Caretaker
from adapters.web.study.cast import ANA, YOU
from adapters.web.study.group import is_prepared
from adapters.web.study.opening import opened_where_left
from adapters.web.study.samples import posts
from bot.domain.cards import DebriefCard
from bot.library.library import Library
from bot.testing import FakeClock
from tests.integration.study_stage import SATURDAY, StudyStage, begun, study_stage

ANSWER = "Refusals stop within the hour and a person decides each, since a wrong one can't be taken back."


@pytest.fixture
def machine() -> FakeClock:
    return FakeClock(SATURDAY)


@pytest.fixture
async def stage(
    tmp_path: Path, database_url: str, library: Library, machine: FakeClock
) -> AsyncIterator[StudyStage]:
    async with study_stage(tmp_path, database_url, library, machine) as it:
        await begun(it)
        yield it


async def caring_until(stage: StudyStage, done: Callable[[], bool]) -> None:
    """The duty at work, until something is so."""
    stop = asyncio.Event()
    duty = asyncio.create_task(Caretaker(stage.study, lambda: None, lambda: None)(stop))
    try:
        async with asyncio.timeout(30):
            while not done():
                await stage.left.room.changed_after(stage.left.room.count)
    finally:
        stop.set()
        await duty


async def test_whoever_acts_is_served_at_once(stage: StudyStage) -> None:
    acts = stage.study.keeping.samples.acts

    async def answer_and_press() -> None:
        await acts.say(YOU, Spot(stage.left.room.channel, stage.thread()), ANSWER)
        await acts.press(YOU, stage.thread(), posts(stage.left.room)[-1].grade_me or 0)

    pressing = asyncio.create_task(answer_and_press())
    await caring_until(stage, lambda: any(isinstance(card, DebriefCard) for card in stage.told(YOU)))
    await pressing


async def test_a_database_that_goes_away_and_comes_back_is_survived(stage: StudyStage) -> None:
    keeping, settle, tried = stage.study.keeping, stage.study.keeping.settle, [0]

    async def away_at_first() -> None:
        tried[0] += 1
        if tried[0] < 3:
            raise OperationalError("select", {}, Exception("gone"))
        await settle()

    keeping.settle = away_at_first
    stage.machine.instant += timedelta(minutes=1)
    await caring_until(stage, lambda: tried[0] >= 3 and stage.authors() == [ANA])


async def test_a_first_day_that_was_cut_short_lets_nobody_in(
    tmp_path: Path, database_url: str, library: Library, machine: FakeClock
) -> None:
    came_in: list[bool] = []
    async with study_stage(tmp_path, database_url, library, machine) as it:
        stop = asyncio.Event()
        stop.set()
        await Caretaker(it.study, lambda: came_in.append(True), lambda: None)(stop)

        assert not is_prepared(it.left.room)
        assert came_in == []


async def test_time_stands_still_while_nobody_runs_the_room(
    tmp_path: Path, database_url: str, library: Library, machine: FakeClock
) -> None:
    async with study_stage(tmp_path, database_url, library, machine) as before:
        await begun(before)
        await before.later(minutes=2)
        left = before.left.clock.now()

    machine.instant += timedelta(days=3)
    async with study_stage(tmp_path, database_url, library, machine) as after:
        await after.cared_for()

        assert timedelta(0) <= after.left.clock.now() - left < timedelta(seconds=5)
        assert after.authors() == [ANA]


def test_what_is_said_in_the_room_is_no_other_accounts_to_read(tmp_path: Path) -> None:
    with opened_where_left(tmp_path) as left:
        left.room.keep_setting("said", "something")
        modes = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.glob("room.sqlite*")}

    assert modes == {"room.sqlite": 0, "room.sqlite-wal": 0}
