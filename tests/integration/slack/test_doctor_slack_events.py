"""`debrief doctor` on how events come: by probe, by the public address, in each of many workspaces."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi import FastAPI

from adapters.cli.checks import slack_socket
from adapters.cli.checks.check import Site, Verdict
from adapters.cli.checks.slack import slack as slack_check
from adapters.cli.checks.slack_known import Known, known
from adapters.cli.running import Served, pages
from adapters.main import Parts
from adapters.main import house as wired
from adapters.metrics.counts import Counts
from adapters.settings import Settings
from adapters.slack.manifest import manifest
from adapters.web.serve import Serve, address, listen
from bot.domain.speaking import Credential
from bot.domain.speaking import Site as Place
from bot.library.library import Library
from bot.practice.catch_up import still_hearing
from bot.practice.installing.keep import keep_installation
from bot.testing import FakeClock
from tests.fakes.slack.faults import EventFault
from tests.fakes.slack_heard import Wired, Workspace, chat_of, connected, connected_by, hearing
from tests.fakes.slack_heard import a_house as heard_house
from tests.integration.slack.doctor_stage import Scene, a_scene
from tests.integration.slack.speak_stage import KEYS, for_many, seal


@pytest.fixture
async def scene(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Scene]:
    async with a_scene(database_url, clock, library) as made:
        yield made


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
    finding = await slack_socket.probed(scene.access, await _known(scene), there, patience=0.3)
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


@asynccontextmanager
async def a_process(scene: Scene, connection: Wired) -> AsyncIterator[None]:
    """Its metrics, where the doctor looks for them."""
    stop, bound = asyncio.Event(), listen("127.0.0.1", 0)
    async with heard_house(scene.url, scene.clock, connection) as house:
        chat = replace(chat_of(connection), figures=connection.heard.figures)
        app = pages(house, Served((chat,), (chat,), (chat,)), Counts())
        serving = asyncio.ensure_future(Serve(app, bound, 1.0)(stop))
        scene.port = int(address(bound).rpartition(":")[2])
        scene.slack.app.at(address(bound))
        try:
            yield
        finally:
            stop.set()
            await serving
            bound.close()


async def posts_a_word(scene: Scene) -> None:
    member = scene.slack.member(scene.team, "Ada")
    scene.channel.members.add(member.id)
    await scene.slack.posts(member, scene.channel, "A word")


async def test_a_wrong_signing_secret_is_seen_by_what_slack_sends(scene: Scene) -> None:
    scene.slack.app.use_manifest(manifest("https://debrief.example.org"))
    wrong = replace(scene.access, app_token="", signing_secret="another app's")
    scene.access = wrong
    async with a_process(scene, connected_by(wrong, scene.clock)):
        assert "Slack signature" not in await scene.found()
        await posts_a_word(scene)
        found = (await scene.found())["Slack signature"]
    assert found.verdict is Verdict.BAD
    assert "requests came whose signature isn't ours" in found.found
    assert "Compare SLACK_SIGNING_SECRET" in found.mend


async def test_a_right_signing_secret_is_seen_by_what_slack_sends(scene: Scene) -> None:
    scene.slack.app.use_manifest(manifest("https://debrief.example.org"))
    right = replace(scene.access, app_token="", signing_secret=scene.slack.app.signing_secret)
    scene.access = right
    async with a_process(scene, connected_by(right, scene.clock)):
        await posts_a_word(scene)
        assert (await scene.found())["Slack signature"].verdict is Verdict.OK
        # One that came too late, and was taken when Slack sent it again.
        scene.slack.faults.event("message", EventFault(signed_ago=600))
        await posts_a_word(scene)
        assert (await scene.found())["Slack signature"].verdict is Verdict.OK


async def test_a_process_that_runs_and_is_not_connected_is_no_process_that_hears(
    scene: Scene, library: Library
) -> None:
    """It stopped a moment ago, and another was started, which waits for its address."""
    async with wired(scene.url, Parts(clock=scene.clock, library=library)) as built:
        await still_hearing(built.core, "slack")
    assert "seems to be connected" in (await scene.found())["Slack probe"].found
    async with a_process(scene, connected_by(scene.access, scene.clock)):
        found = await scene.found(probe=True)
    assert "isn't connected" in found["Slack socket"].found
    assert not [one for one in scene.slack.calls if one.method == "apps.connections.open"]


@pytest.mark.parametrize(
    ("changed", "verdict", "says"),
    [
        ({}, Verdict.OK, "takes SLACK_CLIENT_ID"),
        ({"client_secret": "another"}, Verdict.BAD, "SLACK_CLIENT_SECRET isn't this app's"),
        ({"client_id": "1.1"}, Verdict.BAD, "SLACK_CLIENT_ID isn't this app's"),
    ],
)
async def test_the_client_is_tried_and_the_clock_before_there_is_a_workspace(
    scene: Scene, changed: dict[str, str], verdict: Verdict, says: str
) -> None:
    scene.access = replace(for_many(scene.slack), **changed)
    scene.late = timedelta(minutes=6)
    found = await scene.found(keys=KEYS)
    assert found["Slack client"].verdict is verdict
    assert says in found["Slack client"].found
    assert found["Slack clock"].verdict is Verdict.BAD


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


async def test_over_http_a_quiet_workspace_is_no_trouble(scene: Scene, library: Library) -> None:
    """No events come in where nothing is written; whether they would, the address is asked."""
    async with wired(scene.url, Parts(clock=scene.clock, library=library)) as built:
        await still_hearing(built.core, "slack")
    scene.clock.forward(hours=20)
    scene.sets(app_token="", signing_secret=scene.slack.app.signing_secret)

    assert (await scene.found())["Slack events"].verdict is Verdict.OK
