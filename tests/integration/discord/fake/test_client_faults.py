"""What the unmodified discord.py does when things go wrong, as it was measured."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest

from bot.testing import FakeClock
from tests.fakes.discord.faults import dropped, limited, mistyped, status
from tests.fakes.discord.server import EventFault, discord_server
from tests.integration.discord.fake_discord_stage import (
    Bot,
    Group,
    few_intents,
    group,
    point_at,
    running,
    text_channel,
    until,
)

SEND = "POST /channels/{}/messages"


def texts(bot: Bot) -> list[str]:
    return [each.content for each in bot.heard.of("message")]


def said(stage: Group) -> list[str]:
    return [each.text for each in stage.discord.messages(stage.practice)]


async def dead(stage: Group, monkeypatch: pytest.MonkeyPatch, intents: discord.Intents | None = None) -> None:
    """Start a client that can't live."""
    point_at(stage.discord, monkeypatch)
    bot = Bot(intents or few_intents())
    try:
        await asyncio.wait_for(bot.start(stage.app.token), 30)
    finally:
        await bot.close()


async def test_a_cut_line_is_resumed_with_what_was_missed(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(stage, monkeypatch) as bot:
        stage.discord.gateway.drops()
        await stage.discord.posts(stage.ada, stage.practice, "missed")
        await until(lambda: bool(bot.heard.of("resumed")))
        await stage.discord.posts(stage.ada, stage.practice, "heard")
        await until(lambda: "heard" in texts(bot))

        assert texts(bot) == ["missed", "heard"]
        assert len(stage.discord.gateway.starts.resumed) == 1


async def test_op_7_op_9_and_close_codes_bring_it_back(stage: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    gateway = stage.discord.gateway
    async with running(stage, monkeypatch) as bot:
        gateway.asks_to_reconnect()
        await until(lambda: len(bot.heard.of("resumed")) == 1)
        gateway.closes(4000)
        await until(lambda: len(bot.heard.of("resumed")) == 2)
        gateway.invalidates(resumable=True)
        await until(lambda: len(bot.heard.of("resumed")) == 3)
        gateway.invalidates(resumable=False)
        await until(lambda: len(bot.heard.of("ready")) == 2)
        await stage.discord.posts(stage.ada, stage.practice, "heard")
        await until(lambda: "heard" in texts(bot))

        assert (len(gateway.starts.resumed), len(gateway.starts.identified)) == (3, 2)


async def test_a_session_that_is_gone_begins_anew_and_what_was_missed_is_not_heard(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(stage, monkeypatch) as bot:
        stage.discord.gateway.drops()
        stage.discord.gateway.forgets()
        await stage.discord.posts(stage.ada, stage.practice, "missed")
        await until(lambda: len(bot.heard.of("ready")) == 2)
        await stage.discord.posts(stage.ada, stage.practice, "heard")
        await until(lambda: "heard" in texts(bot))

        assert texts(bot) == ["heard"]


async def test_without_answers_to_its_heartbeats_it_comes_again(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.discord.state.heartbeat = 0.1
    async with running(stage, monkeypatch, heartbeat_timeout=0.5) as bot:
        stage.discord.gateway.withhold_acks = True
        await until(lambda: bool(bot.heard.of("disconnect")))
        stage.discord.gateway.withhold_acks = False
        await until(lambda: bool(bot.heard.of("resumed")))


async def test_it_does_not_live_without_token_or_intent(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.app.granted.clear()
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await dead(stage, monkeypatch)
    stage.discord.gateway.refuse_next = 1
    with pytest.raises(AttributeError):
        await dead(stage, monkeypatch)


@pytest.mark.parametrize(
    ("malformed", "kind"), [({"id": "strange"}, ValueError), ({"author": None}, AttributeError)]
)
async def test_a_malformed_event_kills_it(
    stage: Group, monkeypatch: pytest.MonkeyPatch, malformed: dict[str, Any], kind: type[Exception]
) -> None:
    stage.discord.faults.event("MESSAGE_CREATE", EventFault(malformed=malformed))
    point_at(stage.discord, monkeypatch)
    bot = Bot(few_intents(), guild_ready_timeout=0.05)
    task = asyncio.ensure_future(bot.start(stage.app.token))
    await until(lambda: bool(bot.heard.of("ready")))
    await stage.discord.posts(stage.ada, stage.practice, "w")
    with pytest.raises(kind):
        await asyncio.wait_for(task, 30)
    await bot.close()


async def test_an_event_that_comes_twice_is_heard_twice(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.discord.faults.event("MESSAGE_CREATE", EventFault(copies=2))
    async with running(stage, monkeypatch) as bot:
        await stage.discord.posts(stage.ada, stage.practice, "twice")
        await until(lambda: len(texts(bot)) == 2)


async def test_a_429_with_via_is_waited_for_and_one_without_is_an_error(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(stage, monkeypatch) as bot:
        channel = text_channel(bot, stage.practice)
        for fault in (limited(0.1), limited(0.1, scope="global")):
            stage.discord.faults.call(SEND, fault)
            began = time.monotonic()
            await channel.send("Words.")
            assert time.monotonic() - began >= 0.1
        stage.discord.faults.call(SEND, limited(0.1, via=False))
        with pytest.raises(discord.HTTPException):
            await channel.send("Never.")

    assert said(stage) == ["Words.", "Words."]


async def test_it_tries_again_after_502_even_where_it_took_effect_but_not_after_503_or_a_cut_line(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(stage, monkeypatch) as bot:
        channel = text_channel(bot, stage.practice)
        stage.discord.faults.call(SEND, status(502, effect=True))
        await channel.send("Once, for the library adds a nonce.")
        stage.discord.faults.call("POST /channels/{}/threads", status(502, effect=True))
        await channel.create_thread(name="Twice")
        assert (len(said(stage)), len(stage.discord.threads(stage.practice))) == (1, 2)
        stage.discord.faults.call(SEND, status(503))
        with pytest.raises(discord.DiscordServerError):
            await channel.send("Never.")
        stage.discord.faults.call(SEND, dropped(effect=True))
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await channel.send("Landed.")
        stage.discord.faults.call(SEND, mistyped())
        with pytest.raises(TypeError):
            await channel.send("Landed too.")

    assert said(stage)[1:] == ["Landed.", "Landed too."]


@pytest.fixture
async def paced(clock: FakeClock) -> AsyncIterator[Group]:
    async with discord_server(clock, rates="real") as fake:
        yield group(fake)


async def test_it_keeps_within_its_buckets_by_itself(paced: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(paced, monkeypatch) as bot:
        channel = text_channel(bot, paced.practice)
        message = await channel.send("Words.")
        for emoji in ("📝", "👍", "🎯"):
            await message.add_reaction(emoji)

        assert paced.discord.pace.refused == []
        assert paced.discord.messages(paced.practice)[0].marks == ["📝", "👍", "🎯"]
