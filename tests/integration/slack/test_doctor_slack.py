"""`debrief doctor` before the fake Slack: what is right, and for each thing that isn't, its mend."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI

from adapters.cli.checks import slack_events
from adapters.cli.checks.check import Finding, Site, Verdict
from adapters.cli.checks.slack import examined
from adapters.cli.checks.slack import slack as slack_check
from adapters.cli.checks.slack_known import Known, known
from adapters.main import Parts
from adapters.main import house as wired
from adapters.settings import Settings
from adapters.slack.access import Access
from adapters.slack.manifest import SCOPES
from adapters.web.serve import Serve, address, listen
from bot.domain.happenings import Account
from bot.domain.speaking import Credential
from bot.domain.speaking import Site as Place
from bot.library.library import Library
from bot.practice.catch_up import still_hearing
from bot.practice.installing.keep import keep_installation
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock
from tests.fakes.slack import faults
from tests.fakes.slack.faults import EventFault
from tests.fakes.slack.server import Channel, FakeSlack, Install, Member, Team, slack_server
from tests.fakes.slack_heard import Workspace, connected, hearing, use_manifest
from tests.fakes.slack_heard import a_house as heard_house
from tests.integration.slack.speak_stage import KEYS, for_many, seal

Plant = Callable[["Scene"], object]


@dataclass(slots=True)
class Scene:
    """One workspace in which a group was set up, and the settings of whoever asks."""

    slack: FakeSlack
    clock: FakeClock
    team: Team
    install: Install
    owner: Member
    channel: Channel
    access: Access
    url: str
    late: timedelta = timedelta(0)
    """By which the doctor's own clock is wrong."""

    def sets(self, **changed: str) -> None:
        self.access = replace(self.access, **changed)

    async def found(self, *, probe: bool = False, keys: str = "") -> dict[str, Finding]:
        """By name; of several the worst."""
        settings = Settings.model_construct(**{**Settings().model_dump(), "secret_keys": keys})
        site = Site(settings, self.url, probe=probe)
        listed = await examined(site, self.access, lambda: self.clock.now() + self.late)
        order = [Verdict.OK, Verdict.WARN, Verdict.BAD]
        return {one.name: one for one in sorted(listed, key=lambda one: order.index(one.verdict))}


@pytest.fixture
async def scene(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Scene]:
    clock.instant = datetime.now(UTC).replace(microsecond=0)
    async with slack_server(clock) as slack:
        use_manifest(slack, socket=True)
        team = slack.workspace("Heron Study")
        install = slack.install(team)
        owner = slack.member(team, "Organiser")
        channel = slack.channel(team, "practice", owner, install.bot)
        access = Access(install.token.text, slack.app_token(), api_url=slack.url)
        await group_in(database_url, clock, library, channel, owner)
        yield Scene(slack, clock, team, install, owner, channel, access, database_url)


async def group_in(url: str, clock: FakeClock, library: Library, channel: Channel, owner: Member) -> None:
    account = Account("slack", owner.team_id, owner.id, owner.name)
    async with wired(url, Parts(clock=clock, library=library)) as built:
        wish = Wish("Mornings", "slack", owner.team_id, channel.id, account, "Europe/Berlin")
        await set_up_group(built.core, wish)


async def test_all_that_is_right_is_said_and_nothing_is_posted(scene: Scene) -> None:
    found = await scene.found()
    assert {name: one.found for name, one in found.items() if one.verdict is Verdict.OK} == {
        "Slack token": f"a bot's, of Heron Study ({scene.team.id})",
        "Slack scopes": f"all {len(SCOPES)} that are needed",
        "Slack clock": "0 s apart from Slack's",
        "Slack channel": "in 1 of 1 groups' channels",
        "Slack socket": "Slack gives an address to listen at",
        "Slack probe": found["Slack probe"].found,
    }
    assert "--probe" in found["Slack probe"].found
    assert found["Slack events"].mend.endswith("debrief up`.")
    assert not [one for one in scene.slack.calls if one.method.startswith("chat.")]


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
    finding = (await scene.found())[name]
    assert finding.verdict is verdict
    assert found in finding.found
    assert mend in finding.mend
    assert not any(secret in finding.found + finding.mend for secret in ("xoxb-n", "xapp-n", "xapp-1"))


async def test_a_probe_is_heard_and_taken_away(scene: Scene) -> None:
    found = (await scene.found(probe=True))["Slack probe"]
    assert found.verdict is Verdict.OK
    assert "was heard" in found.found
    assert scene.slack.said(scene.channel, scene.owner) == []
    assert [one.method for one in scene.slack.calls if one.method.startswith("chat.")] == [
        "chat.postMessage",
        "chat.delete",
    ]


async def test_a_probe_that_nobody_tells_of_is_taken_away_too(scene: Scene) -> None:
    scene.slack.state.faults.event("message", EventFault(lost=True))
    there = scene.slack.state.socket_url()
    finding = await slack_events.probed(
        scene.access, await _known(scene), there, scene.clock.now(), wanted=True, patience=0.3
    )
    assert finding.verdict is Verdict.BAD
    assert "Event Subscriptions" in finding.mend
    assert scene.slack.said(scene.channel, scene.owner) == []


