"""`debrief doctor` before the fake Discord: what is right, and for each thing that isn't, its mend."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest

from adapters.cli.checks.check import Site, Verdict
from adapters.cli.checks.discord import discord as discord_check
from adapters.cli.checks.discord_examined import examined
from adapters.discord.commands import commands
from adapters.settings import Settings
from bot.library.library import Library
from bot.testing import FakeClock
from tests.fakes.discord import faults
from tests.fakes.discord.acts.guilds import USUAL
from tests.fakes.discord.permissions import bits
from tests.integration.discord.doctor_stage import Scene, a_scene

Plant = Callable[[Scene], object]


@pytest.fixture
async def scene(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Scene]:
    async with a_scene(database_url, clock, library) as made:
        yield made


async def test_all_that_is_right_is_said_and_nothing_is_changed(scene: Scene) -> None:
    found = await scene.found()
    assert {name: one.found for name, one in found.items() if one.verdict is Verdict.OK} == {
        "Discord token": f"of the app Debrief ({scene.app.id})",
        "Discord messages": "their text may be read: Message Content Intent is on",
        "Discord clock": "0 s apart from Discord's",
        "Discord commands": f"all {len(commands())} are registered as they are here",
        "Discord server": "in Heron Study",
        "Discord channel": "all is well in 1 of 1 groups' channels",
        "Discord gateway": "it answers; 1,000 of 1,000 session starts are left",
        "Discord probe": found["Discord probe"].found,
    }
    assert "--probe" in found["Discord probe"].found
    assert found["Discord events"].mend == "Run `debrief up`."
    assert not scene.posted()
    assert not scene.discord.gateway.starts.identified


@pytest.mark.parametrize("token", ["", "two words", "12345"])
def test_nothing_is_said_where_discord_is_not_wanted_or_its_settings_cannot_be_meant(token: str) -> None:
    assert list(discord_check(Site(settings(token), None))) == []


async def test_it_asks_with_what_is_set(scene: Scene) -> None:
    """As the command does, from a thread without a loop of its own."""
    access = scene.access
    given = settings(access.bot_token, api_url=access.api_url, gateway_url=access.gateway_url)
    found = await asyncio.to_thread(lambda: list(discord_check(Site(given, scene.url))))
    assert {one.verdict for one in found} == {Verdict.OK, Verdict.WARN}
    assert found[0].found == f"of the app Debrief ({scene.app.id})"


async def test_before_there_is_a_database_only_discord_is_asked(scene: Scene) -> None:
    found = await examined(Site(settings(""), None), scene.access, scene.clock.now)
    said = {one.name: one.found for one in found}
    assert said["Discord channel"] == "no group has one yet"
    assert said["Discord events"] == "none came in yet"


def settings(token: str, *, api_url: str = "", gateway_url: str = "") -> Settings:
    set_here = {"discord_bot_token": token, "discord_api_url": api_url, "discord_gateway_url": gateway_url}
    return Settings.model_construct(**{**Settings().model_dump(), "port": 0, **set_here})


def answers(route: str, fault: faults.Fault) -> Plant:
    return lambda scene: scene.discord.faults.call(route, fault, times=9)


def may_not(*taken: str) -> Plant:
    """Nobody in the server may, by any role."""

    def plant(scene: Scene) -> None:
        left = [one for one in USUAL if one not in taken]
        scene.discord.may(scene.guild, *left)
        scene.guild.everyone.permissions = bits(*left)

    return plant


def here(**changed: object) -> Plant:
    def plant(scene: Scene) -> None:
        for name, value in changed.items():
            setattr(scene.channel, name, value)

    return plant


def one_command_fewer(scene: Scene) -> None:
    scene.app.global_commands.popitem()


PLANTED: dict[str, tuple[Plant, str, Verdict, str, str]] = {
    "unknown token": (
        lambda scene: scene.sets(bot_token="not.the.token"),
        "Discord token",
        Verdict.BAD,
        "doesn't take",
        "Reset Token",
    ),
    "Discord away": (
        lambda scene: scene.sets(api_url="http://127.0.0.1:9"),
        "Discord token",
        Verdict.BAD,
        "can't be reached",
        "DISCORD_API_URL",
    ),
    "trouble at Discord": (
        answers("GET /applications/@me", faults.status(503)),
        "Discord token",
        Verdict.BAD,
        "HTTP status 503",
        "discordstatus.com",
    ),
    "a page instead of an answer": (
        answers("GET /applications/@me", faults.status(200)),
        "Discord token",
        Verdict.BAD,
        "something else than Discord answers",
        "DISCORD_API_URL",
    ),
    "shut out on the way": (
        answers("GET /applications/@me", faults.banned()),
        "Discord token",
        Verdict.BAD,
        "HTTP status 429",
        "discordstatus.com",
    ),
    "message content off": (
        lambda scene: scene.app.granted.clear(),
        "Discord messages",
        Verdict.BAD,
        "is off",
        "Privileged Gateway Intents",
    ),
    "interactions go elsewhere": (
        lambda scene: setattr(scene.app, "endpoint_url", "https://elsewhere.example.org"),
        "Discord portal",
        Verdict.BAD,
        "another address",
        "Interactions Endpoint URL",
    ),
    "clock late": (
        lambda scene: setattr(scene, "late", timedelta(minutes=-6)),
        "Discord clock",
        Verdict.BAD,
        "360 s apart",
        "NTP",
    ),
    "clock somewhat late": (
        lambda scene: setattr(scene, "late", timedelta(seconds=40)),
        "Discord clock",
        Verdict.WARN,
        "40 s apart",
        "NTP",
    ),
    "no commands": (
        lambda scene: scene.app.global_commands.clear(),
        "Discord commands",
        Verdict.BAD,
        "none is registered",
        "discord sync",
    ),
    "older commands": (
        one_command_fewer,
        "Discord commands",
        Verdict.WARN,
        "they aren't as here: ",
        "discord sync",
    ),
    "commands can't be listed": (
        answers("GET /applications/{}/commands", faults.status(500)),
        "Discord commands",
        Verdict.WARN,
        "can't be looked at",
        "Try again",
    ),
    "may not attach": (
        may_not("attach_files"),
        "Discord channel",
        Verdict.BAD,
        "“Attach Files”",
        "Server Settings, Roles",
    ),
    "hidden": (
        lambda scene: scene.discord.permits(scene.channel, scene.guild.everyone, deny=["view_channel"]),
        "Discord channel",
        Verdict.BAD,
        "can't see it",
        "View Channel",
    ),
    "in a time-out": (
        lambda scene: setattr(scene.bot, "timed_out", True),
        "Discord channel",
        Verdict.BAD,
        "time-out",
        "moderates",
    ),
    "channel deleted": (here(deleted=True), "Discord channel", Verdict.BAD, "was deleted", "setup"),
    "turned into a voice channel": (here(type=2), "Discord channel", Verdict.BAD, "neither", "setup"),
    "a forum that demands a tag": (
        here(type=15, tag_required=True, tags=[{"id": "1", "name": "Staff", "moderated": True}]),
        "Discord channel",
        Verdict.BAD,
        "need a tag",
        "tag",
    ),
    "channels can't be asked about": (
        answers("GET /channels/{}", faults.status(500)),
        "Discord channel",
        Verdict.WARN,
        "Mornings",
        "Try again",
    ),
    "servers can't be listed": (
        answers("GET /users/@me/guilds", faults.status(500)),
        "Discord server",
        Verdict.WARN,
        "can't be looked at",
        "Try again",
    ),
    "no session start left": (
        lambda scene: setattr(scene.app, "starts_left", 2),
        "Discord gateway",
        Verdict.BAD,
        "2 of 1,000 session starts are left, for 1440 minutes",
        "read its log",
    ),
    "few session starts left": (
        lambda scene: setattr(scene.app, "starts_left", 99),
        "Discord gateway",
        Verdict.WARN,
        "99 of 1,000",
        "read its log",
    ),
    "no websocket gets through": (
        lambda scene: setattr(scene.discord.gateway, "refuse_next", 9),
        "Discord gateway",
        Verdict.BAD,
        "websockets",
        "DISCORD_GATEWAY_URL",
    ),
}


@pytest.mark.parametrize("what", PLANTED)
async def test_what_is_wrong_comes_with_its_mend(scene: Scene, what: str) -> None:
    plant, name, verdict, found, mend = PLANTED[what]
    plant(scene)
    finding = (await scene.found())[name]
    assert finding.verdict is verdict
    assert found in finding.found
    assert mend in finding.mend
    assert not any("token.of" in one.found + one.mend for one in scene.listed)


async def test_a_short_limit_is_waited_out(scene: Scene) -> None:
    scene.discord.faults.call("GET /gateway/bot", faults.limited(0.01))
    assert (await scene.found())["Discord gateway"].verdict is Verdict.OK
    scene.discord.faults.call("GET /gateway/bot", faults.limited(60))
    assert (await scene.found())["Discord gateway"].verdict is Verdict.WARN
