"""What the card of the day says is unusual about it."""

from dataclasses import replace

import pytest

from adapters.configured.models import with_grader
from adapters.main import Parts
from adapters.main import house as wired
from adapters.settings import Settings
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage, first_day

LATE = "Posted late: I was away. The deadline is the usual one."


@pytest.mark.parametrize(
    ("back_at", "notes"),
    [("Tue 09:00", ()), ("Tue 09:05", ()), ("Tue 09:05:01", (LATE,)), ("Tue 14:59", (LATE,))],
)
async def test_a_delay_that_can_be_noticed_is_said(
    stage: Stage, back_at: str, notes: tuple[str, ...]
) -> None:
    await stage.at(back_at)
    card = stage.posts["Tue"].card
    assert card.notes == notes
    assert card.deadline == stage.instant("Wed 09:00")


async def test_a_day_that_was_missed_is_told_on_the_next_card_alone(stage: Stage) -> None:
    await stage.at("Wed 09:00")
    missed = "Tuesday 31 March was skipped: I was away at its time for too long to catch up."
    (note,) = stage.posts["Wed"].card.notes
    assert note.startswith(missed)
    await stage.at("Thu 09:00")
    assert stage.posts["Thu"].card.notes == ()


async def test_where_answers_go_is_said_before_anybody_answers(
    database_url: str, clock: FakeClock, platform: FakePlatform, parts: Parts
) -> None:
    told = "Answers are read by the model clerk (http://127.0.0.1:9/v1); no name goes along."
    async with wired(database_url, replace(parts, read_by=told)) as house:
        stage = await first_day(house, clock, platform)
        assert stage.posts["Mon"].card.read_by == told


async def test_with_no_model_answers_go_nowhere(stage: Stage) -> None:
    assert stage.posts["Mon"].card.read_by == ""


async def test_both_endpoints_are_named_to_members() -> None:
    settings = Settings(
        OPENAI_BASE_URL="http://127.0.0.1:9/v1",
        DEBRIEF_MODEL="clerk",
        DEBRIEF_SECOND_MODEL="deputy",
        DEBRIEF_SECOND_BASE_URL="https://elsewhere.example/v1?key=secret",
    )
    by_two = with_grader(Parts(), settings)
    assert by_two.closing is not None
    await by_two.closing()
    assert by_two.read_by == (
        "Answers are read by the model clerk (http://127.0.0.1:9/v1) or the model deputy "
        "(https://elsewhere.example/v1); no name goes along."
    )
