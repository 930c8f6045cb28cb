"""Where something may be said in the room, and what is said of a place or a command that isn't there."""

from collections.abc import Iterator

import pytest

from adapters.web.room.values import Spot
from bot.domain.card_parts import Button
from bot.domain.cards import Note
from bot.domain.happenings import Action, FormSent
from bot.errors import UserMustAct
from tests.contract.cards import a_scenario
from tests.fakes.rooms import PlayedRoom, played_room


@pytest.fixture
def it() -> Iterator[PlayedRoom]:
    with played_room() as played:
        yield played


async def test_nothing_is_said_in_a_thread_whose_root_was_deleted(it: PlayedRoom) -> None:
    await it.acts.say("ana", it.root, "// lunch at one?")
    (root,) = it.room.lines(it.root, "ana")
    thread = Spot(it.room.channel, root.ref)
    await it.acts.say("you", thread, "// yes")
    await it.acts.delete("ana", root.ref)
    heard = len(it.heard)

    for text in ("// I'll be late", "/debrief help"):
        with pytest.raises(UserMustAct, match="was deleted, so nothing was sent"):
            await it.acts.say("you", thread, text)

    assert [line.text for line in it.room.lines(thread, "you")] == ["// yes"]
    assert len(it.heard) == heard


async def test_a_command_of_nobodys_is_named_by_its_beginning(it: PlayedRoom) -> None:
    with pytest.raises(UserMustAct) as refused:
        await it.acts.say("you", it.root, "/" + "a" * 19_000)

    assert "/aaa" in refused.value.message
    assert "a" * 40 not in refused.value.message
    assert "…" in refused.value.message


@pytest.mark.parametrize("post", ["2", "", "x" * 5000, "1/0", "00000000-0000-0000-0000-000000000000"])
async def test_a_form_for_no_scenario_of_the_room_is_refused(it: PlayedRoom, post: str) -> None:
    it.room.put(it.root, None, card=a_scenario())
    it.room.put(it.root, None, card=Note("Hers.", (Button(Action.HINT, "Hint", "2"),)))

    with pytest.raises(UserMustAct, match="isn't in this room, so nothing was sent"):
        await it.acts.fill("you", post, "In private.", shown_at=it.root)

    assert it.heard == []
    assert not it.desk.waiting("you")


async def test_a_form_for_an_earlier_scenario_is_for_the_core_to_judge(it: PlayedRoom) -> None:
    it.room.put(it.root, None, card=a_scenario("Yesterday's."))
    it.clock.forward(days=30)

    await it.acts.fill("you", "1", "Late, and in private.")

    (heard,) = it.heard
    assert isinstance(heard, FormSent)
    assert heard.text == "Late, and in private."
