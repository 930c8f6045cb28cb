"""Cards that land, are found again, and are refused."""

import pytest

from bot.domain.cards import Note
from bot.errors import ChannelGone, PrivateMessagesClosed, RetryLater
from bot.ports import Direct, InChannel, InThread, Place, Whispered
from tests.contract.cards import every_card
from tests.contract.stage import Stage

HOSTILE = (
    "[bold]x[/] [/] [link=http://a.b] </div> <script>alert(1)</script> <@U1> <!channel> @everyone\n"
    "```\n\x1b[2J\x1b]0;title\x07 \x9b31m \r over \u202eback \u2066in \ufeff \u200b \U000e0041 "
    "*b* _i_ `c` \\ %s {0} &amp; \U0001f469\u200d\U0001f680 0̸̧̨"
)


async def thread(stage: Stage) -> InThread:
    posted = await stage.platform.publish(in_channel(stage), Note("The scenario of the day."), "a-post")
    return InThread(stage.installation_ref, stage.channel_ref, posted.thread_ref)


def in_channel(stage: Stage) -> InChannel:
    return InChannel(stage.installation_ref, stage.channel_ref)


async def a_place(stage: Stage, kind: str) -> Place:
    ana = stage.account("U1", "Ana")
    match kind:
        case "channel":
            return in_channel(stage)
        case "thread":
            return await thread(stage)
        case "direct":
            return Direct(stage.installation_ref, ana)
        case _:
            return Whispered(stage.installation_ref, stage.channel_ref, None, ana)


@pytest.mark.parametrize("kind", ["channel", "thread", "direct", "whisper"])
async def test_a_card_can_be_read_where_it_was_put_and_nowhere_else(stage: Stage, kind: str) -> None:
    place = await a_place(stage, kind)
    elsewhere: list[Place] = [
        in_channel(stage),
        Direct(stage.installation_ref, stage.account("U2", "Ben")),
        Whispered(stage.installation_ref, stage.channel_ref, None, stage.account("U2", "Ben")),
    ]

    published = await stage.platform.publish(place, Note("Only here."), "note-1")

    assert published.message_ref
    assert published.thread_ref
    assert sum("Only here." in text for text in await stage.shown(place)) == 1
    for other in elsewhere:
        if other != place:
            assert not any("Only here." in text for text in await stage.shown(other))


@pytest.mark.parametrize("kind", ["channel", "thread", "direct"])
async def test_a_post_is_found_by_its_key(stage: Stage, kind: str) -> None:
    place = await a_place(stage, kind)
    one = await stage.platform.publish(place, Note("One."), "note-1")
    two = await stage.platform.publish(place, Note("Two."), "note-2")

    assert await stage.platform.find(place, "note-1") == one
    assert await stage.platform.find(place, "note-2") == two
    assert await stage.platform.find(place, "note-3") is None


@pytest.mark.parametrize("kind", ["channel", "thread", "direct"])
async def test_a_card_that_landed_although_its_publish_raised_is_found(stage: Stage, kind: str) -> None:
    place = await a_place(stage, kind)
    await stage.lose_the_next_reply()

    with pytest.raises(RetryLater):
        await stage.platform.publish(place, Note("Landed."), "note-1")

    found = await stage.platform.find(place, "note-1")
    assert found is not None
    assert found.message_ref
    assert sum("Landed." in text for text in await stage.shown(place)) == 1


async def test_a_key_is_looked_for_in_its_own_place_only(stage: Stage) -> None:
    await stage.platform.publish(in_channel(stage), Note("One."), "note-1")

    assert await stage.platform.find(Direct(stage.installation_ref, stage.account("U1")), "note-1") is None


async def test_a_direct_message_is_found_by_whoever_the_account_is_called_now(stage: Stage) -> None:
    before, now = stage.account("U1", "Ana"), stage.account("U1", "Ana M.")
    published = await stage.platform.publish(Direct(stage.installation_ref, before), Note("One."), "note-1")

    assert await stage.platform.find(Direct(stage.installation_ref, now), "note-1") == published


async def test_a_whisper_is_never_found(stage: Stage) -> None:
    place = await a_place(stage, "whisper")
    await stage.platform.publish(place, Note("Psst."), "note-1")

    assert await stage.platform.find(place, "note-1") is None


async def test_closed_direct_messages_are_told_and_leave_nothing(stage: Stage) -> None:
    ana, ben = stage.account("U1", "Ana"), stage.account("U2", "Ben")
    await stage.close_direct_messages(ana)
    hers, his = Direct(stage.installation_ref, ana), Direct(stage.installation_ref, ben)

    with pytest.raises(PrivateMessagesClosed):
        await stage.platform.publish(hers, Note("Not to be read."), "note-1")

    assert await stage.platform.find(hers, "note-1") is None
    assert await stage.shown(hers) == []
    await stage.platform.publish(his, Note("To Ben."), "note-2")
    assert len(await stage.shown(his)) == 1


async def test_what_is_whispered_past_closed_direct_messages_is_read_or_refused(stage: Stage) -> None:
    await stage.close_direct_messages(stage.account("U1", "Ana"))
    place = await a_place(stage, "whisper")

    try:
        await stage.platform.publish(place, Note("Psst."), "note-1")
        read = 1
    except PrivateMessagesClosed:
        read = 0

    assert len(await stage.shown(place)) == read


@pytest.mark.parametrize("kind", ["channel", "thread"])
async def test_a_channel_that_is_gone_is_told(stage: Stage, kind: str) -> None:
    place = await a_place(stage, kind)
    before = await stage.shown(place)
    await stage.remove_channel()

    with pytest.raises(ChannelGone):
        await stage.platform.publish(place, Note("Into the void."), "note-1")

    assert await stage.shown(place) == before


async def test_what_is_whispered_in_a_channel_that_is_gone_is_read_or_refused(stage: Stage) -> None:
    place = await a_place(stage, "whisper")
    await stage.remove_channel()

    try:
        await stage.platform.publish(place, Note("Psst."), "note-1")
        read = 1
    except ChannelGone:
        read = 0

    assert len(await stage.shown(place)) == read


@pytest.mark.parametrize("kind", ["channel", "thread", "direct"])
async def test_every_card_lands_whatever_its_texts_hold(stage: Stage, kind: str) -> None:
    place = await a_place(stage, kind)
    before = len(await stage.shown(place))
    cards = every_card(HOSTILE)

    for number, card in enumerate(cards):
        await stage.platform.publish(place, card, f"card-{number}")

    assert len(await stage.shown(place)) == before + len(cards)


async def test_the_words_of_a_card_are_on_it(stage: Stage) -> None:
    for number, card in enumerate(every_card("blackbird")):
        await stage.platform.publish(in_channel(stage), card, f"card-{number}")

    assert all("blackbird" in text for text in await stage.shown(in_channel(stage)))
