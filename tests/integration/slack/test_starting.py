"""The first minute: what stands in the way is said at once, and what is waited for as well."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from adapters.main import House
from adapters.slack.ask import ask
from bot.errors import Misconfigured
from bot.testing import FakeClock
from tests.fakes.role_process import up
from tests.fakes.slack.faults import dropped, error, limited
from tests.fakes.slack.server import FakeSlack, slack_server
from tests.fakes.slack_heard import (
    Wired,
    Workspace,
    a_house,
    access_to,
    connected,
    until,
    use_manifest,
    workspace,
)

AT_ONCE = 8.0
"""Seconds, on a busy machine."""


@dataclass(slots=True)
class Start:
    slack: FakeSlack
    place: Workspace
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
    async with slack_server(clock, rates="off") as slack:
        use_manifest(slack, socket=True)
        place = workspace(slack)
        wired = connected(place, clock, socket=True)
        async with a_house(url, clock, wired) as house:
            yield Start(slack, place, wired, house, asyncio.Event())


@pytest.fixture
async def start(database_url: str, clock: FakeClock) -> AsyncIterator[Start]:
    async with starting(database_url, clock) as made:
        yield made


async def test_an_address_that_slack_owes_is_waited_for_in_words(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    start.slack.faults.call("apps.connections.open", limited(58))
    listening = start.listens()
    await until(lambda: "once a minute" in start.wired.heard.deaf(), "it waits, and says so")
    assert "Nothing is heard until" in caplog.text
    assert "in 58 s" in caplog.text
    assert await start.ends(listening) < AT_ONCE


async def test_it_listens_as_soon_as_slack_lets_it(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    start.slack.faults.call("apps.connections.open", limited(1))
    listening = start.listens()
    await until(lambda: not start.wired.heard.deaf(), "it hears in the end")
    assert "Slack is heard: Heron Study, by socket." in caplog.text
    await start.ends(listening)


async def test_a_later_address_is_waited_for_in_words_too(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    """The library asks for it, and would sleep."""
    listening = start.listens()
    await until(lambda: not start.wired.heard.deaf(), "it hears")
    start.slack.faults.call("apps.connections.open", limited(58))
    for socket in list(start.slack.sockets.open):
        socket.abort()
    await until(lambda: "once a minute" in start.wired.heard.deaf(), "it waits, and says so")
    assert "Nothing is heard until" in caplog.text
    assert await start.ends(listening) < AT_ONCE


async def test_a_wait_that_slack_asked_for_is_no_reason_to_begin_anew(start: Start) -> None:
    """Beginning anew asks again, and could be told to wait for another minute, for ever."""
    start.wired.heard = replace(
        start.wired.heard, pace=replace(start.wired.heard.pace, ping=0.05, anew_after=1.0)
    )
    listening = start.listens()
    await until(lambda: not start.wired.heard.deaf(), "it hears")
    start.slack.faults.call("apps.connections.open", limited(4))
    begun = time.monotonic()
    for socket in list(start.slack.sockets.open):
        socket.abort()
    await until(lambda: "once a minute" in start.wired.heard.deaf(), "it waits")
    await until(lambda: not start.wired.heard.deaf(), "it hears again")
    assert time.monotonic() - begun > 3.5
    await start.ends(listening)


async def test_a_socket_that_does_not_come_about_holds_up_no_end(start: Start) -> None:
    start.slack.sockets.refuse_sockets = 1000
    listening = start.listens()
    await until(lambda: start.slack.sockets.refuse_sockets < 1000, "it was turned away once")
    assert "not connected" in start.wired.heard.deaf()
    assert await start.ends(listening) < AT_ONCE


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "not_allowed_token_type"])
async def test_a_bot_token_that_is_not_taken_starts_nothing(start: Start, code: str) -> None:
    start.slack.faults.call("auth.test", error(code))
    with pytest.raises(Misconfigured, match="SLACK_BOT_TOKEN isn't taken") as told:
        await start.listens()
    assert code in told.value.message
    assert "api.slack.com/apps" in told.value.message


async def test_an_outage_is_no_bad_token(start: Start) -> None:
    start.slack.faults.call("auth.test", dropped(effect=False))
    listening = start.listens()
    await until(lambda: not start.wired.heard.deaf(), "it hears all the same")
    await start.ends(listening)


async def test_permissions_that_lack_are_named_at_the_start(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    kept = tuple(one for one in start.place.install.scopes if one != "im:write")
    start.place.install.token.scopes = kept
    listening = start.listens()
    await until(lambda: not start.wired.heard.deaf(), "it hears all the same")
    assert "lacks permissions in Heron Study" in caplog.text
    assert "im:write (opens the direct message" in caplog.text
    await start.ends(listening)


async def test_a_process_tells_what_it_waits_for_and_ends_at_once(
    database_url: str, clock: FakeClock, tmp_path: Path
) -> None:
    async with slack_server(clock, rates="real") as slack:
        use_manifest(slack, socket=True)
        access = access_to(workspace(slack), socket=True)
        # As a doctor or a process of just now did.
        assert (await ask(access.api_url, access.app_token, "apps.connections.open")).ok
        settings = {
            "DATABASE_URL": database_url,
            "SLACK_API_URL": slack.url,
            "SLACK_BOT_TOKEN": access.bot_token,
            "SLACK_APP_TOKEN": access.app_token,
        }

        def lives() -> tuple[int, str, int, float, str]:
            with up(tmp_path, "--port", "0", **settings) as debrief:
                debrief.wait_to_say("Nothing is heard until")
                status, said = debrief.get("/readyz")
                begun = time.monotonic()
                code = debrief.stop()
                return status, said, code, time.monotonic() - begun, debrief.said()

        status, said, code, took, log = await asyncio.to_thread(lives)
    assert status == 503
    assert "once a minute" in said
    assert code == 0
    assert "still busy" not in log
    assert took < 20


async def test_a_process_with_a_wrong_token_ends_in_a_sentence(
    database_url: str, clock: FakeClock, tmp_path: Path
) -> None:
    async with slack_server(clock, rates="off") as slack:
        use_manifest(slack, socket=True)
        access = access_to(workspace(slack), socket=True)
        settings = {
            "DATABASE_URL": database_url,
            "SLACK_API_URL": slack.url,
            "SLACK_BOT_TOKEN": "xoxb-nobody",
            "SLACK_APP_TOKEN": access.app_token,
        }

        def dies() -> tuple[int, str]:
            with up(tmp_path, "--port", "0", **settings) as debrief:
                return debrief.end(), debrief.said()

        code, log = await asyncio.to_thread(dies)
    assert code == 2
    assert "into SLACK_BOT_TOKEN" in log.splitlines()[-1]
    assert "exception" not in log
    assert "Traceback" not in log
    assert "xoxb-nobody" not in log
