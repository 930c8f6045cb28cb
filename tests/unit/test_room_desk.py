"""How what members did reaches the core: in order, once more after a failure, and with an answer."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from adapters.web.room.desk import FORM_IS_READY, LONGEST_PAUSE, OUR_FAULT
from adapters.web.room.values import direct
from bot.domain.card_parts import Button
from bot.domain.cards import Card, Note
from bot.domain.forms import AnswerForm
from bot.domain.happenings import Action, Happening, MessagePosted
from bot.domain.mode import Privacy
from bot.errors import Defect, RetryLater, UserMustAct
from tests.fakes.rooms import PlayedRoom, played_room

FORM = AnswerForm("1", "The hailstorm", "A prompt.", "", Privacy.OPEN)


@pytest.fixture
def it() -> Iterator[PlayedRoom]:
    with played_room() as played:
        yield played


def texts(it: PlayedRoom) -> list[str]:
    return [heard.text for heard in it.heard if isinstance(heard, MessagePosted)]


def whispers(it: PlayedRoom, viewer: str = "you") -> list[Card | None]:
    return [line.card for line in it.room.lines(it.root, viewer) if line.only_for == viewer]


async def test_what_is_said_while_the_core_is_away_stands_and_is_carried_later_in_order(
    it: PlayedRoom,
) -> None:
    it.away = True
    for text in ("One.", "Two.", "Three."):
        assert await it.acts.say("you", it.root, text) is None
    assert [line.text for line in it.room.lines(it.root, "ana")] == ["One.", "Two.", "Three."]
    assert it.desk.waiting("you") == 3

    it.away = False
    await it.desk.carry_all()
    assert it.heard == []  # it pauses
    it.elapsed.now += LONGEST_PAUSE
    await it.desk.carry_all()

    assert texts(it) == ["One.", "Two.", "Three."]
    assert it.desk.waiting("you") == 0


async def test_an_act_takes_what_waits_along_before_it(it: PlayedRoom) -> None:
    it.away = True
    await it.acts.say("you", it.root, "One.")
    it.away = False
    it.answers += [None, Note("For two.")]

    assert await it.acts.say("you", it.root, "Two.") == Note("For two.")

    assert texts(it) == ["One.", "Two."]


async def test_nothing_overtakes_what_has_to_wait(it: PlayedRoom) -> None:
    it.answers += [RetryLater("Busy."), RetryLater("Busy still.")]
    await it.acts.say("you", it.root, "One.")

    await it.acts.say("you", it.root, "Two.")
    assert texts(it) == ["One.", "One."]
    it.elapsed.now += LONGEST_PAUSE
    await it.desk.carry_all()

    assert texts(it) == ["One.", "One.", "One.", "Two."]


async def test_an_outage_of_any_length_loses_nothing(it: PlayedRoom) -> None:
    it.away = True
    await it.acts.say("you", it.root, "One.")
    for _ in range(50):
        it.elapsed.now += LONGEST_PAUSE
        await it.desk.carry_all()
    assert it.desk.waiting("you") == 1

    it.away = False
    it.elapsed.now += LONGEST_PAUSE
    await it.desk.carry_all()

    assert texts(it) == ["One."]
    assert whispers(it) == []


async def test_the_same_happening_is_carried_again_under_the_same_id(it: PlayedRoom) -> None:
    it.answers.append(RetryLater("Busy.", timedelta(seconds=5)))
    await it.acts.say("you", it.root, "One.")
    it.elapsed.now += 4.9
    await it.desk.carry_all()
    assert len(it.heard) == 1

    it.elapsed.now += 0.1
    await it.desk.carry_all()

    one, again = it.heard
    assert one == again


async def test_a_member_who_has_to_wait_holds_up_nobody_else(it: PlayedRoom) -> None:
    it.answers.append(RetryLater("Busy.", timedelta(hours=1)))
    await it.acts.say("you", it.root, "One.")

    await it.acts.say("ana", it.root, "Hers.")

    assert texts(it) == ["One.", "Hers."]
    assert (it.desk.waiting("you"), it.desk.waiting("ana")) == (1, 0)


async def test_what_the_core_refuses_is_told_to_its_author_and_over(it: PlayedRoom) -> None:
    it.answers.append(UserMustAct("That can't be done. Do this."))

    card = await it.acts.say("you", it.root, "/debrief board")

    assert card == Note("That can't be done. Do this.")
    assert whispers(it) == [card]
    assert whispers(it, "ana") == []
    assert it.desk.waiting("you") == 0


async def test_a_defect_is_told_and_over(it: PlayedRoom, caplog: pytest.LogCaptureFixture) -> None:
    it.answers.append(Defect("a bug"))

    assert await it.acts.say("you", it.root, "One.") == OUR_FAULT

    assert it.desk.waiting("you") == 0
    assert "broke" in caplog.text


async def test_a_fault_that_stays_is_given_up_and_told(it: PlayedRoom) -> None:
    it.answers += [ValueError("a bug")] * 3
    await it.acts.say("you", it.root, "One.")
    assert whispers(it) == []
    for _ in range(3):
        it.elapsed.now += LONGEST_PAUSE
        await it.desk.carry_all()

    assert texts(it) == ["One."] * 3
    assert whispers(it) == [OUR_FAULT]
    assert it.desk.waiting("you") == 0


async def test_a_fault_that_passes_is_never_spoken_of(it: PlayedRoom) -> None:
    it.answers += [ValueError("a bug"), Note("All well.")]
    await it.acts.say("you", it.root, "One.")
    it.elapsed.now += LONGEST_PAUSE
    await it.desk.carry_all()

    assert whispers(it) == [Note("All well.")]


async def test_a_form_that_comes_late_is_offered_again(it: PlayedRoom) -> None:
    line = it.room.put(direct("you"), None, card=Note("", (Button(Action.ANSWER_PRIVATELY, "Answer", "1"),)))
    it.answers += [RetryLater("Busy."), FORM]
    assert await it.acts.press("you", line.ref, 0) is None

    it.elapsed.now += LONGEST_PAUSE
    await it.desk.carry_all()

    _, offer = it.room.lines(direct("you"), "you")
    assert offer.card == FORM_IS_READY


async def test_who_acts_does_not_wait_for_ever(it: PlayedRoom) -> None:
    """The core hangs; its answer is shown when it comes."""
    hangs = asyncio.Event()

    async def slow(_: Happening) -> Card:
        await hangs.wait()
        return Note("At last.")

    it.desk.take, it.desk.patience = slow, 0.01
    assert await it.acts.say("you", it.root, "/debrief board") is None
    assert it.desk.waiting("you") == 1

    hangs.set()
    await it.desk.carry_all()

    assert whispers(it) == [Note("At last.")]
    assert it.desk.waiting("you") == 0


async def test_nothing_is_carried_twice_at_once(it: PlayedRoom) -> None:
    it.away = True
    await it.acts.say("you", it.root, "One.")
    it.away, it.elapsed.now = False, LONGEST_PAUSE

    await asyncio.gather(*(it.desk.carry_all() for _ in range(5)))

    assert texts(it) == ["One."]


async def test_the_duty_carries_what_was_left_and_ends_when_it_is_told(it: PlayedRoom) -> None:
    it.away = True
    await it.acts.say("you", it.root, "One.")
    it.away, it.elapsed.now = False, LONGEST_PAUSE
    stop = asyncio.Event()

    working = asyncio.create_task(it.desk(stop))
    async with asyncio.timeout(5):
        while it.desk.waiting("you"):
            await it.room.changed_after(it.room.count)
        stop.set()
        await working

    assert texts(it) == ["One."]
