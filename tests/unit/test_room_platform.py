"""The room as the core speaks to it, beyond what the contract asks of every platform."""

import pytest

from adapters.web.room.values import Spot, direct
from bot.domain.cards import Note
from bot.domain.happenings import Account, MessageAt
from bot.errors import PrivateMessagesClosed
from bot.ports import Direct, InChannel, InThread, Place, Whispered
from tests.fakes.rooms import ANA, YOU, PlayedRoom, played_room

HERE = "study-room", "daily-practice"
PLACES: list[Place] = [
    InChannel(*HERE),
    InThread(*HERE, "a-thread"),
    Direct(HERE[0], YOU.account),
    Whispered(*HERE, None, YOU.account),
    Whispered(*HERE, "a-thread", YOU.account),
]


def cards(it: PlayedRoom, viewer: str = "you") -> list[object]:
    return [line.card for line in it.room.changed_since(0, viewer) if not line.gone]


@pytest.mark.parametrize("place", PLACES, ids=repr)
async def test_a_key_stands_once_at_a_place(place: Place) -> None:
    with played_room() as it:
        first = await it.platform.publish(place, Note("One."), "key")
        again = await it.platform.publish(place, Note("One, sent again."), "key")

        assert first == again
        assert cards(it) == [Note("One.")]


async def test_the_same_key_at_other_places_is_another_card() -> None:
    with played_room() as it:
        hers = Whispered(*HERE, None, ANA.account)
        for place in (*PLACES, hers):
            await it.platform.publish(place, Note("One."), "key")

        assert len(cards(it)) == len(PLACES)
        assert len(it.room.lines_by_ref) == len(PLACES) + 1


async def test_a_whisper_that_was_put_away_does_not_come_back() -> None:
    with played_room() as it:
        place = PLACES[3]
        landed = await it.platform.publish(place, Note("Psst."), "key")
        await it.acts.dismiss("you", landed.message_ref)

        await it.platform.publish(place, Note("Psst."), "key")

        assert cards(it) == []


async def test_replies_to_a_card_in_a_thread_go_to_that_thread() -> None:
    with played_room() as it:
        landed = await it.platform.publish(InThread(*HERE, "a-thread"), Note("One."), "key")

        assert landed.thread_ref == "a-thread"
        assert landed.message_ref != "a-thread"


async def test_a_revision_without_a_difference_wakes_nobody() -> None:
    with played_room() as it:
        await it.platform.publish(PLACES[0], Note("One."), "key")
        before = it.room.count

        await it.platform.revise(PLACES[0], "key", Note("One."))

        assert it.room.count == before


async def test_somebody_who_is_not_in_the_room_gets_nothing() -> None:
    with played_room() as it:
        stranger = Direct(HERE[0], Account("web", "", "mallory"))
        with pytest.raises(PrivateMessagesClosed):
            await it.platform.publish(stranger, Note("One."), "key")

        assert it.room.lines_by_ref == {}


async def test_only_members_words_are_read_and_marked() -> None:
    with played_room() as it:
        card = await it.platform.publish(PLACES[0], Note("One."), "key")
        await it.acts.say("you", direct("you"), "In private.")
        (private,) = it.room.lines(direct("you"), "you")

        assert await it.platform.read(HERE[0], MessageAt(HERE[1], card.message_ref)) is None
        assert await it.platform.read(HERE[0], MessageAt(HERE[1], private.ref)) is None
        assert await it.platform.read(HERE[0], MessageAt("direct-you", private.ref)) == "In private."
        await it.platform.mark(HERE[0], MessageAt(HERE[1], card.message_ref), included=True)
        assert not any(line.counted for line in it.room.lines(Spot(HERE[1]), "you"))
