"""The line to Discord breaks in every way it can: nothing is lost or doubled, and it comes back."""

import asyncio

import pytest

from adapters.discord.heard import lanes
from tests.fakes.discord.faults import EventFault
from tests.fakes.discord.server import Guild
from tests.integration.discord.hear_stage import (
    MORE,
    WORDS,
    Day,
    answered,
    comes_true,
    identified,
    listening,
    until,
)


def resumed(day: Day) -> int:
    return len(day.server.gateway.starts.resumed)


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
