"""What the next-step line goes by: what stands in the room for its reader."""

from collections.abc import Iterator

import pytest

from adapters.web.room.values import Spot
from adapters.web.study.next_step import PRESS_GRADE_ME, READ_AND_ANSWER, facts_of, next_step
from tests.contract.cards import a_scenario
from tests.fakes.rooms import PlayedRoom, played_room


@pytest.fixture
def it() -> Iterator[PlayedRoom]:
    with played_room() as room:
        yield room


def said(it: PlayedRoom, *, counted: bool) -> str:
    """A message in the newest scenario's thread."""
    thread = it.room.lines(it.root, "you")[-1].ref
    line = it.room.put(Spot(it.room.channel, thread), "you", text="I would stop it.")
    it.room.alter(line.ref, counted=counted)
    return line.ref


def test_what_debrief_doesnt_count_is_no_answer(it: PlayedRoom) -> None:
    it.room.put(it.root, None, card=a_scenario())

    ref = said(it, counted=False)
    assert next_step(facts_of(it.room, "you")).text == READ_AND_ANSWER

    it.room.alter(ref, counted=True)
    assert next_step(facts_of(it.room, "you")).text == PRESS_GRADE_ME.format(10)
    assert next_step(facts_of(it.room, "you", quiet=25)).text == PRESS_GRADE_ME.format(25)


def test_an_answer_to_an_earlier_scenario_is_none_to_the_newest(it: PlayedRoom) -> None:
    it.room.put(it.root, None, card=a_scenario())
    said(it, counted=True)
    it.clock.forward(days=1)
    it.room.put(it.root, None, card=a_scenario("Tomorrow's."))

    assert next_step(facts_of(it.room, "you")).text == READ_AND_ANSWER
