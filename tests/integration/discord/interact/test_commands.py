"""`debrief discord`: what is registered, told and changed, and only where it differs."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from adapters.cli.discord import app
from adapters.discord.access import Access
from adapters.discord.commands import commands, differences
from adapters.discord.permissions import permission_bits
from adapters.discord.registering import sync, warn_if_outdated
from bot.errors import UserMustAct
from bot.testing import FakeClock
from tests.fakes.discord.faults import JSON, Fault, refusal
from tests.fakes.discord.server import FakeDiscord, discord_server

REGISTERED = "PUT /applications/{}/commands"


@pytest.fixture
async def server(clock: FakeClock) -> AsyncIterator[FakeDiscord]:
    async with discord_server(clock) as server:
        server.application("Debrief")
        yield server


@pytest.fixture
def access(server: FakeDiscord) -> Access:
    return Access(server.app.token, server.api_url, server.gateway_url)


def puts(server: FakeDiscord) -> int:
    return len([call for call in server.calls if call.route.startswith("PUT /applications")])


async def cli(server: FakeDiscord, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    monkeypatch.setenv("DISCORD_BOT_TOKEN", server.app.token)
    monkeypatch.setenv("DISCORD_API_URL", server.api_url)
    return await asyncio.to_thread(CliRunner().invoke, app, list(words))


async def test_commands_are_registered_once(server: FakeDiscord, access: Access) -> None:
    first = await sync(access)
    assert len(first.changes) == first.count == 4
    again = await sync(access)
    assert again.changes == []
    assert puts(server) == 1
    assert not server.refused


@pytest.mark.parametrize("word", ["sync", "invite"])
async def test_a_token_that_is_not_taken_is_told_to_whoever_runs_it(
    server: FakeDiscord, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    server.faults.call("GET /applications/@me", refusal(0, "401: Unauthorized", http=401))
    told = await cli(server, monkeypatch, word)
    says = str(told.exception)
    assert says.startswith("DISCORD_BOT_TOKEN isn't taken by Discord. Nothing was changed. Press Reset Token")
    assert puts(server) == 0


async def test_what_changed_is_told_and_registered(server: FakeDiscord, access: Access) -> None:
    await sync(access)
    debrief = next(it for it in server.app.global_commands.values() if it["name"] == "debrief")
    debrief["options"][0]["description"] = "An older word for it"
    server.app.global_commands["9"] = {**debrief, "id": "9", "name": "old"}
    done = await sync(access)
    assert done.changes == [
        "/old is registered, and isn't ours any more.",
        "/debrief is registered otherwise: board.",
    ]
    assert not (await sync(access)).changes


async def test_the_entry_point_of_an_activity_is_left(server: FakeDiscord, access: Access) -> None:
    """Discord made it, and takes no list without it."""
    launch: dict[str, Any] = {"id": "5", "type": 4, "name": "launch", "description": "", "handler": 2}
    assert differences([*commands(), launch], commands()) == []


async def test_a_server_of_its_own_to_try_in(server: FakeDiscord, access: Access) -> None:
    guild = server.guild("Heron Study")
    server.install(server.app, guild)
    await sync(access, guild.id)
    assert len(server.app.guild_commands[guild.id]) == 4
    assert server.app.global_commands == {}
    await sync(access, guild.id, remove=True)
    assert server.app.guild_commands[guild.id] == {}


async def test_a_server_without_the_app_is_refused(server: FakeDiscord, access: Access) -> None:
    guild = server.guild("Elsewhere")
    with pytest.raises(UserMustAct):
        await sync(access, guild.id)


async def test_a_start_warns_of_what_isnt_registered(
    server: FakeDiscord, access: Access, caplog: pytest.LogCaptureFixture
) -> None:
    await warn_if_outdated(access)
    assert "debrief discord sync" in caplog.text
    caplog.clear()
    await sync(access)
    await warn_if_outdated(access)
    server.faults.call("GET /applications/@me", refusal(0, "401: Unauthorized", http=401))
    await warn_if_outdated(access)
    server.faults.call("GET /applications/{}/commands", Fault(body=b"[{}]", headers=JSON))
    await warn_if_outdated(access)
    assert caplog.text == ""


async def test_sync_by_the_command_line(server: FakeDiscord, monkeypatch: pytest.MonkeyPatch) -> None:
    first = await cli(server, monkeypatch, "sync")
    assert "/debrief isn't registered yet." in first.output
    assert "4 commands are registered now" in first.output
    assert "Nothing differs" in (await cli(server, monkeypatch, "sync")).output


async def test_the_invitation_asks_for_no_more_than_is_needed(
    server: FakeDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = await cli(server, monkeypatch, "invite")
    assert f"client_id={server.app.id}&" in found.output
    assert "scope=bot+applications.commands" in found.output
    assert f"permissions={permission_bits()}&" in found.output
