"""The sample group's first days, lived on the real core."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.web.room.values import Spot
from adapters.web.study.cast import ANA, BEN, CLEO, DEV, SAMPLES, YOU
from adapters.web.study.group import is_prepared
from bot.domain.cards import BoardCard, DebriefCard, Note, ScenarioCard, SheetCard
from bot.domain.happenings import Action
from bot.domain.mode import Privacy
from bot.errors import RetryLater
from bot.library.library import Library
from bot.testing import FakeClock
from tests.integration.study_stage import SATURDAY, StudyStage, begun, study_stage


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


async def test_the_newcomer_arrives_on_tuesday_with_todays_scenario_just_posted(stage: StudyStage) -> None:
    assert stage.here == "Tue 09:31:00"
    titles = [card.title for card in stage.in_channel() if isinstance(card, ScenarioCard)]
    assert titles == ["Two stewards, one question", "The hailstorm"]
    assert stage.written() == []
    assert is_prepared(stage.left.room)


async def test_monday_was_played_by_the_samples(stage: StudyStage) -> None:
    assert Counter(stage.authors(0)) == {ANA: 3, BEN: 1, DEV: 1}
    assert all(line.counted for _, line in stage.written(0))
    bands = {member: [c.band for c in stage.told(member) if isinstance(c, DebriefCard)] for member in SAMPLES}
    assert {member: len(found) for member, found in bands.items()} == {ANA: 1, BEN: 1, CLEO: 1, DEV: 1}
    assert bands[ANA][0].rank > bands[BEN][0].rank
    assert stage.told(YOU) == []


async def test_there_is_a_board_on_arrival_and_the_newcomer_organises_the_group(stage: StudyStage) -> None:
    board = await stage.types(YOU, "/debrief board")
    assert isinstance(board, BoardCard)
    assert board.rows[0].name == "Ana (sample)"
    assert len(board.rows) + board.more == len(SAMPLES)
    queue = await stage.types(YOU, "/debrief-admin queue")
    assert isinstance(queue, SheetCard)


async def test_the_first_word_comes_half_a_minute_after_arrival_and_once(stage: StudyStage) -> None:
    await stage.later(seconds=29)
    assert stage.authors() == []

    await stage.later(seconds=2)
    await stage.cared_for()
    assert stage.authors() == [ANA]

    await stage.later(minutes=30)
    await stage.cared_for()
    assert Counter(stage.authors()) == {ANA: 3, BEN: 2}
    assert any(isinstance(card, DebriefCard) and card.scenario == "The hailstorm" for card in stage.told(BEN))


async def test_a_newcomer_who_speaks_as_a_sample_takes_its_next_words(stage: StudyStage) -> None:
    samples = stage.study.keeping.samples
    deed = next(deed for deed in samples.to_come() if deed.member == ANA)
    await samples.acts.say(ANA, stage.left.room.lines_by_ref[stage.thread()].spot, "Beside the thread.")
    assert deed in samples.to_come()

    await stage.later(hours=1)
    said = [line.text for author, line in stage.written() if author == ANA]
    await samples.acts.delete(ANA, stage.written()[0][1].ref)
    await stage.cared_for()
    assert len(said) == 3
    assert stage.authors().count(ANA) == 2


async def test_a_form_that_waits_for_the_core_isnt_sent_again(stage: StudyStage) -> None:
    desk, take = stage.study.keeping.desk, stage.study.keeping.desk.take

    async def away(_happening: object) -> None:
        raise RetryLater("Not now.")

    desk.take = away
    await stage.later(hours=9, minutes=30)
    await stage.cared_for()
    assert desk.waiting(CLEO) == 1

    desk.take = take
    desk._tries.clear()
    await stage.cared_for()
    assert desk.waiting(CLEO) == 0
    kept = [line.card for line in stage.left.room.lines_by_ref.values() if line.only_for == CLEO]
    assert sum(isinstance(card, Note) for card in kept) == 2  # Monday's and today's


async def test_a_hint_that_was_asked_for_as_a_sample_is_no_answer(stage: StudyStage) -> None:
    acts, thread = stage.study.keeping.samples.acts, stage.thread()
    card = stage.left.room.lines_by_ref[thread].card
    assert isinstance(card, ScenarioCard)
    hint = next(place for place, button in enumerate(card.buttons) if button.action is Action.HINT)

    await acts.press(CLEO, thread, hint, shown_at=Spot(stage.left.room.channel, thread))
    await stage.later(hours=9, minutes=30)
    await stage.later(minutes=11)

    scenarios = [card.scenario for card in stage.told(CLEO) if isinstance(card, DebriefCard)]
    assert scenarios == ["Two stewards, one question", "The hailstorm"]


async def test_a_form_that_was_sent_as_a_sample_is_its_answer(stage: StudyStage) -> None:
    samples = stage.study.keeping.samples
    deed = next(deed for deed in samples.to_come() if deed.member == CLEO)

    await samples.acts.fill(CLEO, deed.posted.post, " ")
    assert deed in samples.to_come()

    await samples.acts.fill(CLEO, deed.posted.post, deed.text)
    assert deed not in samples.to_come()


async def test_in_a_sealed_group_the_samples_fill_in_the_form(stage: StudyStage) -> None:
    await stage.types(YOU, "/debrief-admin setup sealed")
    await stage.study.jump("deadline")
    await stage.study.jump("deadline")

    card = next(
        c for c in stage.in_channel() if isinstance(c, ScenarioCard) and c.title.startswith("You do not")
    )
    assert card.privacy is Privacy.SEALED
    assert stage.authors(2) == []
    assert all(
        any(isinstance(c, DebriefCard) and c.scenario == card.title for c in stage.told(member))
        for member in SAMPLES
    )


async def test_where_nothing_is_written_for_a_scenario_the_samples_stay_away(stage: StudyStage) -> None:
    object.__setattr__(stage.study.keeping.samples, "written", {})

    await stage.later(hours=10)

    assert stage.written() == []


async def test_with_the_channel_closed_the_study_goes_on_without_a_word(stage: StudyStage) -> None:
    await stage.study.keeping.samples.acts.close_channel(YOU)

    await stage.study.jump("deadline")

    assert stage.here == "Wed 09:30:00"
    assert stage.authors() == []
    assert sum(isinstance(card, ScenarioCard) for card in stage.in_channel()) == 2
