"""The gateway refuses, falls silent or can't be reached: it is knocked at again, until it is told to stop."""

import asyncio
import gc
import threading
from dataclasses import replace

import pytest
from discord.gateway import KeepAliveHandler

from bot.errors import Misconfigured
from tests.fakes.discord.faults import dropped, limited, status
from tests.integration.discord.hear_stage import (
    BRISK,
    MORE,
    WORDS,
    Day,
    answered,
    comes_true,
    identified,
    listening,
    until,
)

GATEWAY = "GET /gateway/bot"


@pytest.mark.parametrize("times", [1, 3])
async def test_a_gateway_that_refuses_at_first_is_knocked_at_again(day: Day, times: int) -> None:
    day.server.gateway.refuse_next = times
    async with listening(day):
        await day.answers()
        await answered(day, WORDS)


async def test_a_gateway_that_can_be_reached_no_more_for_a_while(day: Day) -> None:
    async with listening(day, replace(BRISK, anew_after=0.3)):
        await comes_true(day.heard_at, "that it's heard is written down")
        day.server.gateway.refuse_next = 6
        day.server.gateway.drops()
        day.clock.forward(minutes=1)
        await day.answers()
        day.clock.forward(minutes=1)
        await until(lambda: not day.server.gateway.refuse_next and day.health.connected, "it is back")
        await answered(day, WORDS)


async def test_a_gateway_that_breaks_each_connection_at_once_is_left_alone_for_a_while(day: Day) -> None:
    async with listening(day, replace(BRISK, first_pause=30.0)):
        while "breaks at once" not in day.health.trouble:
            day.server.gateway.closes(4000)
            await asyncio.sleep(0.005)
        opened = day.server.gateway.opened
        for _ in range(20):
            await asyncio.sleep(0.01)
        assert day.server.gateway.opened == opened


async def test_a_line_on_which_nothing_comes_any_more_is_cut(day: Day) -> None:
    day.server.state.heartbeat = 0.1
    async with listening(day, replace(BRISK, silence=0.5)):
        day.server.gateway.withhold_acks = True
        await until(lambda: not day.health.connected, "it is noticed")
        day.server.gateway.withhold_acks = False
        await until(lambda: day.health.connected, "it is back")
        await day.answers()
        await answered(day, WORDS)


async def test_what_is_asked_for_before_a_session_is_asked_for_again(day: Day) -> None:
    for fault in (status(503), limited(0.05), dropped(effect=False)):
        day.server.faults.call(GATEWAY, fault, times=2)
    for route in ("GET /users/@me", "GET /oauth2/applications/@me"):
        day.server.faults.call(route, status(503))
    async with listening(day):
        await day.answers()
        await answered(day, WORDS)


async def test_without_the_switch_for_messages_it_says_which_one_and_where(day: Day) -> None:
    day.app.granted.clear()
    with pytest.raises(Misconfigured, match=r"Message Content Intent .*discord\.com/developers") as told:
        async with listening(day, waits=True):
            pass
    assert "Nothing was lost" in told.value.message


async def test_with_a_token_that_isnt_taken_it_says_where_a_new_one_is(day: Day) -> None:
    with pytest.raises(Misconfigured, match=r"DISCORD_BOT_TOKEN.*Reset Token"):
        async with listening(day, token="not.the.token"):
            pass


async def test_once_it_was_heard_a_switch_that_is_turned_off_and_on_again_ends_nothing(day: Day) -> None:
    async with listening(day) as it:
        await comes_true(day.heard_at, "that it's heard is written down")
        day.app.granted.clear()
        day.server.gateway.closes(4014)
        await until(lambda: "Message Content Intent" in day.health.trouble, "it is said")
        await day.answers()
        assert not it.task.done()
        day.app.granted.add("message_content")
        await until(lambda: day.health.connected, "it is back")
        day.clock.forward(minutes=1)
        await day.answers(MORE)
        await day.dealt_with()


async def test_no_session_is_begun_when_hardly_any_are_left(day: Day) -> None:
    day.app.starts_left = 2
    async with listening(day, waits=False):
        await until(lambda: "no further session before" in day.health.trouble, "it is said")
        assert identified(day) == 0
        day.app.starts_left = 1000
        await until(lambda: day.health.connected, "it is connected")


async def test_sessions_are_left_to_whoever_starts_it_anew(day: Day) -> None:
    async with listening(day):
        day.app.starts_left = 50
        day.server.gateway.invalidates(resumable=False)
        await until(lambda: "no further session before" in day.health.trouble, "it is said")
        assert identified(day) == 1
        day.app.starts_left = 51
        await until(lambda: day.health.connected, "it is back")


@pytest.mark.parametrize("when", ["connected", "refused", "asking", "waiting", "silent"])
async def test_a_stop_ends_it_at_once_and_leaves_nothing_behind(day: Day, when: str) -> None:
    pace = replace(BRISK, first_pause=30.0) if when != "connected" else BRISK
    if when == "refused":
        day.server.gateway.refuse_next = 1_000
    elif when == "asking":
        day.server.faults.call(GATEWAY, status(503), times=1_000)
    elif when == "waiting":
        day.app.starts_left = 0
    before = {task for task in asyncio.all_tasks() if not task.done()}
    began = asyncio.get_running_loop().time()
    async with listening(day, pace, waits=when in ("connected", "silent")):
        await until(lambda: day.health.connected or day.health.trouble, "it has begun")
        if when == "silent":
            day.server.gateway.withhold_acks = True
        began = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - began < 15.0
    await until(lambda: not heartbeats(), "its heartbeat has ended")
    gc.collect()
    await asyncio.sleep(0.05)
    ours = {task for task in asyncio.all_tasks() if not task.done()} - before
    assert not [task for task in ours if "fakes" not in repr(task) and "aiohttp" not in repr(task)], ours
    if when == "connected":
        assert not day.server.state.sessions.all  # closed with 1000: Discord keeps no session for us


def heartbeats() -> list[threading.Thread]:
    """A thread of the library's: told to end, it does so in its own time."""
    return [one for one in threading.enumerate() if isinstance(one, KeepAliveHandler)]


async def test_it_waits_between_two_sessions(day: Day) -> None:
    loop = asyncio.get_running_loop()
    async with listening(day, replace(BRISK, between_starts=0.6)):
        began = loop.time()
        day.server.gateway.invalidates(resumable=False)
        await until(lambda: identified(day) == 2, "it's begun anew")
        assert loop.time() - began > 0.3
