"""The second of a thing: a second receipt that is lost, a second process, a clock that isn't ours."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from adapters.discord.speak.outcomes import Unsure
from bot.errors import DebriefError, RetryLater
from tests.fakes.discord import faults
from tests.fakes.discord.faults import Fault
from tests.fakes.discord_heard import until
from tests.integration.discord.speak_stage import HERE, HISTORY, SEND, Speaking, discord_of

EVERY = 9
"""Times: more than one call is tried."""


async def is_lost(stage: Speaking, *, effect: bool = True) -> None:
    """It's posted, and nobody learns of it; a history that shows no nonce is all there is afterwards."""
    stage.server.faults.call(SEND, faults.dropped(effect=effect), times=EVERY)
    with pytest.raises(Unsure):
        await stage.platform.publish(stage.channel, HERE, "k")
    stage.server.faults.clear()
    for message in stage.practice.messages.values():
        message.pop("nonce", None)


@pytest.mark.parametrize(
    "then",
    [
        faults.limited(3000),
        faults.limited(3000, via=False),
        faults.refusal(50013, "Missing Permissions"),
        faults.refusal(10003, "Unknown Channel", http=404),
    ],
    ids=str,
)
async def test_what_landed_before_a_refusal_is_looked_for(stage: Speaking, then: Fault) -> None:
    """Just what an outage looks like: cut off, then limited over all."""
    stage.server.faults.call(SEND, faults.dropped(effect=True))
    stage.server.faults.call(SEND, then, nth=2, times=EVERY)
    with pytest.raises(DebriefError):
        await stage.platform.publish(stage.channel, HERE, "k")
    stage.server.faults.clear()
    stage.clock.forward(hours=1)
    await stage.platform.publish(stage.channel, HERE, "k")
    assert len(stage.seen()) == 1


async def test_a_second_receipt_that_is_lost_is_found_as_well(stage: Speaking) -> None:
    for effect in (False, True):
        await is_lost(stage, effect=effect)
        stage.clock.forward(minutes=30)
    await stage.platform.publish(stage.channel, HERE, "k")
    assert len(stage.seen()) == 1


@pytest.mark.parametrize("apart", [-4, 4], ids=["behind", "ahead"])
async def test_clocks_that_differ_hide_no_card(stage: Speaking, apart: int) -> None:
    """By less than the five minutes that the doctor lets pass."""
    other = discord_of(stage.server, stage.clock, stage.app.token, apart=timedelta(minutes=apart))
    other.wire(stage.house)
    stage.server.faults.call(SEND, faults.dropped(effect=True), times=EVERY)
    with pytest.raises(Unsure):
        await other.platform.publish(stage.channel, HERE, "k")
    stage.server.faults.clear()
    for message in stage.practice.messages.values():
        message.pop("nonce", None)
    stage.clock.forward(hours=1)
    await other.platform.publish(stage.channel, HERE, "k")
    assert len(stage.seen()) == 1
    await other.aclose()


async def test_two_processes_that_look_at_once_post_what_neither_finds_once(stage: Speaking) -> None:
    await is_lost(stage, effect=False)
    stage.clock.forward(minutes=30)
    other = discord_of(stage.server, stage.clock, stage.app.token)
    other.wire(stage.house)
    stage.server.faults.call(HISTORY, faults.slow(0.3), times=2)
    both = [one.platform.publish(stage.channel, HERE, "k") for one in (stage.discord, other)]
    ended = await asyncio.gather(*both, return_exceptions=True)
    assert sum(isinstance(one, RetryLater) for one in ended) == 1
    stage.clock.forward(minutes=5)
    await stage.platform.publish(stage.channel, HERE, "k")
    assert len(stage.seen()) == 1
    await other.aclose()


async def test_a_post_that_is_called_off_on_its_way_is_looked_for(stage: Speaking) -> None:
    """Somebody else looks before it lands, and sees too little."""
    stage.server.faults.call(SEND, faults.limited(0.5))
    posting = asyncio.create_task(stage.platform.publish(stage.channel, HERE, "k"))
    await until(lambda: stage.server.faults.met(SEND) > 0, "it is on its way")
    assert await stage.platform.find(stage.channel, "k") is None
    posting.cancel()
    with suppress(asyncio.CancelledError):
        await posting
    await until(lambda: len(stage.seen()) == 1, "it has landed")
    stage.clock.forward(hours=1)
    await stage.platform.publish(stage.channel, HERE, "k")
    assert len(stage.seen()) == 1


@pytest.mark.parametrize("number", [54, 10054], ids=["macOS", "Windows"])
async def test_a_connection_that_is_reset_is_not_tried_anew_by_the_library(
    stage: Speaking, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """It would be five times, a forum's post included, which nothing protects."""
    forum = stage.within(stage.server.channel(stage.guild, "days", kind="forum"))
    await stage.platform.publish(forum, HERE, "before")
    tries, connects = list[str](), aiohttp.TCPConnector.connect

    async def reset(
        connector: aiohttp.TCPConnector, call: aiohttp.ClientRequest, *more: Any, **named: Any
    ) -> Any:
        if call.method != "POST":
            return await connects(connector, call, *more, **named)
        tries.append(call.url.path)
        raise aiohttp.ClientOSError(number, "Connection reset by peer")

    with monkeypatch.context() as patch:
        patch.setattr(aiohttp.TCPConnector, "connect", reset)
        with pytest.raises(Unsure):
            await stage.platform.publish(forum, HERE, "k")
    assert len(tries) == 1
