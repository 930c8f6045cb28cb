"""Buttons, forms and whispers in the room: they do what they say, for whom they stand there."""

from collections.abc import Iterator

import pytest

from adapters.web.room.values import Line, Spot
from bot.domain.card_parts import Button
from bot.domain.cards import Note
from bot.domain.forms import AnswerForm
from bot.domain.happenings import Action, ButtonPressed, FormSent
from bot.domain.mode import Privacy
from bot.errors import UserMustAct
from tests.contract.cards import a_scenario
from tests.fakes.rooms import PlayedRoom, played_room

FORM = AnswerForm("1", "The hailstorm", "A prompt.", "", Privacy.OPEN)
TWO_BUTTONS = Note("Choose.", (Button(Action.HINT, "Hint", "1"), Button(Action.GRADE_ME, "Grade me", "1")))


@pytest.fixture
def it() -> Iterator[PlayedRoom]:
    with played_room() as played:
        yield played


def only(it: PlayedRoom, spot: Spot, viewer: str = "you") -> Line:
    (line,) = it.room.lines(spot, viewer)
    return line


async def test_a_button_does_what_it_says_where_it_stands(it: PlayedRoom) -> None:
    line = it.room.put(it.root, None, card=TWO_BUTTONS)
    it.answers.append(Note("Reading it."))

    card = await it.acts.press("you", line.ref, 1, label="Grade me", shown_at=Spot(it.room.channel, line.ref))

    (heard,) = it.heard
    assert isinstance(heard, ButtonPressed)
    assert (heard.action, heard.subject, heard.account.ref) == (Action.GRADE_ME, "1", "you")
    assert card == Note("Reading it.")
    assert only(it, Spot(it.room.channel, line.ref)).card == card


async def test_a_whispered_button_works_for_whom_it_was_whispered_to(it: PlayedRoom) -> None:
    line = it.room.put(it.root, None, card=TWO_BUTTONS, only_for="you")

    await it.acts.press("you", line.ref, 0)
    with pytest.raises(UserMustAct, match="button is gone"):
        await it.acts.press("ana", line.ref, 0)

    assert len(it.heard) == 1


async def test_a_button_that_is_gone_says_so(it: PlayedRoom) -> None:
    line = it.room.put(it.root, None, card=TWO_BUTTONS)
    it.room.alter(line.ref, card=Note("Closed.", (Button(Action.MY_DEBRIEF, "My debrief", "1"),)))

    for number, label in ((1, None), (-1, None), (0, "Hint")):
        with pytest.raises(UserMustAct, match="button is gone"):
            await it.acts.press("you", line.ref, number, label=label)
    with pytest.raises(UserMustAct, match="button is gone"):
        await it.acts.press("you", "no-such-line", 0)

    assert it.heard == []


async def test_a_form_opens_for_whoever_asked_and_stands_nowhere(it: PlayedRoom) -> None:
    line = it.room.put(it.root, None, card=TWO_BUTTONS)
    it.answers.append(FORM)

    assert await it.acts.press("you", line.ref, 0) == FORM
    assert it.room.lines(it.root, "you") == (line,)


async def test_a_form_is_sent_and_answered_in_its_scenarios_thread(it: PlayedRoom) -> None:
    root = it.room.put(it.root, None, card=a_scenario())
    it.answers.append(Note("Kept."))

    assert await it.acts.fill("you", "1", "In private.") == Note("Kept.")

    (heard,) = it.heard
    assert isinstance(heard, FormSent)
    assert (heard.post, heard.text) == ("1", "In private.")
    assert only(it, Spot(it.room.channel, root.ref)).only_for == "you"


async def test_a_whisper_is_put_away_by_whom_it_was_for(it: PlayedRoom) -> None:
    whisper = it.room.put(it.root, None, card=Note("psst"), only_for="you")
    public = it.room.put(it.root, None, card=Note("to all"))

    for member, ref in (("ana", whisper.ref), ("you", public.ref)):
        with pytest.raises(UserMustAct):
            await it.acts.dismiss(member, ref)
    await it.acts.dismiss("you", whisper.ref)

    assert only(it, it.root) == public
