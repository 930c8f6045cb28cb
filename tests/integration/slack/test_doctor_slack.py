"""`debrief doctor` before the fake Slack: what is right, and for each thing that isn't, its mend."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest

from adapters.cli.checks.check import Verdict
from adapters.main import Parts
from adapters.main import house as wired
from adapters.slack.ask import ask
from adapters.slack.manifest import SCOPES
from bot.domain.happenings import ChannelClosed, Source
from bot.library.library import Library, load
from bot.practice.receive import receive
from bot.testing import FakeClock
from tests.fakes.slack import faults
from tests.integration.slack.doctor_stage import Scene, a_scene

Plant = Callable[[Scene], object]
TRIED = {"asked too often", "Socket Mode off"}
"""What shows only when an address to listen at is asked for."""


@pytest.fixture
async def scene(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Scene]:
    async with a_scene(database_url, clock, library) as made:
        yield made


async def test_all_that_is_right_is_said_and_nothing_is_posted(scene: Scene) -> None:
    found = await scene.found()
    assert {name: one.found for name, one in found.items() if one.verdict is Verdict.OK} == {
        "Slack token": f"a bot's, of Heron Study ({scene.team.id})",
        "Slack scopes": f"all {len(SCOPES)} that are needed",
        "Slack clock": "0 s apart from Slack's",
        "Slack channel": "in 1 of 1 groups' channels",
        "Slack socket": "Slack takes SLACK_APP_TOKEN. Whether Socket Mode is on, `debrief up` says at once",
        "Slack probe": found["Slack probe"].found,
    }
    assert "--probe" in found["Slack probe"].found
    assert found["Slack events"].mend.endswith("debrief up`.")
    assert not [one for one in scene.slack.calls if one.method.startswith("chat.")]


async def test_the_one_address_of_a_minute_is_left_to_whoever_starts_debrief(scene: Scene) -> None:
    await scene.found()
    opened = await ask(scene.access.api_url, scene.access.app_token, "apps.connections.open")
    assert opened.ok
    again = (await scene.found(probe=True))["Slack socket"]
    assert (again.verdict, again.mend) == (Verdict.WARN, "Wait a minute.")


async def test_a_group_without_a_channel_is_named(scene: Scene) -> None:
    async with wired(scene.url, Parts(clock=scene.clock, library=load([]))) as built:
        source = Source("slack", scene.team.id, "Ev1")
        await receive(built.core, ChannelClosed(source, scene.channel.id, scene.clock.now()))
    found = (await scene.found())["Slack channel"]
    assert (found.verdict, found.found) == (
        Verdict.WARN,
        "the group Mornings has none: it was deleted, or the app left it",
    )
    assert "/invite @Debrief" in found.mend


def without(scope: str) -> Plant:
    def plant(scene: Scene) -> None:
        scene.install.token.scopes = tuple(one for one in scene.install.scopes if one != scope)

    return plant


def fails(method: str, fault: faults.Fault) -> Plant:
    return lambda scene: scene.slack.state.faults.call(method, fault)


def dies(error: str) -> Plant:
    return lambda scene: setattr(scene.install.token, "dead", error)


PLANTED: dict[str, tuple[Plant, str, Verdict, str, str]] = {
    "unknown token": (
        lambda scene: scene.sets(bot_token="xoxb-nobody"),
        "Slack token",
        Verdict.BAD,
        "invalid_auth",
        "Bot User OAuth Token",
    ),
    "app token in its place": (
        lambda scene: scene.sets(bot_token=scene.access.app_token),
        "Slack token",
        Verdict.BAD,
        "not_allowed_token_type",
        "xoxb-",
    ),
    "revoked token": (dies("token_revoked"), "Slack token", Verdict.BAD, "revoked", "Install the app again"),
    "removed app": (dies("account_inactive"), "Slack token", Verdict.BAD, "removed", "Install the app again"),
    "expired token": (dies("token_expired"), "Slack token", Verdict.BAD, "expired", "rotation off"),
    "Slack away": (
        lambda scene: scene.sets(api_url="http://127.0.0.1:9/api/"),
        "Slack token",
        Verdict.BAD,
        "can't be reached",
        "HTTPS_PROXY",
    ),
    "a page instead of an answer": (
        fails("auth.test", faults.html()),
        "Slack token",
        Verdict.BAD,
        "HTTP status 200 without a word",
        "SLACK_API_URL",
    ),
    "trouble at Slack": (
        fails("auth.test", faults.status(503)),
        "Slack token",
        Verdict.BAD,
        "HTTP status 503",
        "slack-status.com",
    ),
    "one scope missing": (
        without("im:write"),
        "Slack scopes",
        Verdict.BAD,
        "missing: im:write",
        "Add im:write",
    ),
    "no scope to ask of channels": (
        without("channels:read"),
        "Slack channel",
        Verdict.WARN,
        "without the scopes above",
        "first",
    ),
    "clock late": (
        lambda scene: setattr(scene, "late", timedelta(minutes=6)),
        "Slack clock",
        Verdict.BAD,
        "360 s apart",
        "NTP",
    ),
    "clock somewhat late": (
        lambda scene: setattr(scene, "late", timedelta(seconds=-40)),
        "Slack clock",
        Verdict.WARN,
        "40 s apart",
        "NTP",
    ),
    "not in the channel": (
        lambda scene: scene.channel.members.discard(scene.install.bot.id),
        "Slack channel",
        Verdict.BAD,
        "Mornings",
        "/invite",
    ),
    "channel archived": (
        lambda scene: setattr(scene.channel, "archived", True),
        "Slack channel",
        Verdict.BAD,
        "archived",
        "unarchive",
    ),
    "channel deleted": (
        lambda scene: setattr(scene.channel, "deleted", True),
        "Slack channel",
        Verdict.BAD,
        "deleted",
        "setup",
    ),
    "unknown app token": (
        lambda scene: scene.sets(app_token="xapp-nobody"),
        "Slack socket",
        Verdict.BAD,
        "invalid_auth",
        "SLACK_APP_TOKEN",
    ),
    "app token that may not listen": (
        lambda scene: scene.sets(app_token=scene.slack.state.tokens.app(scopes=()).text),
        "Slack socket",
        Verdict.BAD,
        "missing_scope",
        "connections:write",
    ),
    "asked too often": (
        fails("apps.connections.open", faults.limited(30)),
        "Slack socket",
        Verdict.WARN,
        "too often",
        "Wait",
    ),
    "Socket Mode off": (
        lambda scene: setattr(scene.slack.app, "socket_mode", False),
        "Slack socket",
        Verdict.BAD,
        "no address",
        "Socket Mode",
    ),
}


@pytest.mark.parametrize("what", PLANTED)
async def test_what_is_wrong_comes_with_its_mend(scene: Scene, what: str) -> None:
    plant, name, verdict, found, mend = PLANTED[what]
    plant(scene)
    finding = (await scene.found(probe=what in TRIED))[name]
    assert finding.verdict is verdict
    assert found in finding.found
    assert mend in finding.mend
    assert not any(secret in finding.found + finding.mend for secret in ("xoxb-n", "xapp-n", "xapp-1"))
