"""Turns to call: never faster than Slack allows, with however many processes, and no slower than needed."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.main import House, Parts
from adapters.main import house as wired
from adapters.slack.access import Access
from adapters.slack.slack import Slack
from adapters.slack.speak.limits import BY_METHOD, POSTING, per_minute, queues
from bot.domain.cards import Note
from bot.domain.speaking import Queue, Rate, Site
from bot.library.library import Library
from bot.ports import InChannel
from bot.practice.installing.pacing import hold, take_turn
from bot.testing import FakeClock
from tests.fakes.slack.server import FakeSlack, slack_server
from tests.integration.slack.speak_stage import chat_of

BEGIN = datetime(2026, 3, 2, 8, tzinfo=UTC)
PATIENCE = timedelta(seconds=5)
NUMBERS = count()


def site() -> Site:
    """One in which nobody has called yet."""
    return Site("slack", f"T{next(NUMBERS)}")


async def turns(house: House, at: Site, lines: Sequence[Queue], number: int) -> list[datetime]:
    """So many turns as soon as they may be, for a caller with all the patience in the world."""
    found = []
    for _ in range(number):
        slot = await take_turn(house.core, at, lines, BEGIN, timedelta(days=1))
        assert slot.granted
        found.append(slot.at)
    return found


def most_within(span: timedelta, slots: Sequence[datetime]) -> int:
    return max((sum(1 for two in slots if one <= two <= one + span) for one in slots), default=0)


async def test_one_a_second_and_channel_whatever_else_is_going_on(house: House) -> None:
    at, line = site(), queues("chat.postMessage", "C1")
    found = await turns(house, at, line, 5)
    assert [(slot - BEGIN).total_seconds() for slot in found] == [0, 1, 2, 3, 4]
    (other,) = await turns(house, at, queues("chat.postMessage", "C2"), 1)
    assert other < BEGIN + timedelta(seconds=5)
    (elsewhere,) = await turns(house, site(), line, 1)
    assert elsewhere == BEGIN


async def test_a_channel_keeps_its_distance_when_the_workspace_is_busy(house: House) -> None:
    at = site()
    for number in range(14):
        await turns(house, at, queues("chat.postMessage", f"C{number}"), 1)
    one, two = await turns(house, at, queues("chat.postMessage", "C99"), 2)
    assert one > BEGIN
    assert two - one >= timedelta(seconds=1)


async def test_who_waits_for_a_busy_channel_holds_no_other_up(house: House) -> None:
    at = site()
    await turns(house, at, queues("chat.postMessage", "C1"), 5)
    assert await turns(house, at, queues("chat.postMessage", "C2"), 1) == [BEGIN]


async def test_a_minute_holds_as_many_as_the_tier_and_no_more(house: House) -> None:
    for rate in {*BY_METHOD.values()}:
        found = await turns(house, site(), [Queue("m", "", rate)], 301)
        assert most_within(timedelta(minutes=1), found) in {19, 20, 49, 50, 99, 100, 299, 300}


@given(
    arrivals=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4_000)), min_size=1, max_size=40),
    calls=st.integers(2, 300),
    burst=st.integers(1, 60),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_arrivals_keep_both_limits_and_nobody_waits_for_nothing(
    house: House, arrivals: list[tuple[int, int]], calls: int, burst: int
) -> None:
    shared = per_minute(calls, min(burst, calls - 1))
    at, now = site(), BEGIN
    slots: list[datetime] = []
    given: list[datetime] = []
    by_place: dict[str, list[datetime]] = {}
    for place, later in arrivals:
        now += timedelta(milliseconds=later)
        name = f"C{place}"
        lines = [Queue("m", "", shared), Queue("m", name, POSTING)]
        slot = await take_turn(house.core, at, lines, now, PATIENCE)
        earliest = max([now, *(last + POSTING.step for last in by_place.get(name, [])[-1:])])
        if not slot.granted:
            assert slot.at >= now
            continue
        assert now <= slot.at <= now + PATIENCE
        assert slot.at >= earliest
        if len(slots) <= shared.burst // shared.step:
            assert slot.at == earliest
        given.append(now)
        slots.append(slot.at)
        by_place.setdefault(name, []).append(slot.at)
    minute = timedelta(minutes=1)
    deferred = int(PATIENCE / shared.step) + 1
    assert most_within(minute, slots) <= calls + deferred
    assert most_within(minute, [at for at, one in zip(slots, given, strict=True) if at == one]) <= calls
    for places in by_place.values():
        assert all(two - one >= POSTING.step for one, two in pairwise(places))


async def test_whoever_cannot_wait_is_told_a_time_of_their_own(house: House) -> None:
    at, line = site(), [Queue("m", "", Rate(timedelta(seconds=1)))]
    told = [await take_turn(house.core, at, line, BEGIN, PATIENCE) for _ in range(20)]
    granted, sent_away = [s for s in told if s.granted], [s.at for s in told if not s.granted]
    assert [(slot.at - BEGIN).total_seconds() for slot in granted] == [0, 1, 2, 3, 4, 5]
    assert len(set(sent_away)) == len(sent_away) == 14
    # Whoever comes back when told is served, and no turn is left unused meanwhile.
    used = [slot.at for slot in granted]
    for back in sent_away:
        slot = await take_turn(house.core, at, line, back, PATIENCE)
        assert slot.granted
        used.append(slot.at)
    assert [(slot - BEGIN).total_seconds() for slot in used] == list(range(20))


async def test_a_hold_keeps_everybody_back_and_is_never_shortened(house: House) -> None:
    at, line = site(), queues("conversations.history", "")
    await hold(house.core, at, line, BEGIN + timedelta(seconds=60))
    await hold(house.core, at, line, BEGIN + timedelta(seconds=3))
    slot = await take_turn(house.core, at, line, BEGIN, PATIENCE)
    assert not slot.granted
    assert slot.at == BEGIN + timedelta(seconds=55)
    slot = await take_turn(house.core, at, line, slot.at, PATIENCE)
    assert slot.granted
    assert slot.at == BEGIN + timedelta(seconds=60)


async def test_many_at_once_get_turns_of_their_own(house: House) -> None:
    at, line = site(), queues("chat.postMessage", "C1")
    day = timedelta(days=1)
    slots = await asyncio.gather(*(take_turn(house.core, at, line, BEGIN, day) for _ in range(40)))
    assert sorted((slot.at - BEGIN).total_seconds() for slot in slots) == list(range(40))


@dataclass(frozen=True, slots=True)
class Two:
    """Two processes' worth of Slack on one database, in real time."""

    server: FakeSlack
    channels: list[InChannel]
    both: list[Slack]


@pytest.fixture
async def two(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Two]:
    async with AsyncExitStack() as held:
        server = await held.enter_async_context(slack_server(clock, rates="real"))
        team = server.workspace("Heron Study")
        install = server.install(team)
        channels = [InChannel(team.id, server.channel(team, f"c{n}", install.bot).id) for n in range(3)]
        access = Access(bot_token=install.token.text, app_token="xapp-1", api_url=server.url)
        both = []
        for _ in range(2):
            slack = Slack(access)
            await held.enter_async_context(
                wired(database_url, Parts((chat_of(slack),), clock, library=library))
            )
            both.append(slack)
        yield Two(server, channels, both)


async def test_two_processes_never_exceed_what_slack_allows(two: Two) -> None:
    async def post(number: int) -> None:
        platform = two.both[number % 2].platform
        await platform.publish(two.channels[number % 3], Note(f"{number}"), f"k{number}")

    await asyncio.gather(*(post(number) for number in range(12)))
    assert two.server.pace.refused == []
