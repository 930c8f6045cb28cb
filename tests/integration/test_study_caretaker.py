"""The duty that keeps the study going, through what may happen to a process and its database."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.web.room.values import Spot
from adapters.web.study import caretaker
from adapters.web.study.caretaker import MOST_FAULTS, Caretaker
from adapters.web.study.cast import ANA, YOU
from adapters.web.study.group import is_prepared
from adapters.web.study.keeping import Keeping
from adapters.web.study.opening import KEPT_EVERY, opened_where_left
from adapters.web.study.samples import posts
from bot.domain.cards import DebriefCard
from bot.errors import Defect
from bot.library.library import Library
from bot.testing import FakeClock
from tests.integration.study_stage import SATURDAY, StudyStage, begun, database_away, study_stage

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
                with suppress(TimeoutError):  # not all that is waited for is a change of the room
                    async with asyncio.timeout(0.1):
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


async def test_a_database_that_goes_away_and_comes_back_is_survived(
    stage: StudyStage, caplog: pytest.LogCaptureFixture
) -> None:
    with database_away(stage):
        await caring_until(stage, lambda: bool(caplog.records))
    assert [record.getMessage() for record in caplog.records] == [
        "The study waits for its database: OperationalError."
    ]
    assert caplog.records[0].exc_info is None

    stage.machine.instant += timedelta(minutes=1)
    await caring_until(stage, lambda: stage.authors() == [ANA])


async def test_a_mistake_of_ours_is_told_in_full_and_not_as_an_outage(
    stage: StudyStage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Keeping, "plan", mistaken)

    await caring_until(stage, lambda: bool(caplog.records))

    assert "database" not in caplog.text
    assert "KeyError: 'no such plan'" in caplog.text


async def test_a_room_that_keeps_breaking_before_it_opens_ends_the_process_with_a_sentence(
    stage: StudyStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    came_in: list[bool] = []
    stage.study.ready.clear()
    monkeypatch.setattr(Keeping, "plan", mistaken)
    monkeypatch.setattr(caretaker, "AT_LEAST_EVERY", 0.0)

    async with asyncio.timeout(20):
        with pytest.raises(Defect, match="could not be opened: it broke 3 times in a row, with KeyError"):
            await Caretaker(stage.study, lambda: came_in.append(True), lambda: None)(asyncio.Event())

    assert came_in == []


async def test_a_room_whose_database_is_away_for_long_opens_when_it_is_back(
    stage: StudyStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = asyncio.Event()
    stage.study.ready.clear()
    monkeypatch.setattr(caretaker, "AT_LEAST_EVERY", 0.0)
    caring = Caretaker(stage.study, stop.set, lambda: None)

    with database_away(stage) as asked:
        duty = asyncio.create_task(caring(stop))
        async with asyncio.timeout(20):
            for _ in range(2 * (MOST_FAULTS + 1)):  # each time the duty asks once, then asks why
                await asked.get()
    async with asyncio.timeout(20):
        await duty

    assert stage.study.ready.is_set()


async def mistaken(_keeping: Keeping) -> None:
    raise KeyError("no such plan")


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


def test_no_time_that_was_shown_comes_again_after_a_kill(tmp_path: Path, machine: FakeClock) -> None:
    with opened_where_left(tmp_path, machine.now) as left:
        left.clock.begin_at(machine.instant)
        left.keep_time(at_once=True)
        machine.instant += KEPT_EVERY - timedelta(milliseconds=1)
        left.keep_time()  # too soon to be written down again
        shown = left.clock.now()
        kept = (tmp_path / "room.time").read_bytes()
    (tmp_path / "room.time").write_bytes(kept)  # as a process leaves it that is killed now

    with opened_where_left(tmp_path, machine.now) as again:
        assert again.clock.now() > shown


def test_what_is_said_in_the_room_is_no_other_accounts_to_read(tmp_path: Path) -> None:
    with opened_where_left(tmp_path) as left:
        left.room.keep_setting("said", "something")
        modes = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.glob("room.sqlite*")}

    assert modes == {"room.sqlite": 0, "room.sqlite-wal": 0}
