"""What the next-step line goes by: what stands in the room for its reader."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.web.room.acts import form_sent
from adapters.web.room.values import Spot
from adapters.web.study.next_step import (
    IT_IS_READ,
    PRESS_GRADE_ME,
    READ_AND_ANSWER,
    facts_of,
    next_step,
    note_what_was_seen,
)
from bot.domain.cards import SheetCard
from bot.practice.senior_notes import TITLE
from bot.practice.waiting_words import IN_HAND
from tests.contract.cards import a_board, a_scenario
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


def test_whoever_has_asked_for_a_debrief_isnt_told_to_ask(it: PlayedRoom) -> None:
    it.room.put(it.root, None, card=a_scenario())
    said(it, counted=True)
    thread = Spot(it.room.channel, it.room.lines(it.root, "you")[-1].ref)
    it.room.put(thread, None, card=IN_HAND, only_for="you")
    assert next_step(facts_of(it.room, "you")).text == IT_IS_READ

    said(it, counted=True)
    assert next_step(facts_of(it.room, "you")).text == PRESS_GRADE_ME.format(10)


def test_an_answer_to_an_earlier_scenario_is_none_to_the_newest(it: PlayedRoom) -> None:
    it.room.put(it.root, None, card=a_scenario())
    said(it, counted=True)
    it.clock.forward(days=1)
    it.room.put(it.root, None, card=a_scenario("Tomorrow's."))

    assert next_step(facts_of(it.room, "you")).text == READ_AND_ANSWER


def test_a_scenario_waits_while_it_is_open_and_unanswered(it: PlayedRoom) -> None:
    card = replace(a_scenario(), deadline=it.clock.now() + timedelta(days=1))
    root = it.room.put(it.root, None, card=card)
    facts = facts_of(it.room, "you")
    assert (facts.waits, facts.title, facts.last_closed) == (True, card.title, None)

    it.room.keep_setting(form_sent("1", "you"), "yes")
    assert not facts_of(it.room, "you").waits
    assert facts_of(it.room, "ana").waits

    it.clock.forward(days=1)
    facts = facts_of(it.room, "ana")
    assert (facts.waits, facts.last_closed) == (False, root.ref)


def test_an_answer_from_the_channel_is_one(it: PlayedRoom) -> None:
    it.room.put(it.root, None, card=a_scenario())
    line = it.room.put(it.root, "you", text="I would stop it.")
    assert not facts_of(it.room, "you").has_written

    it.room.alter(line.ref, counted=True)

    assert facts_of(it.room, "you").has_written
    assert not facts_of(it.room, "ana").has_written


def test_a_board_that_was_asked_for_isnt_the_weeks(it: PlayedRoom) -> None:
    it.room.put(it.root, None, card=a_board(), only_for="you")
    facts = facts_of(it.room, "you")
    assert (facts.board_seen, facts.weekly_board) == (True, False)

    it.room.put(it.root, None, card=a_board())

    assert facts_of(it.room, "you").weekly_board


def test_senior_notes_that_were_put_away_were_seen(it: PlayedRoom) -> None:
    sheet = it.room.put(it.root, None, card=SheetCard("Something else", ()), only_for="you")
    assert not facts_of(it.room, "you").senior_seen

    it.room.alter(sheet.ref, card=SheetCard(TITLE, ()))
    note_what_was_seen(it.room)
    it.room.alter(sheet.ref, card=None, gone=True)

    assert facts_of(it.room, "you").senior_seen
