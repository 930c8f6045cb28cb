"""Where cards land on Discord: channels, threads, forums, direct messages."""

import pytest

from bot.domain.cards import Note
from bot.domain.happenings import MessageAt
from bot.errors import PrivateMessagesClosed, UserMustAct
from bot.ports import InThread
from tests.contract.cards import a_board, a_scenario, every_card
from tests.integration.discord.speak_stage import HERE, SEND, Speaking

LONG = Note("A sentence that takes up room. " * 250)


async def test_the_scenario_of_the_day_has_a_thread_in_which_members_answer(stage: Speaking) -> None:
    landed = await stage.platform.publish(stage.channel, a_scenario(), "k")
    assert landed.thread_ref == landed.message_ref
    (thread,) = stage.server.threads(stage.practice)
    assert thread.id == landed.thread_ref
    assert thread.name == "The hailstorm A prompt."
    assert thread.thread is not None
    assert thread.thread.auto_archive == 10_080
    await stage.server.posts(stage.ada, thread, "My answer.")


async def test_what_is_no_scenario_gets_its_thread_when_something_goes_there(stage: Speaking) -> None:
    landed = await stage.platform.publish(stage.channel, a_board(), "k")
    assert stage.server.threads(stage.practice) == []
    below = await stage.platform.publish(stage.thread(landed.thread_ref), HERE, "below")
    (thread,) = stage.server.threads(stage.practice)
    assert [it.id for it in stage.seen(thread)] == [below.message_ref]
    assert below.thread_ref == thread.id
    assert await stage.platform.find(stage.thread(landed.thread_ref), "below") == below


@pytest.mark.parametrize("where", ["channel", "thread", "direct"])
async def test_every_card_lands_with_what_discord_takes(stage: Speaking, where: str) -> None:
    root = await stage.platform.publish(stage.channel, a_scenario(), "root")
    place = stage.place(where, root.thread_ref)
    for number, card in enumerate(every_card("@everyone <@1> **x** https://example.org")):
        landed = await stage.platform.publish(place, card, f"card {number}")
        assert await stage.platform.find(place, f"card {number}") == landed
        await stage.platform.revise(place, f"card {number}", card)
    assert stage.server.refused == []
    assert not any(stage.server.pinged(it) for it in stage.everywhere() if it.channel.guild)


async def test_a_long_card_rings_once_and_has_its_parts_in_order(stage: Speaking) -> None:
    await stage.platform.publish(stage.channel, LONG, "k")
    sent = [call.body for call in stage.server.calls if call.route.endswith("/messages") and call.body]
    assert len(sent) > 3
    assert [bool(body["flags"] & 1 << 12) for body in sent] == [False, *[True] * (len(sent) - 1)]
    assert all(body["flags"] & 1 << 2 and body["allowed_mentions"] == {"parse": []} for body in sent)
    assert len({body["nonce"] for body in sent}) == len(sent)
    assert all(len(body["nonce"]) <= 25 and body["enforce_nonce"] for body in sent)


async def test_a_picture_comes_with_its_words(stage: Speaking) -> None:
    await stage.platform.publish(stage.channel, a_board("In words"), "k")
    (file,) = stage.seen()[-1].files
    assert file["description"] == "In words"


@pytest.mark.parametrize("tags", [(), ("General", "Debrief")])
async def test_in_a_forum_each_card_is_a_post(stage: Speaking, tags: tuple[str, ...]) -> None:
    forum = stage.server.channel(stage.guild, "days", kind="forum", tags=tags, tag_required=bool(tags))
    place = stage.within(forum)
    landed = await stage.platform.publish(place, a_scenario(), "k")
    (post,) = stage.server.threads(forum)
    assert (landed.message_ref, landed.thread_ref) == (post.id, post.id)
    assert post.thread is not None
    assert post.thread.tags == [tag["id"] for tag in forum.tags if tag["name"] == "Debrief"]
    assert await stage.platform.find(place, "k") == landed
    below = InThread(stage.guild.id, forum.id, landed.thread_ref)
    await stage.platform.publish(below, HERE, "below")
    assert [it.text for it in stage.seen(post)][-1] == "Here I am."
    long = await stage.platform.publish(place, LONG, "long")
    assert len(stage.seen(stage.at(long.thread_ref))) > 3
    await stage.platform.revise(place, "long", HERE)
    assert [it.text for it in stage.seen(stage.at(long.thread_ref))] == ["Here I am."]


async def test_a_forum_whose_tags_are_for_moderators_is_told_in_words(stage: Speaking) -> None:
    forum = stage.server.channel(stage.guild, "days", kind="forum", tag_required=True)
    with pytest.raises(UserMustAct, match="demands a tag"):
        await stage.platform.publish(stage.within(forum), a_scenario(), "k")
    assert len(await stage.refusals()) == 1


async def test_closed_direct_messages_are_told(stage: Speaking) -> None:
    stage.ada.user.takes_messages = False
    for place in (stage.direct, stage.whisper):
        with pytest.raises(PrivateMessagesClosed):
            await stage.platform.publish(place, HERE, "k")
    stage.ada.user.takes_messages = True
    stage.clock.forward(minutes=5)
    await stage.platform.publish(stage.direct, HERE, "k")
    assert [it.text for it in stage.told_directly()] == ["Here I am."]


async def test_whoever_is_in_no_server_with_us_can_not_be_written_to(stage: Speaking) -> None:
    del stage.guild.members[stage.ada.id]
    with pytest.raises(PrivateMessagesClosed, match="no server"):
        await stage.platform.publish(stage.direct, HERE, "k")


async def test_a_whisper_goes_by_direct_message_and_is_never_found(stage: Speaking) -> None:
    await stage.platform.publish(stage.whisper, HERE, "k")
    await stage.platform.publish(stage.whisper, HERE, "k")
    assert [it.text for it in stage.told_directly()] == ["Here I am."]
    assert stage.seen() == []
    assert await stage.platform.find(stage.whisper, "k") is None


async def test_marks_are_set_and_taken_away_wherever_the_message_stands(stage: Speaking) -> None:
    root = await stage.platform.publish(stage.channel, a_scenario(), "root")
    thread = stage.at(root.thread_ref)
    inside = await stage.server.posts(stage.ada, thread, "In the thread.")
    beside = await stage.server.posts(stage.ada, stage.practice, "Beside it.")
    for ref, where in ((inside, thread), (beside, stage.practice)):
        message = MessageAt(stage.practice.id, ref, where.id if where is thread else None)
        for included in (True, True, False, False):
            await stage.platform.mark(stage.guild.id, message, included=included)
            marks = next(it.marks for it in stage.server.messages(where, stage.ada) if it.id == ref)
            assert marks == (["📝"] if included else [])
        assert await stage.platform.read(stage.guild.id, message) is not None
    gone = MessageAt(stage.practice.id, str(int(inside) + 99), root.thread_ref)
    await stage.platform.mark(stage.guild.id, gone, included=True)
    assert await stage.platform.read(stage.guild.id, gone) is None


async def test_one_post_costs_one_call_when_nothing_goes_wrong(stage: Speaking) -> None:
    await stage.platform.publish(stage.channel, HERE, "k1")
    before = len(stage.server.calls)
    await stage.platform.publish(stage.channel, HERE, "k2")
    assert await stage.platform.find(stage.channel, "k2") is not None
    assert [call.route.split()[0] for call in stage.server.calls[before:]] == [SEND.split()[0]]
