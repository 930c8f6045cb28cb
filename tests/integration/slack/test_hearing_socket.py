"""Over a socket: it is kept up, what a gap swallowed is read afterwards, and each counts once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from adapters.chats.health import SocketHealth
from adapters.chats.hearing import Hearing
from adapters.slack.heard.address import SWITCHED_OFF
from bot.errors import UserMustAct
from bot.testing import FakeClock
from tests.fakes.slack.faults import EventFault, dropped, error, limited
from tests.fakes.slack.server import slack_server
from tests.fakes.slack_heard import BRISK, a_house, connected, until, use_manifest, workspace
from tests.integration.slack.heard_stage import WORDS, Day, a_day, comes_true

MORE = "And I would tell the regulator on the very same day."


@pytest.fixture
async def day(database_url: str, clock: FakeClock) -> AsyncIterator[Day]:
    async with a_day(database_url, clock, "socket") as day:
        yield day


def connected_again(day: Day, before: int) -> bool:
    return day.slack.sockets.opened > before and day.wired.heard.health.connected


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_socket_that_is_cut_loses_and_doubles_nothing(day: Day, moment: str) -> None:
    before = day.slack.sockets.opened
    day.slack.faults.event("message", EventFault(abort=moment))  # type: ignore[arg-type]  # one of its words

    await day.answers()
    await until(lambda: connected_again(day, before), "it is connected again")
    day.clock.forward(minutes=1)
    await day.slack.deliver_due()

    async def kept() -> bool:
        return await day.kept() == WORDS

    await comes_true(kept, "the answer is kept, once")


async def test_what_was_written_during_a_gap_is_read_afterwards_by_its_own_times(day: Day) -> None:
    await day.answers()
    await comes_true(day.heard, "that events come in is written down, before they don't")
    before = day.slack.sockets.opened
    day.slack.sockets.refuse_sockets = 1_000
    for socket in list(day.slack.sockets.open):
        socket.abort()
    await until(lambda: not day.wired.heard.health.connected, "it notices")
    day.clock.forward(minutes=1)
    day.slack.writes(day.ada, day.place.channel, MORE, thread=day.root)
    day.clock.forward(minutes=1)
    day.slack.sockets.refuse_sockets = 0

    await until(lambda: connected_again(day, before), "it is connected again")

    async def kept() -> bool:
        return await day.kept() == f"{WORDS}\n\n{MORE}"

    await comes_true(kept, "both messages are kept, in their order")
    assert day.wired.heard.health.gaps >= 1


async def test_what_was_written_while_nothing_ran_is_read_at_the_start(
    database_url: str, clock: FakeClock
) -> None:
    async with a_day(database_url, clock, "socket") as day:
        await day.answers()

        async def heard() -> object:
            async with day.house.core.store.work() as work:
                found = await work.installations.named("slack", day.place.team.id)
            return found is not None and found.heard_at

        await comes_true(heard, "it is written down that events come in")
        day.gate.took.clear()
        day.wired.heard.health.connected = False
        day.clock.forward(minutes=10)
        day.slack.writes(day.ada, day.place.channel, MORE, thread=day.root)
        stop = asyncio.Event()
        anew = asyncio.ensure_future(day.wired.heard.listen(day.house)(stop))

        async def kept() -> bool:
            return MORE in await day.kept()

        await comes_true(kept, "a second process has read it")
        stop.set()
        await anew


async def test_it_is_known_to_hear_while_something_waits_to_be_read(
    database_url: str, clock: FakeClock
) -> None:
    """Where a page a minute is given, that takes hours; whoever starts then has missed none of them."""
    async with a_day(database_url, clock, "socket", pace=replace(BRISK, beats_every=0.02)) as day:
        day.slack.faults.call("conversations.replies", limited(60), times=1_000)
        await comes_true(day.heard, "that events come in is written down, before they don't")
        before = day.slack.sockets.opened
        day.slack.sockets.refuse_sockets = 1_000
        for socket in list(day.slack.sockets.open):
            socket.abort()
        await until(lambda: not day.wired.heard.health.connected, "it notices")
        clock.forward(minutes=3)
        day.slack.sockets.refuse_sockets = 0
        await until(lambda: connected_again(day, before), "it is connected again")
        await until(lambda: day.slack.faults.met("conversations.replies") > 0, "something can't be read")
        now = clock.forward(hours=2)

        async def still_heard() -> bool:
            return await day.heard() == now

        await comes_true(still_heard, "that events come in is written down all the while")
        async with day.house.core.store.work() as work:
            it = await work.installations.named("slack", day.place.team.id)
            assert it is not None
            (left,) = await work.installations.missed_times(it.id, now)
        assert left.until - left.since < timedelta(minutes=10)


async def test_a_connection_that_slack_renews_is_no_gap(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the next one that breaks off is one, however soon."""
    stood, gaps = watched(monkeypatch)

    await day.slack.sockets.disconnect("refresh_requested")
    await until(lambda: stood == ["up"], "there is another connection")
    assert gaps == []
    await day.answers()
    assert await day.kept() == WORDS

    for socket in list(day.slack.sockets.open):
        socket.abort()
    await until(lambda: stood == ["up", "up"], "there is a third connection")
    assert gaps == ["missed"]


