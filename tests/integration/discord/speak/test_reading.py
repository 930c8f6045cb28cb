"""What members wrote is read as it stands; who is in a channel, and where a group can live."""

from datetime import timedelta

import pytest

from bot.domain.cards import FileCard
from bot.errors import RetryLater, UserMustAct
from bot.ports import InThread
from tests.contract.cards import a_scenario
from tests.integration.discord.speak_stage import HERE, HISTORY, Speaking, account

HOUR = timedelta(hours=1)
MIB = 1024 * 1024


async def test_a_thread_is_read_as_it_stands(stage: Speaking) -> None:
    root = await stage.platform.publish(stage.channel, a_scenario(), "root")
    place, thread = stage.thread(root.thread_ref), stage.at(root.thread_ref)
    await stage.platform.publish(place, HERE, "mine")
    stage.clock.forward(minutes=1)
    first = await stage.server.posts(stage.ada, thread, f"<@{stage.ada.id}> I would stop it.")
    gone = await stage.server.posts(stage.ada, thread, "Not this.")
    stage.clock.forward(minutes=1)
    last = await stage.server.replies(stage.ada, thread, first, "And tell them.")
    stage.clock.forward(minutes=1)
    await stage.server.edits(stage.ada, thread, first, "I would stop it at once.")
    await stage.server.deletes(stage.ada, thread, gone)
    await stage.server.unfurls(thread, last)
    one, two = await stage.platform.written_since(place, stage.clock.now() - HOUR)
    assert (one.at.message_ref, one.at.thread_ref, one.at.channel_ref) == (
        first,
        thread.id,
        stage.practice.id,
    )
    assert one.text == "I would stop it at once."
    assert one.edited_at == stage.clock.now()
    assert one.author == account(stage.ada)
    assert (two.at.message_ref, two.edited_at, two.opening.value) == (last, None, "plain")


async def test_a_long_thread_takes_several_visits_and_is_read_once(stage: Speaking) -> None:
    root = await stage.platform.publish(stage.channel, a_scenario(), "root")
    thread, since, as_of = stage.at(root.thread_ref), stage.clock.now() - HOUR, stage.clock.now()
    for n in range(1_250):
        await stage.server.posts(stage.ada, thread, f"Line {n}")
    place = stage.thread(root.thread_ref)
    with pytest.raises(RetryLater):
        await stage.platform.written_since(place, since, as_of)
    found = await stage.platform.written_since(place, since, as_of)
    assert [one.text for one in found] == [f"Line {n}" for n in range(1_250)]
    assert stage.calls(HISTORY) == 13
    assert len(await stage.platform.written_since(place, since, as_of)) == 1_250
    assert stage.calls(HISTORY) == 13


async def test_direct_messages_are_read(stage: Speaking) -> None:
    await stage.platform.publish(stage.direct, HERE, "k")
    said = await stage.server.posts(stage.ada, stage.server.direct(stage.ada), "To you.")
    (read,) = await stage.platform.written_since(stage.direct, stage.clock.now() - HOUR)
    assert (read.at.message_ref, read.at.direct, read.at.thread_ref) == (said, True, None)
    assert await stage.platform.read(stage.guild.id, read.at) == "To you."


async def test_in_a_forum_answers_are_read_below_their_post(stage: Speaking) -> None:
    forum = stage.server.channel(stage.guild, "days", kind="forum")
    landed = await stage.platform.publish(stage.within(forum), a_scenario(), "k")
    said = await stage.server.posts(stage.ada, stage.at(landed.thread_ref), "Mine.")
    place = InThread(stage.guild.id, forum.id, landed.thread_ref)
    (read,) = await stage.platform.written_since(place, stage.clock.now() - HOUR)
    assert (read.at.channel_ref, read.at.thread_ref, read.at.message_ref) == (
        forum.id,
        landed.thread_ref,
        said,
    )
    await stage.platform.mark(stage.guild.id, read.at, included=True)


async def test_who_sees_a_channel_is_in_it(stage: Speaking) -> None:
    where = stage.guild.id, stage.practice.id
    ben = stage.server.member(stage.guild, "Ben")
    stage.server.permits(stage.practice, ben, deny=["view_channel"])
    assert await stage.platform.is_in(*where, account(stage.ada)) is True
    assert await stage.platform.is_in(*where, account(ben)) is False
    del stage.guild.members[stage.ada.id]
    stage.clock.forward(minutes=2)
    assert await stage.platform.is_in(*where, account(stage.ada)) is False


async def test_a_home_needs_permissions_which_are_named(stage: Speaking) -> None:
    here = stage.guild.id, stage.practice.id, account(stage.ada)
    await stage.platform.check_home(*here)
    bot = stage.server.bot_of(stage.guild)
    stage.server.permits(stage.practice, bot, deny=["create_public_threads", "add_reactions"])
    stage.clock.forward(minutes=2)
    with pytest.raises(UserMustAct, match="“Create Public Threads” and “Add Reactions” in this channel"):
        await stage.platform.check_home(*here)
    stage.server.permits(stage.practice, bot, deny=["view_channel"])
    with pytest.raises(UserMustAct, match="can't see this channel"):
        await stage.platform.check_home(*here)
    voice = stage.server.channel(stage.guild, "loud", kind="voice")
    with pytest.raises(UserMustAct, match="text channel or a forum"):
        await stage.platform.check_home(stage.guild.id, voice.id, account(stage.ada))


async def test_a_file_that_is_too_large_is_told_to_the_member(stage: Speaking) -> None:
    card = FileCard("all.json", "application/json", b"x" * (11 * MIB), "All of it.")
    await stage.platform.publish(stage.direct, card, "k")
    said = stage.told_directly()
    assert [bool(it.files) for it in said] == [False, False]
    assert "11 MB" in said[1].text
    assert await stage.platform.find(stage.direct, "k") is not None
