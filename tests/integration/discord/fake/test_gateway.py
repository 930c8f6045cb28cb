"""The gateway: whom it lets in, what it replays, and with which codes it ends."""

from typing import Any

import aiohttp
import pytest

from tests.fakes.discord.gateway import starts
from tests.integration.discord.fake_discord_stage import Group, Raw, until
from tests.integration.discord.fake_gateway_stage import USUAL, Socket, socket


async def test_it_greets_lets_in_and_opens_each_guild(stage: Group) -> None:
    async with socket(stage) as line:
        hello = await line.hear()
        ready = await line.ready()
        guild = await line.hears("GUILD_CREATE")

    assert (hello["op"], hello["d"]["heartbeat_interval"]) == (10, 41_250)
    assert ready["guilds"] == [{"id": stage.guild.id, "unavailable": True}]
    assert ready["resume_gateway_url"] == stage.discord.gateway_url
    assert [each["name"] for each in guild["channels"]] == ["practice"]


async def _ended(stage: Group, op: int, data: Any, *, ready: bool = False) -> int:
    async with socket(stage) as line:
        if ready:
            await line.ready()
        await line.say(op, data)
        return await line.closed()


def _identity(stage: Group, **instead: Any) -> dict[str, Any]:
    return {"token": stage.app.token, "intents": USUAL, "properties": {"os": "linux"}} | instead


async def test_whom_it_does_not_let_in(stage: Group) -> None:
    async def refused(**instead: Any) -> int:
        return await _ended(stage, 2, _identity(stage, **instead))

    assert await refused(token="nonsense") == 4004
    assert await refused(properties=None) == 4002
    assert await refused(intents=1 << 17) == 4013
    assert await refused(intents="all") == 4013
    assert await refused(intents=USUAL | 1 << 1) == 4014
    stage.app.granted.clear()
    assert await refused() == 4014
    assert await refused(intents=1, shard=[1, 1]) == 4010
    assert await refused(intents=1, shard="0/1") == 4010


async def test_a_shard_has_only_so_many_guilds(stage: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starts, "MOST_GUILDS", 0)
    shard = (int(stage.guild.id) >> 22) % 2

    assert await _ended(stage, 2, _identity(stage)) == 4011
    async with socket(stage) as line:
        assert (await line.ready(shard=[1 - shard, 2]))["guilds"] == []


async def test_what_it_does_not_understand_ends_the_session(stage: Group) -> None:
    assert await _ended(stage, 99, None) == 4001
    assert await _ended(stage, 3, {}) == 4003
    assert await _ended(stage, 2, _identity(stage), ready=True) == 4005
    assert await _ended(stage, 6, {}, ready=True) == 4005
    assert await _ended(stage, 3, {"status": "w" * 16_000}, ready=True) == 4002
    for query in ("?v=5", "?v=10&encoding=etf"):
        async with socket(stage, query) as line:
            assert await line.closed() == 4012
    async with socket(stage, "?v=10&compress=lzma") as line:
        assert await line.closed() == 4002
    async with socket(stage) as line:
        await line.ws.send_str("{no json")
        assert await line.closed() == 4002


async def test_more_than_120_messages_a_minute_end_it(stage: Group) -> None:
    async with socket(stage) as line:
        await line.ready()
        for _ in range(120):
            await line.say(3, {})
        assert await line.closed() == 4008


async def test_it_answers_heartbeats_and_ends_a_line_without_them(stage: Group) -> None:
    stage.discord.state.heartbeat = 0.1
    async with socket(stage) as line:
        await line.hear()
        await line.say(1)
        assert (await line.hear())["op"] == 11
        assert await line.closed() == 4009


async def test_it_may_withhold_its_answers_and_ask_for_a_beat(stage: Group) -> None:
    stage.discord.gateway.withhold_acks = True
    async with socket(stage) as line:
        await line.hear()
        await line.say(1)
        await until(lambda: stage.discord.gateway.links[0].beats == 1)
        stage.discord.gateway.asks_for_a_beat()
        assert (await line.hear())["op"] == 1


async def _dropped(stage: Group) -> Socket:
    async with socket(stage) as line:
        await line.ready()
        await line.hears("GUILD_CREATE")
        stage.discord.gateway.drops()
        assert await line.closed() == 1006
    return line