def watched(monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str]]:
    """Connections that stand from now on, and what is taken for a gap between them."""
    stood, gaps = list[str](), list[str]()
    up, missed = SocketHealth.up, Hearing.missed

    def stands(health: SocketHealth, now: datetime) -> None:
        stood.append("up")
        up(health, now)

    def is_missed(hearing: Hearing, since: datetime | None) -> None:
        gaps.append("missed")
        missed(hearing, since)

    monkeypatch.setattr(SocketHealth, "up", stands)
    monkeypatch.setattr(Hearing, "missed", is_missed)
    return stood, gaps


async def test_an_address_that_is_no_longer_good_is_given_up(database_url: str, clock: FakeClock) -> None:
    """The library asks for one address, and knocks there for good."""
    async with a_day(database_url, clock, "socket", pace=replace(BRISK, ping=0.1, anew_after=0.6)) as day:
        before = day.slack.sockets.opened
        day.slack.sockets.refuse_sockets = 1
        for socket in list(day.slack.sockets.open):
            socket.abort()
        await until(lambda: not day.slack.sockets.refuse_sockets, "it was turned away once")
        day.slack.sockets.tickets.clear()

        await until(lambda: connected_again(day, before), "it is connected at another address")
        await day.answers()
        assert await day.kept() == WORDS


async def test_its_health_is_told_in_words(day: Day) -> None:
    assert str(day.wired.heard.health).startswith("connected since 2026-03-02")
    day.slack.sockets.refuse_sockets = 1000
    for socket in list(day.slack.sockets.open):
        socket.abort()

    await until(lambda: not day.wired.heard.health.connected, "it notices")

    assert str(day.wired.heard.health).startswith("not connected")


@pytest.mark.parametrize("code", ["invalid_auth", "link_disabled", "socket_mode_not_enabled"])
async def test_a_token_that_hears_nothing_is_told_at_the_start(
    database_url: str, clock: FakeClock, code: str
) -> None:
    async with slack_server(clock, rates="off") as slack:
        use_manifest(slack, socket=True)
        place = workspace(slack)
        wired = connected(place, clock, socket=True)
        slack.faults.call("apps.connections.open", error(code))
        async with a_house(database_url, clock, wired) as house:
            with pytest.raises(UserMustAct) as told:
                await wired.heard.listen(house)(asyncio.Event())

    assert "SLACK_APP_TOKEN" in told.value.message or told.value.message == SWITCHED_OFF


async def test_an_outage_at_the_start_is_waited_for(database_url: str, clock: FakeClock) -> None:
    async with slack_server(clock, rates="off") as slack:
        use_manifest(slack, socket=True)
        place = workspace(slack)
        wired = connected(place, clock, socket=True)
        slack.faults.call("apps.connections.open", dropped(effect=False))
        stop = asyncio.Event()
        async with a_house(database_url, clock, wired) as house:
            listening = asyncio.ensure_future(wired.heard.listen(house)(stop))
            await until(lambda: wired.heard.health.connected, "it is connected in the end")
            stop.set()
            await listening
