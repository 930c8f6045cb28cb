"""The clock of a round that somebody plays alone: the same limits as in a chat."""

from datetime import timedelta

import pytest

from bot.domain.ids import ScenarioId
from bot.domain.round import MOST_OF_A_TURN
from bot.domain.round_kinds import FORMATS, Kind
from bot.grading.grader import AutomaticGrader
from bot.library.library import Library
from bot.practice.rounds.alone import LoneRound
from bot.practice.rounds.alone_packet import lone_packet

SAID = "I would stop automatic refusals within the hour, because a family in the rain can't wait for us."
LONG = timedelta(minutes=50)


@pytest.fixture
def played(library: Library) -> LoneRound:
    return LoneRound(FORMATS[Kind.DESIGN], library.get(ScenarioId("the-hailstorm")), grader=AutomaticGrader())


def notes(it: LoneRound) -> tuple[str, ...]:
    card = it.card()
    assert card is not None
    return card.notes


async def test_a_card_says_how_much_time_is_left(played: LoneRound) -> None:
    assert notes(played) == ()
    await played.answer(SAID, timedelta(minutes=7, seconds=30))
    assert notes(played) == ("53 of 60 minutes left.",)
    await played.answer("Is there a budget?", timedelta(minutes=1))
    assert notes(played) == ("52 of 60 minutes left.",)


async def test_the_turn_in_which_time_runs_out_is_the_last(played: LoneRound) -> None:
    turns = 0
    while played.question is not None:
        await played.answer(SAID, LONG)
        turns += 1
    assert turns == FORMATS[Kind.DESIGN].time // MOST_OF_A_TURN == 3, "lunch counts as no talk"
    assert "Time was up: 60 minutes of talking, at question 3 of 5." in lone_packet(played).notes


async def test_where_nobody_holds_a_clock_all_questions_come(played: LoneRound) -> None:
    while played.question is not None:
        await played.answer(SAID)
        card = played.card()
        assert card is None or card.notes == ()
    assert not any("Time was up" in note for note in lone_packet(played).notes)
    assert played.number == FORMATS[Kind.DESIGN].turns
