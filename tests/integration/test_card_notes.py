"""What the card of the day says is unusual about it."""

import pytest

from adapters.main import House
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage, first_day

LATE = "Posted late: I was away. The deadline is the usual one."


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    return await first_day(house, clock, platform)


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
