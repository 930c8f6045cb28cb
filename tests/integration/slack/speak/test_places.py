"""Every place and every card: posted, found, changed, marked and read."""

from datetime import timedelta

import pytest

from bot.domain.cards import Card, Note
from bot.domain.happenings import MessageAt
from bot.errors import BackfillRefused, ChannelGone, PrivateMessagesClosed, RetryLater
from bot.ports import InChannel
from bot.testing import FakeClock
from tests.contract.cards import a_board, every_card
from tests.fakes.slack.faults import dropped
from tests.integration.slack.speak_stage import HERE, Speaking


async def test_in_a_channel_a_thread_and_alone(stage: Speaking) -> None:
    platform = stage.slack.platform
    root = await platform.publish(stage.channel, HERE, "k1")
    reply = await platform.publish(stage.thread(root.thread_ref), Note("Below."), "k2")
    alone = await platform.publish(stage.direct, Note("For you."), "k3")
    shown = {message.ts: message for message in stage.seen()}

    assert shown[root.message_ref].words == "Here I am."
    assert root.thread_ref == root.message_ref
    assert shown[reply.message_ref].thread_ts == root.thread_ref == reply.thread_ref
    assert [message.words for message in stage.told_directly()] == ["For you."]
    assert await platform.find(stage.channel, "k1") == root
    assert await platform.find(stage.thread(root.thread_ref), "k2") == reply
    assert await platform.find(stage.direct, "k3") == alone
    assert await platform.find(stage.channel, "k2") is None
    assert await platform.find(stage.direct, "k1") is None


async def test_a_whisper_is_seen_by_one_and_never_found(stage: Speaking) -> None:
    platform = stage.slack.platform
    await platform.publish(stage.whisper(), Note("Psst."), "k1")
    (whisper,) = [
        message for message in stage.server.messages(stage.practice, stage.ada) if message.whispered
    ]
    assert whisper.words == "Psst."
    assert stage.server.messages(stage.practice, stage.server.member(stage.team, "Ben")) == []
    assert await platform.find(stage.whisper(), "k1") is None
    await platform.revise(stage.whisper(), "k1", Note("Louder."))


@pytest.mark.parametrize("card", every_card("My words."), ids=lambda card: type(card).__name__)
@pytest.mark.parametrize("where", ["channel", "thread", "direct"])
async def test_every_card_everywhere_once(stage: Speaking, card: Card, where: str) -> None:
    platform = stage.slack.platform
    root = await platform.publish(stage.channel, HERE, "root")
    place = stage.place(where, root.thread_ref)
    landed = await platform.publish(place, card, "k")
    before = [*stage.seen(), *stage.told_directly()]
    again = await platform.publish(place, card, "k")
    assert again == landed
    assert [*stage.seen(), *stage.told_directly()] == before
    assert await platform.find(place, "k") == landed


async def test_a_picture_goes_along_with_words_for_who_cannot_see_it(stage: Speaking) -> None:
    board = a_board()
    await stage.slack.platform.publish(stage.channel, board, "k")
    (file,) = [file for message in stage.seen() for file in message.files]
    assert file["alt_txt"] == board.picture.alt  # type: ignore[union-attr]  # a board has one
    assert stage.server.state.files.arrived[file["id"]] == board.picture.png  # type: ignore[union-attr]


async def test_a_revised_board_takes_its_old_picture_away(stage: Speaking) -> None:
    board = a_board()
    platform = stage.slack.platform
    await platform.publish(stage.channel, board, "k")
    for _ in range(2):
        await platform.revise(stage.channel, "k", Note("Nobody is named on this board any more."))
    assert [message.words for message in stage.seen() if message.words] == [
        "Nobody is named on this board any more."
    ]
    assert [file for message in stage.seen() for file in message.files] == []


async def test_a_revision_shrinks_and_grows(stage: Speaking) -> None:
    platform = stage.slack.platform
    long = Note("A sentence that takes up room. " * 1_500)
    await platform.publish(stage.channel, long, "k")
    parts = len(stage.seen())
    assert parts > 1
    await platform.revise(stage.channel, "k", HERE)
    assert [message.words for message in stage.seen()] == ["Here I am."]
    await platform.revise(stage.channel, "k", long)
    assert len(stage.seen()) == parts
    await platform.revise(stage.channel, "other", HERE)
    assert len(stage.seen()) == parts


async def test_a_mark_set_twice_and_taken_away_twice(stage: Speaking) -> None:
    platform = stage.slack.platform
    ts = await stage.server.posts(stage.ada, stage.practice, "My answer.")
    at = MessageAt(stage.practice.id, ts)
    for included, marks in ((True, ["memo"]), (True, ["memo"]), (False, []), (False, [])):
        await platform.mark(stage.team.id, at, included=included)
        (message,) = [m for m in stage.server.messages(stage.practice) if m.ts == ts]
        assert message.marks == marks
    await stage.server.deletes(stage.ada, stage.practice, ts)
    await platform.mark(stage.team.id, at, included=True)