async def test_a_session_that_was_cut_is_taken_up_with_all_that_was_missed(stage: Group) -> None:
    earlier = await _dropped(stage)
    for text in ("one", "two"):
        await stage.discord.posts(stage.ada, stage.practice, text)
    async with socket(stage, of=earlier) as line:
        await line.resume()
        heard = [(await line.hears("MESSAGE_CREATE"))["content"] for _ in range(2)]
        await line.hears("RESUMED")
        await stage.discord.posts(stage.ada, stage.practice, "three")
        heard.append((await line.hears("MESSAGE_CREATE"))["content"])

    assert heard == ["one", "two", "three"]


async def test_what_cannot_be_taken_up_begins_anew(stage: Group) -> None:
    earlier = await _dropped(stage)

    async def answer(**instead: Any) -> tuple[int, Any]:
        async with socket(stage, of=earlier) as line:
            await line.hear()
            await line.resume(**instead)
            said = await line.hear()
            return said["op"], said.get("d", said.get("code"))

    assert await answer(session_id="nonsense") == (9, False)
    assert await answer(seq=None) == (9, False)
    assert await answer(seq=99) == (-1, 4007)
    assert await answer(token="nonsense") == (-1, 4004)
    other = stage.discord.application("Other")
    assert await answer(token=other.token) == (9, False)
    session = next(iter(stage.discord.state.sessions.all.values()))
    session.sent.clear()
    session.push("TYPING_START", {})
    session.push("TYPING_START", {})
    assert await answer(seq=1) == (9, False)
    stage.discord.gateway.forgets()
    assert await answer() == (9, False)


async def test_it_can_ask_to_come_again_and_call_a_session_off(stage: Group) -> None:
    gateway = stage.discord.gateway
    async with socket(stage) as line:
        await line.ready()
        await line.hears("GUILD_CREATE")
        gateway.asks_to_reconnect()
        assert (await line.hear())["op"] == 7
        gateway.invalidates(resumable=True)
        assert (await line.hear())["d"] is True
        gateway.invalidates(resumable=False)
        assert (await line.hear())["d"] is False
        gateway.closes(4000)
        assert await line.closed() == 4000
    async with socket(stage, of=line) as again:
        await again.hear()
        await again.resume()
        assert (await again.hear())["op"] == 9


async def test_starts_are_counted_and_one_too_many_resets_the_token(stage: Group, call: Raw) -> None:
    stage.app.starts_left = 1
    left = (await call.made("GET /gateway/bot"))["session_start_limit"]
    assert (left["remaining"], left["max_concurrency"]) == (1, 1)
    async with socket(stage) as line:
        await line.ready()
    token = stage.app.token

    assert await _ended(stage, 2, _identity(stage)) == 4004
    assert stage.app.token != token
    assert await call.refused("GET /users/@me") == (401, 0)


async def test_two_starts_within_five_seconds_are_one_too_many(stage: Group) -> None:
    stage.discord.gateway.starts.strict = True
    async with socket(stage) as line:
        await line.ready()
    async with socket(stage) as line:
        await line.hear()
        await line.identify()
        assert (await line.hear())["op"] == 9


async def test_it_presses_the_whole_stream_where_that_was_asked_for(stage: Group) -> None:
    async with socket(stage, "?v=10&encoding=json&compress=zlib-stream") as line:
        assert (await line.hear())["op"] == 10
        await line.ready()
        await stage.discord.posts(stage.ada, stage.practice, "Mine")
        assert (await line.hears("MESSAGE_CREATE"))["content"] == "Mine"


async def test_it_can_turn_connections_away(stage: Group) -> None:
    stage.discord.gateway.refuse_next = 1
    with pytest.raises(aiohttp.ClientError):
        async with socket(stage):
            pass
    async with socket(stage) as line:
        assert (await line.hear())["op"] == 10


async def test_members_can_be_asked_for_by_socket(stage: Group) -> None:
    async with socket(stage) as line:
        await line.ready()
        await line.say(8, {"guild_id": stage.guild.id, "user_ids": [stage.ada.id, "404"], "limit": 0})
        chunk = await line.hears("GUILD_MEMBERS_CHUNK")
        assert [each["user"]["id"] for each in chunk["members"]] == [stage.ada.id]
        assert chunk["not_found"] == ["404"]
        await line.say(8, {"guild_id": stage.guild.id, "query": "", "limit": 0})
        assert await line.closed() == 4014


async def test_a_line_that_says_goodbye_gives_its_session_up(stage: Group) -> None:
    async with socket(stage) as line:
        await line.ready()
        await line.ws.close(code=1000)
    await until(lambda: not stage.discord.state.sessions.all)
    async with socket(stage) as line:
        await line.ready()
        await line.ws.close(code=4000)
    await until(lambda: not stage.discord.gateway.links)
    assert len(stage.discord.state.sessions.all) == 1
