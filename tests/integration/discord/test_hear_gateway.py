"""The line to Discord breaks in every way it can: nothing is lost or doubled, and it comes back."""

import asyncio
import gc
import threading
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from discord.gateway import KeepAliveHandler

from adapters.discord.heard import lanes
from bot.errors import Misconfigured
from bot.library.library import Library
from bot.testing import FakeClock
from tests.fakes.discord.faults import EventFault, dropped, limited, status
from tests.fakes.discord.server import Guild
from tests.integration.discord.hear_stage import (
    BRISK,
    MORE,
    WORDS,
    Day,
    a_day,
    comes_true,
    listening,
    until,
)

GATEWAY = "GET /gateway/bot"


@pytest.fixture
async def day(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Day]:
    async with a_day(database_url, clock, library) as day:
        yield day


def identified(day: Day) -> int:
    return len(day.server.gateway.starts.identified)


def resumed(day: Day) -> int:
    return len(day.server.gateway.starts.resumed)


async def answered(day: Day, *texts: str) -> None:
    async def kept() -> bool:
        return await day.kept() == "\n\n".join(texts)

    await comes_true(kept, f"{len(texts)} messages are kept")


async def test_twenty_cut_lines_lose_and_double_nothing(day: Day) -> None:
    texts = [f"{number}: {WORDS}" for number in range(20)]
    async with listening(day):
        for number, text in enumerate(texts):
            day.clock.forward(seconds=1)
            day.server.gateway.drops()
            await day.answers(text)
            await until(lambda number=number: resumed(day) == number + 1, "it is taken up")  # type: ignore[misc]
            await until(lambda: day.health.connected, "it is connected")
        await answered(day, *texts)
        await day.dealt_with()
        assert (identified(day), len(day.gate.took), day.health.gaps) == (1, 20, 20)


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_line_that_is_cut_at_an_event_is_taken_up_with_it(day: Day, moment: str) -> None:
    day.server.faults.event("MESSAGE_CREATE", EventFault(cut=moment))  # type: ignore[arg-type]  # one of its words
    async with listening(day):
        await day.answers()
        await answered(day, WORDS)
        await until(lambda: resumed(day) == 1, "it is taken up")
    assert identified(day) == 1


async def test_what_discord_closes_for_a_while_is_taken_up(day: Day) -> None:
    async with listening(day):
        day.server.gateway.asks_to_reconnect()
        await until(lambda: resumed(day) == 1 and day.health.connected, "it is taken up")
        for number, code in enumerate((4000, 4001, 4002, 4003, 4005, 4008)):
            day.server.gateway.closes(code)
            await until(lambda n=number: resumed(day) == n + 2 and day.health.connected, "taken up")  # type: ignore[misc]
        await day.answers()
        await answered(day, WORDS)
        assert identified(day) == 1


@pytest.mark.parametrize("way", ["invalid", "forgotten", "4007", "4009"])
async def test_a_session_that_is_gone_is_begun_anew_and_what_was_missed_is_read(day: Day, way: str) -> None:
    async with listening(day):
        await day.answers()
        await answered(day, WORDS)
        await comes_true(day.heard_at, "that it's heard is written down")
        day.clock.forward(minutes=1)
        if way == "invalid":
            day.server.gateway.invalidates(resumable=False)
        elif way == "forgotten":
            day.server.gateway.drops()
            day.server.gateway.forgets()
        else:
            day.server.gateway.closes(int(way))
        day.server.faults.event("MESSAGE_CREATE", EventFault(lost=True))
        await day.answers(MORE)
        day.clock.forward(minutes=1)
        await until(lambda: identified(day) == 2 and day.health.connected, "it's begun anew")
        await answered(day, WORDS, MORE)


async def test_what_was_written_while_nothing_ran_is_read_at_the_start(day: Day) -> None:
    async with listening(day):
        await day.answers()
        await answered(day, WORDS)
        await comes_true(day.heard_at, "that it's heard is written down")
    day.clock.forward(minutes=10)
    await day.answers(MORE)
    day.clock.forward(minutes=10)
    async with listening(day):
        await answered(day, WORDS, MORE)


async def test_what_is_heard_is_written_down_no_later_than_it_was(day: Day) -> None:
    """A line that was cut is silent for a while before that shows."""
    async with listening(day) as it:
        await day.answers()
        await answered(day, WORDS)
        stood = day.clock.now()
        day.clock.forward(minutes=5)
        await it.duty._still()
        assert await day.heard_at() == stood
        await day.answers(MORE)
        await answered(day, WORDS, MORE)
        await it.duty._still()
        assert await day.heard_at() == day.clock.now()


async def test_what_is_heard_and_not_kept_yet_doesnt_count_as_heard(day: Day) -> None:
    held = asyncio.Event()

    async def wait(_happening: object) -> None:
        await held.wait()

    day.gate.before = [wait]
    async with listening(day) as it:
        await day.answers()
        await until(lambda: not day.gate.before, "it came in")
        came_at = day.clock.now()
        day.clock.forward(minutes=5)
        await day.server.posts(day.ada, day.practice, "Good morning.")
        await until(lambda: len(day.gate.took) == 1, "the other one is kept")
        await it.duty._still()
        heard_at = await day.heard_at()
        assert heard_at is not None
        assert heard_at < came_at
        held.set()
        await answered(day, WORDS)


@pytest.mark.parametrize("end", ["stop", "kill"])
async def test_what_was_heard_and_not_kept_when_it_ends_is_read_at_the_next_start(
    day: Day, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "LONGEST", 0.05)
    async with listening(day) as it:
        await comes_true(day.heard_at, "that it's heard is written down")
        day.gate.before = [for_ever]
        day.clock.forward(seconds=10)
        await day.answers()
        await until(lambda: not day.gate.before, "it came in")
        day.clock.forward(minutes=1)
        await it.duty._still()
        if end == "kill":
            it.task.cancel()
            await asyncio.gather(it.task, return_exceptions=True)
    assert await day.kept() == ""
    day.clock.forward(minutes=1)
    async with listening(day):
        await answered(day, WORDS)


async def test_what_is_more_than_can_wait_is_read_where_it_stands(day: Day) -> None:
    day.reception.lanes.most_waiting = 0
    async with listening(day):
        await day.answers()
        await answered(day, WORDS)
        assert not day.gate.took


async def for_ever(_happening: object) -> None:
    await asyncio.Event().wait()


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
    assert asyncio.get_running_loop().time() - began < 3.0
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


async def test_as_many_connections_as_discord_asks_for_hear_everything_once(day: Day) -> None:
    day.app.shards = 3
    day.clock.forward(milliseconds=1)
    others = []
    for number in range(4):
        day.clock.forward(milliseconds=1)
        others.append(day.server.guild(f"Study {number}"))
        day.server.install(day.app, others[-1])
    async with listening(day):
        assert sorted(one["shard"] for one in day.server.gateway.starts.identified) == [
            [0, 3],
            [1, 3],
            [2, 3],
        ]
        await day.answers()
        await answered(day, WORDS)
        for other in others:
            await comes_true(lambda other=other: known(day, other), "each server is known")  # type: ignore[misc]
        day.server.gateway.drops()
        await day.server.removes_app(others[0])
        await comes_true(lambda: day.is_lost(others[0]), "it is lost")
        await until(lambda: day.health.connected, "all are connected")
    assert [await day.is_lost(one) for one in others[1:]] == [False] * 3
    assert len(day.gate.took) == 2


async def known(day: Day, guild: Guild) -> bool:
    return await day.is_lost(guild) is False
