"""What goes wrong on the way to Discord: nothing is lost, nothing stands there twice, each is told once."""

import asyncio

import pytest

from adapters.discord.speak.outcomes import Unsure
from bot.domain.cards import Note
from bot.errors import RetryLater
from tests.contract.cards import a_board, a_scenario
from tests.fakes.discord import faults
from tests.fakes.discord.faults import Fault
from tests.integration.discord.speak_stage import (
    EDIT,
    FORUM_POST,
    HERE,
    HISTORY,
    SEND,
    THREAD,
    Speaking,
    discord_of,
)

LONG = Note("A sentence that takes up room. " * 250)
NO_EFFECT = [
    faults.status(500),
    faults.status(502),
    faults.status(503),
    faults.status(504),
    faults.dropped(effect=False),
    Fault("answer", 200, b"<html>", {"Content-Type": "text/html"}),
    Fault("answer", 200, b"[", {"Content-Type": "application/json"}),
    Fault("answer", 429, b"{}", {"Content-Type": "application/json", "Via": "1.1 google"}),
]
LANDED = [
    faults.status(500, effect=True),
    faults.status(502, effect=True),
    faults.status(503, effect=True),
    faults.dropped(effect=True),
]
EVERY = 9
"""Times: more than one call is tried."""


@pytest.mark.parametrize("fault", [*NO_EFFECT, *LANDED, faults.mistyped()], ids=str)
async def test_one_fault_is_mended_within_the_call(stage: Speaking, fault: Fault) -> None:
    stage.server.faults.call(SEND, fault)
    landed = await stage.platform.publish(stage.channel, HERE, "k")
    assert [it.id for it in stage.seen()] == [landed.message_ref]
    assert stage.calls(HISTORY) == 0


@pytest.mark.parametrize("where", ["channel", "thread", "direct"])
@pytest.mark.parametrize("fault", LANDED, ids=str)
@pytest.mark.parametrize("card", [Note("Once."), a_board("Once.")], ids=["text", "picture"])
async def test_a_lost_reply_is_found_again(stage: Speaking, fault: Fault, where: str, card: Note) -> None:
    root = await stage.platform.publish(stage.channel, a_scenario(), "root")
    place = stage.place(where, root.thread_ref)
    stage.server.faults.call(SEND, fault, times=EVERY)
    with pytest.raises(Unsure):
        await stage.platform.publish(place, card, "k")
    stage.server.faults.clear()
    stage.clock.forward(minutes=30)  # by then no nonce is remembered
    found = await stage.platform.find(place, "k")
    assert found is not None
    assert await stage.platform.publish(place, card, "k") == found
    assert [it.id for it in stage.everywhere() if "Once." in it.words] == [found.message_ref]


@pytest.mark.parametrize("fault", NO_EFFECT, ids=str)
async def test_what_never_landed_is_looked_for_and_then_posted(stage: Speaking, fault: Fault) -> None:
    stage.server.faults.call(SEND, fault, times=EVERY)
    with pytest.raises(RetryLater):
        await stage.platform.publish(stage.channel, HERE, "k")
    stage.server.faults.clear()
    stage.clock.forward(minutes=30)
    assert await stage.platform.find(stage.channel, "k") is None
    landed = await stage.platform.publish(stage.channel, HERE, "k")
    assert [it.id for it in stage.seen()] == [landed.message_ref]


@pytest.mark.parametrize("effect", [True, False])
@pytest.mark.parametrize("nth", [1, 2, 3])
async def test_several_parts_go_on_where_they_stopped(stage: Speaking, nth: int, *, effect: bool) -> None:
    stage.server.faults.call(SEND, faults.dropped(effect=effect), nth=nth, times=EVERY)
    with pytest.raises(Unsure):
        await stage.platform.publish(stage.channel, LONG, "k")
    stage.server.faults.clear()
    stage.clock.forward(minutes=30)
    assert await stage.platform.find(stage.channel, "k") is None
    await stage.platform.publish(stage.channel, LONG, "k")
    once = [it.text for it in stage.seen()]
    assert len(once) > 3
    assert len(set(once)) == len(once)
    await stage.platform.publish(stage.direct, LONG, "k")
    assert [it.text for it in stage.told_directly()] == once


