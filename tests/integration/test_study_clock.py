"""The clock control: days in between are lived, and nothing of a jump is lost."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from adapters.web.study.cast import ANA, CLEO, DEV, SAMPLES, YOU
from adapters.web.study.keeping import Keeping
from bot.domain.cards import BoardCard, DebriefCard, ScenarioCard
from bot.errors import RetryLater, UserMustAct
from bot.library.library import Library
from bot.testing import FakeClock
from tests.integration.study_stage import SATURDAY, StudyStage, begun, study_stage

A_MOMENT = timedelta(seconds=1)


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


async def test_what_can_be_jumped_to_is_said_for_this_moment(stage: StudyStage) -> None:
    quiet, deadline, friday = await stage.study.jumps()

    assert (quiet.key, quiet.label) == ("quiet", "10 quiet minutes")
    assert abs(quiet.to - stage.left.clock.now() - timedelta(minutes=10)) < A_MOMENT
    assert deadline.label == "On to the deadline and the next scenario"
    assert deadline.says.startswith("Tomorrow, Wednesday 09:30: this scenario closes, its senior notes open")
    assert friday.label == "On to Friday's board"
    assert friday.says.startswith("Friday 17:00: the board of the week is posted.")


async def test_on_to_the_next_scenario_the_day_is_lived(stage: StudyStage) -> None:
    await stage.study.jump("deadline")

    assert stage.here == "Wed 09:30:00"
    titles = [card.title for card in stage.in_channel() if isinstance(card, ScenarioCard)]
    assert titles[1:] == ["The hailstorm", "You do not qualify at this time"]
    ana = [line.at for author, line in stage.written(1) if author == ANA]
    lines = stage.left.room.lines_by_ref.values()
    debriefed = [line.at - ana[-1] for line in lines if isinstance(line.card, DebriefCard)]
    assert any(abs(after - timedelta(minutes=10)) < A_MOMENT for after in debriefed)
    dev = [author for author in stage.authors(1) if author == DEV]
    assert dev == []  # late, this time

    await stage.later(minutes=21)
    assert stage.authors(1)[-1] == DEV


async def test_on_to_friday_there_is_a_weekly_board_and_every_day_was_played(stage: StudyStage) -> None:
    seen: list[str] = []
    watching = asyncio.create_task(_watch(stage, seen))

    await stage.study.jump("friday")
    watching.cancel()

    assert stage.here == "Fri 17:00:00"
    board = next(card for card in stage.in_channel() if isinstance(card, BoardCard))
    assert board.rows[0].name == "Ana (sample)"
    assert (len(board.rows), board.more) == (2, 2)  # nobody is shown as last
    assert "Dev (sample). Welcome!" in board.notes[0]
    assert [len(set(stage.authors(day))) for day in range(5)] == [3, 3, 3, 3, 2]
    assert Counter(len(stage.told(member)) > 0 for member in SAMPLES) == {True: 4}
    assert len(set(seen)) > 10  # the clock was seen moving


async def _watch(stage: StudyStage, seen: list[str]) -> None:
    count = stage.left.room.count
    while True:
        count = await stage.left.room.changed_after(count)
        seen.append(stage.here)


async def test_quiet_minutes_bring_the_debrief_of_who_stopped_writing(stage: StudyStage) -> None:
    spot = stage.left.room.lines_by_ref[stage.thread()].spot
    acts = stage.study.keeping.samples.acts
    thread = type(spot)(spot.channel, stage.thread())
    await acts.say(
        YOU, thread, "Automatic refusals stop now and a person looks at each, because they hurt most."
    )

    await stage.study.jump("quiet")

    assert [type(card) for card in stage.told(YOU)] == [DebriefCard]


async def test_one_jump_at_a_time(stage: StudyStage) -> None:
    first = asyncio.create_task(stage.study.jump("friday"))
    await asyncio.sleep(0)
    assert stage.study.moving

    with pytest.raises(UserMustAct, match="on its way already"):
        await stage.study.jump("quiet")
    stage.study.leaving = True
    await first


async def test_whoever_asked_may_go_and_the_clock_arrives(stage: StudyStage) -> None:
    asked = asyncio.create_task(stage.study.jump("deadline"))
    await asyncio.sleep(0)
    asked.cancel()

    await stage.study.arrive()

    assert stage.here == "Wed 09:30:00"


async def test_a_jump_that_a_stop_cuts_short_ends_at_a_time_that_was_lived_and_can_be_taken_up(
    tmp_path: Path, database_url: str, library: Library, machine: FakeClock
) -> None:
    async with study_stage(tmp_path, database_url, library, machine) as before:
        await begun(before)
        jump = asyncio.create_task(before.study.jump("friday"))
        async with asyncio.timeout(60):
            while not before.here.startswith("Wed"):
                await before.left.room.changed_after(before.left.room.count)
        before.study.leaving = True
        await jump
        left = before.left.clock.now()

    machine.instant += timedelta(days=30)
    async with study_stage(tmp_path, database_url, library, machine) as after:
        await after.cared_for()
        assert timedelta(0) <= after.left.clock.now() - left < timedelta(seconds=5)
        await after.study.jump("friday")

        assert after.here == "Fri 17:00:00"
        assert [len(after.authors(day)) for day in range(4)] == [5, 6, 5, 5]
        assert len([card for card in after.told(CLEO) if isinstance(card, DebriefCard)]) == 4


async def test_a_database_that_goes_away_stops_the_clock_where_it_is_and_it_can_go_on(
    stage: StudyStage,
) -> None:
    keeping, settle, reaches, calls = (
        stage.study.keeping,
        stage.study.keeping.settle,
        stage.study.keeping.desk.reaches,
        [0],
    )

    async def away_from_the_fifth_on() -> None:
        calls[0] += 1
        if calls[0] < 5:
            return await settle()
        keeping.desk.reaches = gone
        return await gone()

    async def gone() -> None:
        raise OperationalError("select", {}, Exception("gone"))

    keeping.settle = away_from_the_fifth_on
    with pytest.raises(RetryLater, match="database is away or slow"):
        await stage.study.jump("deadline")
    keeping.settle, keeping.desk.reaches = settle, reaches
    assert stage.here.startswith("Tue")

    await stage.study.jump("deadline")
    assert stage.here == "Wed 09:30:00"
    assert [len(stage.authors(day)) for day in range(2)] == [5, 5]


async def test_a_mistake_of_ours_on_the_way_is_not_blamed_on_the_database(
    stage: StudyStage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def mistaken(_keeping: Keeping) -> None:
        raise KeyError("no such plan")

    monkeypatch.setattr(Keeping, "plan", mistaken)

    with pytest.raises(RetryLater, match="something broke on our side"):
        await stage.study.jump("quiet")

    assert "KeyError: 'no such plan'" in caplog.text
