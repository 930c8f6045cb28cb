"""The first minute: what stands in the way is said at once; and an end is quick."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.discord.access import Access
from adapters.main import House
from bot.errors import Misconfigured
from bot.testing import FakeClock
from tests.fakes.discord.faults import Fault, dropped, status
from tests.fakes.discord.server import discord_server
from tests.fakes.discord_heard import Server, Wired, a_house, connected, server, until
from tests.fakes.role_process import up

AT_ONCE = 8.0
"""Seconds, on a busy machine."""


@dataclass(slots=True)
class Start:
    place: Server
    wired: Wired
    house: House
    stop: asyncio.Event

    async def ends(self, listening: "asyncio.Future[None]") -> float:
        """How long it takes to end once it is told."""
        begun = time.monotonic()
        self.stop.set()
        await asyncio.wait_for(listening, 30)
        return time.monotonic() - begun

    def listens(self) -> "asyncio.Future[None]":
        return asyncio.ensure_future(self.wired.heard.listen(self.house)(self.stop))


@asynccontextmanager
async def starting(url: str, clock: FakeClock) -> AsyncIterator[Start]:
    async with discord_server(clock) as discord:
        place = await server(discord, clock)
        wired = connected(place)
        async with a_house(url, clock, wired) as house:
            yield Start(place, wired, house, asyncio.Event())


@pytest.fixture
async def start(database_url: str, clock: FakeClock) -> AsyncIterator[Start]:
    async with starting(database_url, clock) as made:
        yield made


async def test_it_says_that_it_hears_and_stops_at_once(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    listening = start.listens()
    await until(lambda: not start.wired.heard.deaf(), "it hears")
    assert "Discord is heard: debrief, by its gateway." in caplog.text
    assert start.wired.heard.figures() == {"debrief_discord_connected": {"gateway": 1.0}}
    assert await start.ends(listening) < AT_ONCE
    assert start.place.discord.gateway.links == []


async def test_a_token_that_is_not_taken_starts_nothing(start: Start) -> None:
    start.place.app.token = "reset.in.between"
    with pytest.raises(Misconfigured, match="DISCORD_BOT_TOKEN isn't taken") as told:
        await start.listens()
    assert "discord.com/developers" in told.value.message


async def test_an_intent_that_is_not_switched_on_is_named(start: Start) -> None:
    start.place.app.granted.clear()
    with pytest.raises(Misconfigured, match="Message Content") as told:
        await start.listens()
    assert "discord.com/developers" in told.value.message


@pytest.mark.parametrize("fault", [dropped(effect=False), status(503)], ids=str)
async def test_an_outage_is_no_bad_token(
    start: Start, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    """Several times: of one connection that breaks the HTTP client tells nobody."""
    start.place.discord.faults.call("GET /users/@me", fault, times=3)
    listening = start.listens()
    await until(lambda: not start.wired.heard.deaf(), "it hears all the same")
    assert "can't be asked just now" in caplog.text
    await start.ends(listening)


async def test_an_outage_holds_up_no_end(start: Start) -> None:
    start.place.discord.faults.call("*", dropped(effect=False), times=100_000)
    listening = start.listens()
    await until(lambda: "not connected" in start.wired.heard.deaf(), "it waits, and says so")
    assert await start.ends(listening) < AT_ONCE


@pytest.mark.parametrize(
    ("access", "says"),
    [
        (Access("Bot one.two.three"), "has a space"),
        (Access("123456789012345678"), "the application's id"),
        (Access("0a" * 32), "the application's public key"),
        (Access("a" * 32), "the client secret"),
        (Access("your-token.goes.here"), "still the example"),
        (Access("a.b.c", "discord.com/api"), "DISCORD_API_URL"),
        (Access("a.b.c", "", "https://gateway.discord.gg"), "DISCORD_GATEWAY_URL"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused_in_words(access: Access, says: str) -> None:
    with pytest.raises(Misconfigured, match=says) as told:
        access.check()
    assert access.bot_token not in told.value.message


def settings_of(place: Server, url: str, token: str = "") -> dict[str, str]:
    return {
        "DATABASE_URL": url,
        "DISCORD_API_URL": place.discord.api_url,
        "DISCORD_GATEWAY_URL": place.discord.gateway_url,
        "DISCORD_BOT_TOKEN": token or place.app.token,
    }


async def test_a_process_hears_and_ends_quickly(database_url: str, clock: FakeClock, tmp_path: Path) -> None:
    async with discord_server(clock, rates="real") as discord:
        place = await server(discord, clock)

        def lives() -> tuple[int, str, int, float, str]:
            with up(tmp_path, "--port", "0", **settings_of(place, database_url)) as debrief:
                debrief.wait_to_say("Discord is heard")
                status, _ = debrief.get("/readyz")
                _, metrics = debrief.get("/metrics")
                begun = time.monotonic()
                code = debrief.stop()
                return status, metrics, code, time.monotonic() - begun, debrief.said()

        status, metrics, code, took, log = await asyncio.to_thread(lives)
    assert status == 200
    assert 'debrief_discord_connected{kind="gateway"} 1.0' in metrics
    assert code == 0
    assert "still busy" not in log
    assert "Traceback" not in log
    assert place.app.token not in log
    assert took < 20


@pytest.mark.parametrize("wrong", ["token", "intent"])
async def test_a_process_with_what_a_person_must_mend_ends_in_a_sentence(
    database_url: str, clock: FakeClock, tmp_path: Path, wrong: str
) -> None:
    async with discord_server(clock) as discord:
        place = await server(discord, clock)
        settings = settings_of(place, database_url, "no.bodys.token" if wrong == "token" else "")
        if wrong == "intent":
            place.app.granted.clear()

        def dies() -> tuple[int, str]:
            with up(tmp_path, "--port", "0", **settings) as debrief:
                return debrief.end(), debrief.said()

        code, log = await asyncio.to_thread(dies)
    assert code == 2
    assert ("DISCORD_BOT_TOKEN" if wrong == "token" else "Message Content") in log.splitlines()[-1]
    assert "exception" not in log
    assert "Traceback" not in log
    assert "no.bodys.token" not in log