async def test_another_process_finds_what_this_one_lost_in_a_busy_channel(stage: Speaking) -> None:
    stage.server.faults.call(SEND, faults.dropped(effect=True), times=EVERY)
    for n in range(250):
        await stage.server.posts(stage.ada, stage.practice, f"Chatter {n}")
    with pytest.raises(Unsure):
        await stage.platform.publish(stage.channel, HERE, "k")
    stage.server.faults.clear()
    for message in stage.practice.messages.values():
        message.pop("nonce", None)  # whether a history shows it nobody says
    stage.clock.forward(hours=20)
    for n in range(250):
        await stage.server.posts(stage.ada, stage.practice, f"More chatter {n}")
    other = discord_of(stage.server, stage.clock, stage.app.token)
    other.wire(stage.house)
    stage.server.faults.call(HISTORY, faults.dropped(effect=False), nth=2, times=EVERY)
    with pytest.raises(RetryLater):
        await other.platform.find(stage.channel, "k")
    stage.server.faults.clear()
    before = stage.calls(HISTORY)
    assert await other.platform.find(stage.channel, "k") is not None
    assert stage.calls(HISTORY) - before < 3  # it went on where the first look was cut off
    await other.aclose()


@pytest.mark.parametrize("fault", [*LANDED, faults.status(502), faults.dropped(effect=False)], ids=str)
async def test_a_forums_post_which_nothing_protects_is_never_doubled(stage: Speaking, fault: Fault) -> None:
    forum = stage.server.channel(stage.guild, "days", kind="forum")
    place = stage.within(forum)
    await stage.platform.publish(place, HERE, "before")
    stage.server.faults.call(FORUM_POST, fault)
    with pytest.raises(Unsure):
        await stage.platform.publish(place, a_scenario(), "k")
    stage.clock.forward(hours=2)
    assert (await stage.platform.find(place, "k") is not None) == fault.effect
    landed = await stage.platform.publish(place, a_scenario(), "k")
    assert len(stage.server.threads(forum)) == 2
    assert await stage.platform.find(place, "k") == landed


@pytest.mark.parametrize("effect", [True, False])
@pytest.mark.parametrize("times", [1, EVERY])
async def test_a_thread_that_got_lost_is_made_once(stage: Speaking, times: int, *, effect: bool) -> None:
    stage.server.faults.call(THREAD, faults.status(502, effect=effect), times=times)
    if times == 1:
        await stage.platform.publish(stage.channel, a_scenario(), "k")
    else:
        with pytest.raises(RetryLater):
            await stage.platform.publish(stage.channel, a_scenario(), "k")
        stage.server.faults.clear()
        assert await stage.platform.find(stage.channel, "k") is not None
    (thread,) = stage.server.threads(stage.practice)
    assert thread.name == "The hailstorm A prompt."
    assert len(stage.seen()) == 1


async def test_what_landed_of_an_edit_that_broke_stands(stage: Speaking) -> None:
    await stage.platform.publish(stage.channel, HERE, "k")
    stage.server.faults.call(EDIT, faults.dropped(effect=True), times=EVERY)
    with pytest.raises(RetryLater):
        await stage.platform.revise(stage.channel, "k", Note("Anew."))
    stage.server.faults.clear()
    assert [it.text for it in stage.seen()] == ["Anew."]
    await stage.platform.revise(stage.channel, "k", Note("Anew."))
    assert [it.text for it in stage.seen()] == ["Anew."]


async def test_an_answer_that_comes_too_late_is_found(stage: Speaking) -> None:
    await stage.platform.publish(stage.channel, HERE, "warm")
    stage.discord._wire._timeout = 0.1
    stage.server.faults.call(SEND, faults.slow(0.5), times=EVERY)
    with pytest.raises(Unsure):
        await stage.platform.publish(stage.channel, Note("Once."), "k")
    stage.server.faults.clear()
    stage.discord._wire._timeout = 10.0
    stage.clock.forward(minutes=30)
    assert await stage.platform.find(stage.channel, "k") is not None
    await stage.platform.publish(stage.channel, Note("Once."), "k")
    assert [it.text for it in stage.seen()] == ["Here I am.", "Once."]


async def test_two_processes_at_the_same_card_post_it_once(stage: Speaking) -> None:
    other = discord_of(stage.server, stage.clock, stage.app.token)
    other.wire(stage.house)
    for n in range(5):
        await asyncio.gather(
            *(one.publish(stage.channel, a_scenario(), f"k{n}") for one in (stage.platform, other.platform)),
            return_exceptions=True,
        )
        assert await stage.platform.find(stage.channel, f"k{n}") is not None
    assert len(stage.seen()) == 5
    assert len(stage.server.threads(stage.practice)) == 5
    await other.aclose()


async def test_two_cards_that_read_alike_are_two(stage: Speaking) -> None:
    """The one that landed isn't taken for the one that didn't, while its nonce shows which it is."""
    await stage.platform.publish(stage.direct, HERE, "k1")
    stage.server.faults.call(SEND, faults.dropped(effect=False), times=EVERY)
    with pytest.raises(Unsure):
        await stage.platform.publish(stage.direct, HERE, "k2")
    stage.server.faults.clear()
    assert await stage.platform.find(stage.direct, "k2") is None
    await stage.platform.publish(stage.direct, HERE, "k2")
    assert len(stage.told_directly()) == 2
