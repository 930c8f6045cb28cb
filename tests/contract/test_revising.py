"""Cards that are shown anew in place of earlier ones."""

import pytest

from bot.domain.card_parts import SealedAnswer
from bot.domain.cards import Note, RevealCard
from bot.errors import ChannelGone, PrivateMessagesClosed, RetryLater
from bot.ports import Direct, InChannel, InThread, Place
from tests.contract.stage import Stage

BOTH = RevealCard(
    "The hailstorm", (SealedAnswer("Ana", "Stop it."), SealedAnswer("Ben", "Tell them.")), held=0, hidden=0
)
ONE = RevealCard("The hailstorm", (SealedAnswer("Ben", "Tell them."),), held=0, hidden=0)
NONE = RevealCard("The hailstorm", (), held=0, hidden=0)


async def a_place(stage: Stage, kind: str) -> Place:
    channel = InChannel(stage.installation_ref, stage.channel_ref)
    match kind:
        case "channel":
            return channel
        case "thread":
            posted = await stage.platform.publish(channel, Note("The scenario of the day."), "a-post")
            return InThread(stage.installation_ref, stage.channel_ref, posted.thread_ref)
        case _:
            return Direct(stage.installation_ref, stage.account("U1", "Ana"))


PLACES = pytest.mark.parametrize("kind", ["channel", "thread", "direct"])


@PLACES
async def test_the_new_card_stands_where_the_old_one_stood(stage: Stage, kind: str) -> None:
    place = await a_place(stage, kind)
    before = await stage.platform.publish(place, BOTH, "reveal-1")
    await stage.platform.publish(place, Note("Something later."), "note-1")

    await stage.platform.revise(place, "reveal-1", ONE)

    shown = await stage.shown(place)
    assert [("Ben" in text, "Ana" in text, "later" in text) for text in shown] == [
        (True, False, False),
        (False, False, True),
    ]
    assert await stage.platform.find(place, "reveal-1") == before


@PLACES
async def test_revising_again_changes_nothing_more(stage: Stage, kind: str) -> None:
    place = await a_place(stage, kind)
    await stage.platform.publish(place, BOTH, "reveal-1")
    await stage.platform.revise(place, "reveal-1", NONE)
    once = await stage.shown(place)

    await stage.platform.revise(place, "reveal-1", NONE)

    assert await stage.shown(place) == once
    assert not any("Ana" in text for text in once)


@PLACES
async def test_what_never_landed_is_not_posted_by_a_revision(stage: Stage, kind: str) -> None:
    place = await a_place(stage, kind)
    before = await stage.shown(place)

    await stage.platform.revise(place, "reveal-1", ONE)

    assert await stage.shown(place) == before
    assert await stage.platform.find(place, "reveal-1") is None


async def test_a_revision_reaches_its_own_place_only(stage: Stage) -> None:
    here = await a_place(stage, "channel")
    there = await a_place(stage, "direct")
    for place in (here, there):
        await stage.platform.publish(place, BOTH, "reveal-1")

    await stage.platform.revise(here, "reveal-1", ONE)

    assert not any("Ana" in text for text in await stage.shown(here))
    assert any("Ana" in text for text in await stage.shown(there))


async def test_a_card_of_another_kind_may_take_the_place(stage: Stage) -> None:
    place = await a_place(stage, "channel")
    await stage.platform.publish(place, BOTH, "reveal-1")

    await stage.platform.revise(place, "reveal-1", Note("Nobody is named here."))

    (shown,) = await stage.shown(place)
    assert "Nobody is named here." in shown
    assert "Ana" not in shown


async def test_a_revision_that_landed_although_it_raised_stands(stage: Stage) -> None:
    place = await a_place(stage, "channel")
    await stage.platform.publish(place, BOTH, "reveal-1")
    await stage.lose_the_next_reply()

    with pytest.raises(RetryLater):
        await stage.platform.revise(place, "reveal-1", ONE)

    assert not any("Ana" in text for text in await stage.shown(place))


async def test_a_channel_that_is_gone_is_told(stage: Stage) -> None:
    place = await a_place(stage, "thread")
    await stage.platform.publish(place, BOTH, "reveal-1")
    await stage.remove_channel()

    with pytest.raises(ChannelGone):
        await stage.platform.revise(place, "reveal-1", ONE)


async def test_a_card_to_whoever_closed_their_direct_messages_since_is_changed_or_that_is_told(
    stage: Stage,
) -> None:
    place = await a_place(stage, "direct")
    await stage.platform.publish(place, BOTH, "reveal-1")
    await stage.close_direct_messages(stage.account("U1", "Ana"))

    try:
        await stage.platform.revise(place, "reveal-1", ONE)
        shows_ana = False
    except PrivateMessagesClosed:
        shows_ana = True

    (shown,) = await stage.shown(place)
    assert ("Ana" in shown) is shows_ana


@pytest.mark.parametrize("kind", ["channel", "direct"])
async def test_what_never_landed_is_let_be_wherever_nothing_can_be_written_any_more(
    stage: Stage, kind: str
) -> None:
    place = await a_place(stage, kind)
    await stage.close_direct_messages(stage.account("U1", "Ana"))
    await stage.remove_channel()

    await stage.platform.revise(place, "reveal-1", ONE)

    assert await stage.platform.find(place, "reveal-1") is None
