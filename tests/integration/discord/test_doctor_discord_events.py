"""`debrief doctor` on how Discord's events come: who listens, and a message of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from fastapi import FastAPI, Response

from adapters.cli.checks import discord_gateway
from adapters.cli.checks.check import Verdict
from adapters.discord.heard.intents import INTENTS
from adapters.discord.probe import Line
from adapters.metrics.counts import Counts
from adapters.metrics.scrape import MEDIA_TYPE, scrape
from adapters.web.serve import Serve, address, listen
from bot.library.library import Library
from bot.practice.catch_up import still_hearing
from bot.testing import FakeClock
from tests.fakes.discord.faults import EventFault
from tests.fakes.discord.world import FORUM
from tests.integration.discord.doctor_stage import Scene, a_scene
from tests.integration.discord.fake_discord_stage import until

MESSAGE = "/channels/{channel_id}/messages/{message_id}"


@pytest.fixture
async def scene(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Scene]:
    async with a_scene(database_url, clock, library) as made:
        yield made


@asynccontextmanager
async def a_process(scene: Scene, *, connected: bool) -> AsyncIterator[None]:
    """What a Debrief on the doctor's machine says of its session."""
    stop, bound = asyncio.Event(), listen("127.0.0.1", 0)
    web = FastAPI()

    @web.get("/metrics")
    async def metrics() -> Response:
        async with scene.house() as built:
            said = {"debrief_discord_connected": {"gateway": float(connected)}}
            return Response(await scrape(built.core, Counts(), [said]), media_type=MEDIA_TYPE)

    serving = asyncio.ensure_future(Serve(web, bound, 1.0)(stop))
    scene.port = int(address(bound).rpartition(":")[2])
    try:
        yield
    finally:
        stop.set()
        await serving
        bound.close()


def seen(scene: Scene) -> list[str]:
    return [one.text for one in scene.discord.said(scene.channel, scene.owner)]


async def test_a_probe_is_heard_and_taken_away(scene: Scene) -> None:
    found = (await scene.found(probe=True))["Discord probe"]
    assert found.verdict is Verdict.OK
    assert "was heard" in found.found
    assert seen(scene) == []
    assert scene.posted() == ["POST /channels/{channel_id}/messages", "DELETE " + MESSAGE]
    assert [one["intents"] for one in scene.discord.gateway.starts.identified] == [INTENTS]


async def test_a_probe_calls_nobody(scene: Scene) -> None:
    await scene.found(probe=True)
    (sent,) = [call.body for call in scene.discord.calls if call.route.startswith("POST ")]
    assert sent["flags"] == 1 << 12
    assert sent["allowed_mentions"] == {"parse": []}


async def test_a_probe_that_nobody_tells_of_is_taken_away_too(
    scene: Scene,
) -> None:
    scene.discord.faults.event("MESSAGE_CREATE", EventFault(lost=True))
    line = Line(scene.discord.gateway_url)
    finding = await discord_gateway.probed(scene.access, line, scene.at, patience=0.3)
    assert finding.verdict is Verdict.BAD
    assert "no event told of it" in finding.found
    assert seen(scene) == []


async def test_what_others_say_meanwhile_is_no_sign(scene: Scene) -> None:
    scene.discord.faults.event("MESSAGE_CREATE", EventFault(lost=True))
    line = Line(scene.discord.gateway_url)
    probing = asyncio.create_task(discord_gateway.probed(scene.access, line, scene.at, patience=0.5))
    await until(lambda: bool(scene.posted()))
    await scene.discord.posts(scene.owner, scene.channel, "A word")
    assert (await probing).verdict is Verdict.BAD


async def test_a_probe_that_cannot_be_posted(scene: Scene) -> None:
    scene.discord.permits(scene.channel, scene.bot, deny=["send_messages"])
    found = (await scene.found(probe=True))["Discord probe"]
    assert found.verdict is Verdict.BAD
    assert "“Send Messages”" in found.found
    assert "Edit Channel" in found.mend


async def test_the_gateway_says_why_it_begins_no_session(scene: Scene) -> None:
    scene.app.granted.clear()
    found = (await scene.found(probe=True))["Discord probe"]
    assert (found.verdict, found.found) == (Verdict.BAD, "the gateway refused the session (4014)")
    assert "Message Content Intent" in found.mend
    assert not scene.posted()


async def test_another_session_began_seconds_ago(scene: Scene) -> None:
    scene.discord.gateway.starts.strict = True
    assert (await scene.found(probe=True))["Discord probe"].verdict is Verdict.OK
    found = (await scene.found(probe=True))["Discord probe"]
    assert (found.verdict, found.found) == (Verdict.WARN, "Discord lets no session begin just now")


async def test_the_gateway_falls_silent(scene: Scene) -> None:
    scene.discord.gateway.refuse_next = 9
    found = await discord_gateway.probed(scene.access, Line(scene.discord.gateway_url), scene.at)
    assert found.verdict is Verdict.BAD
    assert "websockets" in found.mend
    assert not scene.posted()


async def test_from_a_forum_no_probe_could_be_taken_away(scene: Scene) -> None:
    scene.channel.type = FORUM
    found = (await scene.found(probe=True))["Discord probe"]
    assert (found.verdict, scene.posted()) == (Verdict.OK, [])
    assert "forums" in found.found

    await scene.group_in(scene.discord.channel(scene.guild, "evenings"), "Evenings")
    scene.discord.calls.clear()
    assert "was heard" in (await scene.found(probe=True))["Discord probe"].found


async def test_no_probe_beside_a_process_that_hears(scene: Scene) -> None:
    async with scene.house() as built:
        await still_hearing(built.core, "discord")
    found = await scene.found(probe=True)
    assert found["Discord events"].verdict is Verdict.OK
    assert "seems to be connected" in found["Discord probe"].found
    assert not scene.discord.gateway.starts.identified

    scene.clock.forward(minutes=3)
    late = (await scene.found())["Discord events"]
    assert (late.verdict, late.mend) == (Verdict.WARN, "Run `debrief up`.")


async def test_a_process_on_this_machine_knows_better_than_its_rows(scene: Scene) -> None:
    async with a_process(scene, connected=True):
        assert "a process is connected" in (await scene.found(probe=True))["Discord probe"].found
    async with scene.house() as built:
        await still_hearing(built.core, "discord")
    async with a_process(scene, connected=False):
        found = await scene.found(probe=True)
    assert not scene.posted()
    for name in ("Discord probe", "Discord events"):
        assert found[name].verdict is Verdict.WARN
        assert "isn't connected" in found[name].found


@pytest.mark.parametrize("shards", [1, 3])
async def test_the_probe_listens_where_its_server_is_told_of(scene: Scene, shards: int) -> None:
    line = Line(scene.discord.gateway_url, shards)
    assert (await discord_gateway.probed(scene.access, line, scene.at)).verdict is Verdict.OK
    (said,) = scene.discord.gateway.starts.identified
    assert said["shard"] == [(int(scene.guild.id) >> 22) % shards, shards]