async def test_a_probe_that_cannot_be_posted(scene: Scene) -> None:
    scene.channel.members.discard(scene.install.bot.id)
    found = (await scene.found(probe=True))["Slack probe"]
    assert (found.verdict, found.mend) == (Verdict.BAD, "Type /invite @Debrief in that channel.")


async def test_no_websocket_gets_through(scene: Scene) -> None:
    scene.slack.sockets.refuse_sockets = 1
    found = (await scene.found(probe=True))["Slack probe"]
    assert found.verdict is Verdict.BAD
    assert "websockets" in found.mend
    assert scene.slack.said(scene.channel, scene.owner) == []


async def test_no_probe_takes_anything_from_a_process_that_hears(scene: Scene, library: Library) -> None:
    async with wired(scene.url, Parts(clock=scene.clock, library=library)) as built:
        await still_hearing(built.core, "slack")
    found = await scene.found(probe=True)
    assert found["Slack events"].verdict is Verdict.OK
    assert "@Debrief help" in found["Slack probe"].found
    assert scene.slack.sockets.opened == 0

    scene.clock.forward(minutes=3)
    late = (await scene.found())["Slack events"]
    assert (late.verdict, late.mend) == (Verdict.WARN, "Run `debrief up`.")


@asynccontextmanager
async def over_http(scene: Scene, secret: str) -> AsyncIterator[None]:
    """The pages of the product, which know this secret; the doctor knows Slack's."""
    place = Workspace(scene.slack, scene.team, scene.install, scene.channel)
    scene.sets(app_token="", signing_secret=scene.slack.app.signing_secret)
    connection = connected(place, scene.clock, socket=False)
    connection.heard = replace(connection.heard, signing_secret=secret)
    async with (
        heard_house(scene.url, scene.clock, connection) as house,
        hearing(place, connection, house, socket=False),
    ):
        scene.sets(public_url=scene.slack.app.events_url.removesuffix("/slack/events"))
        yield


async def test_the_public_address_is_asked_as_slack_asks(scene: Scene) -> None:
    async with over_http(scene, scene.slack.app.signing_secret):
        found = await scene.found()
    assert found["Slack address"].verdict is Verdict.OK
    assert "Event Subscriptions" in found["Slack probe"].found


async def test_another_secret_is_used_there(scene: Scene) -> None:
    async with over_http(scene, "another secret"):
        found = (await scene.found())["Slack address"]
    assert found.verdict is Verdict.BAD
    assert "SLACK_SIGNING_SECRET" in found.mend


@pytest.mark.parametrize(
    ("url", "verdict", "mend"),
    [("", Verdict.WARN, "Set DEBRIEF_URL"), ("http://127.0.0.1:9", Verdict.BAD, "the role web")],
)
async def test_an_address_that_leads_nowhere(scene: Scene, url: str, verdict: Verdict, mend: str) -> None:
    scene.sets(app_token="", signing_secret="s", public_url=url)
    found = (await scene.found())["Slack address"]
    assert found.verdict is verdict
    assert mend in found.mend


async def test_something_else_answers_there(scene: Scene) -> None:
    stop, bound = asyncio.Event(), listen("127.0.0.1", 0)
    serving = asyncio.ensure_future(Serve(FastAPI(), bound, 1.0)(stop))
    scene.sets(app_token="", signing_secret="s", public_url=address(bound))
    found = (await scene.found())["Slack address"]
    stop.set()
    await serving
    bound.close()
    assert found.found.startswith("something else answers")


async def test_each_of_many_workspaces_is_asked_with_its_own_token(scene: Scene, library: Library) -> None:
    scene.access = for_many(scene.slack)
    site = Place("slack", scene.team.id)
    async with wired(scene.url, Parts(clock=scene.clock, library=library)) as built:
        key = Credential(site, {"token": scene.install.token.text})
        await keep_installation(built.core, seal(), key, "Heron Study")

    assert (await scene.found(keys=KEYS))["Slack channel"].verdict is Verdict.OK
    wrong = (await scene.found(keys="another-key-of-thirty-two-letters"))["Slack"]
    assert (wrong.verdict, wrong.mend) == (Verdict.BAD, "Correct DEBRIEF_SECRET_KEYS.")
    scene.install.token.dead = "token_revoked"
    lost = (await scene.found(keys=KEYS))["Slack token"]
    assert lost.mend == "Let an owner of that workspace open https://debrief.test/slack/install."


def test_with_nothing_set_nothing_is_said() -> None:
    assert list(slack_check(Site(Settings.model_construct(**Settings().model_dump()), None))) == []


async def _known(scene: Scene) -> list[Known]:
    site = Site(Settings.model_construct(**Settings().model_dump()), scene.url)
    return await known(site, scene.access)
