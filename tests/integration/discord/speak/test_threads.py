"""Threads that were deleted, archived or locked, and cards that are shown anew."""

import pytest

from bot.domain.card_parts import SealedAnswer
from bot.domain.cards import Note, RevealCard
from bot.errors import ChannelGone, UserMustAct
from tests.contract.cards import a_scenario
from tests.integration.discord.speak_stage import HERE, THREAD, Speaking

LONG = Note("A sentence that takes up room. " * 250)


async def test_a_deleted_channel_is_gone_and_its_threads_too(stage: Speaking) -> None:
    root = await stage.platform.publish(stage.channel, a_scenario(), "root")
    stage.practice.deleted = stage.at(root.thread_ref).deleted = True
    for place in (stage.channel, stage.thread(root.thread_ref)):
        with pytest.raises(ChannelGone):
            await stage.platform.publish(place, HERE, "k")


async def test_a_deleted_thread_is_not_made_again(stage: Speaking) -> None:
    root = await stage.platform.publish(stage.channel, a_scenario(), "root")
    stage.at(root.thread_ref).deleted = True
    with pytest.raises(ChannelGone, match="thread was deleted"):
        await stage.platform.publish(stage.thread(root.thread_ref), HERE, "k")
    assert stage.calls(THREAD) == 1


async def test_an_archived_thread_is_opened_again(stage: Speaking) -> None:
    root = await stage.platform.publish(stage.channel, a_scenario(), "root")
    place, thread = stage.thread(root.thread_ref), stage.at(root.thread_ref)
    await stage.platform.publish(place, LONG, "k")
    owner = stage.guild.members[stage.guild.owner_id]
    await stage.server.archives(owner, thread)
    await stage.platform.revise(place, "k", HERE)
    assert [it.text for it in stage.seen(thread)] == ["Here I am."]
    await stage.server.archives(owner, thread)
    await stage.platform.publish(place, Note("Later."), "later")
    assert thread.thread is not None
    assert not thread.thread.archived


@pytest.mark.parametrize("archived", [False, True])
async def test_a_locked_thread_is_told_once(stage: Speaking, *, archived: bool) -> None:
    root = await stage.platform.publish(stage.channel, a_scenario(), "root")
    place, thread = stage.thread(root.thread_ref), stage.at(root.thread_ref)
    owner = stage.guild.members[stage.guild.owner_id]
    await stage.server.locks(owner, thread)
    if archived:
        await stage.server.archives(owner, thread)
    for _ in range(2):
        with pytest.raises(UserMustAct, match="locked"):
            await stage.platform.publish(place, HERE, "k")
    assert len(await stage.refusals()) == 1


async def test_a_revision_takes_away_what_is_too_much_and_adds_what_lacks(stage: Speaking) -> None:
    both = RevealCard("Day", (SealedAnswer("Ana", "Stop it."),), held=0, hidden=0)
    first = await stage.platform.publish(stage.channel, both, "k")
    await stage.platform.revise(stage.channel, "k", LONG)
    many = stage.seen()
    assert len(many) > 3
    assert many[0].id == first.message_ref
    await stage.platform.revise(stage.channel, "k", HERE)
    assert [it.text for it in stage.seen()] == ["Here I am."]
    assert await stage.platform.find(stage.channel, "k") == first


async def test_a_revision_of_what_a_moderator_deleted_is_let_be(stage: Speaking) -> None:
    landed = await stage.platform.publish(stage.channel, HERE, "k")
    del stage.practice.messages[landed.message_ref]
    await stage.platform.revise(stage.channel, "k", Note("Anew."))
    assert stage.seen() == []