async def test_a_message_is_read_as_it_was_typed(stage: Speaking) -> None:
    platform = stage.slack.platform
    typed = "I'd ask <them> & wait."
    root = await stage.server.posts(stage.ada, stage.practice, "Root.")
    reply = await stage.server.posts(stage.ada, stage.practice, typed, thread=root)
    for at in (MessageAt(stage.practice.id, reply, root), MessageAt(stage.practice.id, reply)):
        assert await platform.read(stage.team.id, at) == typed
    assert await platform.read(stage.team.id, MessageAt(stage.practice.id, root)) == "Root."
    await stage.server.deletes(stage.ada, stage.practice, reply)
    assert await platform.read(stage.team.id, MessageAt(stage.practice.id, reply, root)) is None
    assert await platform.read(stage.team.id, MessageAt(stage.practice.id, reply)) is None


async def test_what_members_wrote_since_is_read_whole(stage: Speaking, clock: FakeClock) -> None:
    platform = stage.slack.platform
    root = await platform.publish(stage.channel, HERE, "root")
    await stage.server.posts(stage.ada, stage.practice, "Before.", thread=root.thread_ref)
    gap = clock.forward(minutes=1)
    clock.forward(seconds=1)
    said = [
        await stage.server.posts(stage.ada, stage.practice, f"Word {n}", thread=root.thread_ref)
        for n in range(230)
    ]
    await platform.publish(stage.thread(root.thread_ref), Note("My own."), "own")
    await stage.server.edits(stage.ada, stage.practice, said[3], "Word three")
    await stage.server.deletes(stage.ada, stage.practice, said[5])
    found = await platform.written_since(stage.thread(root.thread_ref), gap)
    assert [one.at.message_ref for one in found] == [*said[:5], *said[6:]]
    assert found[3].text == "Word three"
    assert found[3].edited_at is not None
    assert {one.at.thread_ref for one in found} == {root.thread_ref}


async def test_a_thread_is_read_whole_though_slack_gives_a_page_a_minute(stage: Speaking) -> None:
    """As it does to apps that are distributed outside of its marketplace."""
    platform, clock = stage.slack.platform, stage.clock
    root = await platform.publish(stage.channel, HERE, "root")
    gap = clock.forward(minutes=1)
    clock.forward(seconds=1)
    said = [
        await stage.server.posts(stage.ada, stage.practice, f"Word {n}", thread=root.thread_ref)
        for n in range(40)
    ]
    stage.server.app.distributed = True
    for _ in range(10):
        try:
            found = await platform.written_since(stage.thread(root.thread_ref), gap)
            break
        except RetryLater as later:
            clock.instant += later.after
    assert [one.at.message_ref for one in found] == said
    assert stage.server.pace.refused
    assert clock.now() - gap < timedelta(minutes=6)


async def test_a_lost_reply_is_found_though_slack_gives_a_page_a_minute(stage: Speaking) -> None:
    stage.server.app.distributed = True
    stage.server.faults.call("chat.postMessage", dropped(effect=True))
    with pytest.raises(RetryLater):
        await stage.slack.platform.publish(stage.channel, HERE, "k")
    stage.clock.forward(minutes=30)
    for n in range(60):
        await stage.server.posts(stage.ada, stage.practice, f"Chatter {n}")
    assert await stage.slack.platform.find(stage.channel, "k") is not None


async def test_direct_messages_are_read_whole(stage: Speaking, clock: FakeClock) -> None:
    platform = stage.slack.platform
    await platform.publish(stage.direct, HERE, "k")
    direct, gap = stage.server.direct(stage.ada), clock.forward(minutes=1)
    clock.forward(seconds=1)
    said = [await stage.server.posts(stage.ada, direct, f"Turn {n}") for n in range(3)]
    found = await platform.written_since(stage.direct, gap)
    assert [one.at.message_ref for one in found] == said
    assert all(one.at.direct for one in found)


async def test_reading_that_is_not_allowed_says_so(stage: Speaking) -> None:
    root = await stage.slack.platform.publish(stage.channel, HERE, "root")
    scopes = tuple(scope for scope in stage.install.token.scopes if not scope.endswith(":history"))
    stage.install.token.scopes = scopes
    with pytest.raises(BackfillRefused, match="channels:history"):
        await stage.slack.platform.written_since(stage.thread(root.thread_ref), stage.clock.now())


async def test_a_channel_without_the_bot_is_gone(stage: Speaking) -> None:
    stage.practice.members.discard(stage.install.bot.id)
    with pytest.raises(ChannelGone, match="removed"):
        await stage.slack.platform.publish(stage.channel, HERE, "k")
    stage.practice.members.add(stage.install.bot.id)
    stage.practice.archived = True
    with pytest.raises(ChannelGone, match="archived"):
        await stage.slack.platform.publish(stage.channel, HERE, "k")
    with pytest.raises(ChannelGone):
        await stage.slack.platform.publish(InChannel(stage.team.id, "C0NOWHERE"), HERE, "k")


async def test_somebody_who_takes_no_messages(stage: Speaking) -> None:
    stage.ada.takes_messages = False
    with pytest.raises(PrivateMessagesClosed):
        await stage.slack.platform.publish(stage.direct, HERE, "k")
    stage.ada.takes_messages = True
    await stage.slack.platform.publish(stage.direct, HERE, "k")
    stage.ada.deleted = True
    with pytest.raises(PrivateMessagesClosed):
        await stage.slack.platform.publish(stage.direct, HERE, "k2")
