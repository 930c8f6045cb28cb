"""What goes wrong on demand, and the limits on how often one may call."""

import json
import time
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.testing import FakeClock
from tests.fakes.discord.faults import (
    Fault,
    banned,
    dropped,
    limited,
    mistyped,
    named,
    refusal,
    slow,
    stalled,
    status,
)
from tests.fakes.discord.server import discord_server
from tests.integration.discord.fake_discord_stage import Group, Raw, group, raw

SEND = "POST /channels/{}/messages"
WORDS = {"content": "Words."}


def said(stage: Group) -> list[str]:
    return [each.text for each in stage.discord.messages(stage.practice)]


@pytest.mark.parametrize(("effect", "stands"), [(False, []), (True, ["Words."])])
@pytest.mark.parametrize("code", [500, 502, 503, 504])
async def test_a_gateway_error_comes_before_or_after_the_effect(
    stage: Group, call: Raw, *, code: int, effect: bool, stands: list[str]
) -> None:
    stage.discord.faults.call(SEND, status(code, effect=effect))

    got, body, headers = await call.whole(f"POST {stage.at()}/messages", WORDS)
    assert (got, body[:9], headers["Content-Type"]) == (code, b"<!doctype", "text/html; charset=UTF-8")
    assert said(stage) == stands


@pytest.mark.parametrize(("effect", "stands"), [(False, []), (True, ["Words."])])
async def test_a_connection_is_cut_before_or_after_the_effect(
    stage: Group, call: Raw, *, effect: bool, stands: list[str]
) -> None:
    stage.discord.faults.call(SEND, dropped(effect=effect))

    with pytest.raises(aiohttp.ClientError):
        await call(f"POST {stage.at()}/messages", WORDS)
    assert said(stage) == stands
    assert (await call(f"POST {stage.at()}/messages", WORDS))[0] == 200


async def test_aiohttp_itself_asks_again_where_asking_twice_does_no_harm(stage: Group, call: Raw) -> None:
    stage.discord.faults.call("GET /users/@me", dropped(effect=False))

    assert (await call("GET /users/@me"))[0] == 200
    assert stage.discord.faults.met("GET /users/@me") == 1


async def test_an_answer_may_be_slow_or_never_come(stage: Group, call: Raw) -> None:
    stage.discord.faults.call(SEND, slow(0.05))
    began = time.monotonic()
    await call.made(f"POST {stage.at()}/messages", WORDS)
    assert time.monotonic() - began >= 0.05
    stage.discord.faults.call(SEND, stalled(effect=True))
    with pytest.raises(TimeoutError):
        await call(f"POST {stage.at()}/messages", WORDS, timeout=aiohttp.ClientTimeout(total=1.0))
    assert len(said(stage)) == 2


@pytest.mark.parametrize(
    ("fault", "scope", "via", "over_all"),
    [
        (limited(0.5), "user", True, False),
        (limited(0.5, via=False), "user", False, False),
        (limited(0.5, scope="global"), "global", True, True),
        (limited(0.5, scope="shared"), "shared", True, False),
    ],
)
async def test_a_429_says_how_long_for_whom_and_by_whom(
    stage: Group, call: Raw, *, fault: Fault, scope: str, via: bool, over_all: bool
) -> None:
    stage.discord.faults.call(SEND, fault)
    got, body, headers = await call.whole(f"POST {stage.at()}/messages", WORDS)

    assert (got, body["retry_after"], body["global"]) == (429, 0.5, over_all)
    assert (headers["X-RateLimit-Scope"], "Via" in headers, headers["Retry-After"]) == (scope, via, "1")
    assert ("X-RateLimit-Global" in headers) == over_all
    assert len(stage.discord.pace.refusals) == (0 if scope == "shared" else 1)
    assert said(stage) == []


async def test_cloudflares_words_are_no_json(stage: Group, call: Raw) -> None:
    stage.discord.faults.call("*", banned())

    got, body, headers = await call.whole("GET /users/@me")
    assert (got, body, "Via" in headers) == (429, b"error code: 1015", False)


async def test_one_of_discords_own_errors_and_a_body_of_another_type(stage: Group, call: Raw) -> None:
    stage.discord.faults.call(SEND, refusal(50013, "Missing Permissions"))
    stage.discord.faults.call(SEND, mistyped(), nth=2)

    assert await call.refused(f"POST {stage.at()}/messages", WORDS) == (403, 50013)
    got, body, headers = await call.whole(f"POST {stage.at()}/messages", WORDS)
    assert (got, headers["Content-Type"]) == (200, "application/json; charset=utf-8")
    assert json.loads(body)["content"] == "Words."


async def test_a_fault_hits_the_nth_call_so_many_times(stage: Group, call: Raw) -> None:
    faults = stage.discord.faults
    faults.call("POST /channels/{channel_id}/messages", status(500), nth=2, times=2)
    got = [(await call(f"POST {stage.at()}/messages", WORDS))[0] for _ in range(4)]

    assert (got, faults.met(SEND)) == ([200, 500, 500, 200], 2)
    assert named("GET /a/{b}/{c}") == "GET /a/{}/{}"
    faults.call("*", status(500))
    faults.clear()
    assert (await call("GET /users/@me"))[0] == 200


@pytest.fixture
async def paced(clock: FakeClock) -> AsyncIterator[tuple[Group, Raw]]:
    async with discord_server(clock, rates="real") as discord:
        made = group(discord)
        async with raw(made) as call:
            yield made, call


async def test_a_channel_takes_five_messages_in_five_seconds(paced: tuple[Group, Raw]) -> None:
    stage, call = paced
    to = f"POST {stage.at()}/messages"
    left = [(await call.whole(to, WORDS))[2]["X-RateLimit-Remaining"] for _ in range(5)]
    got, body, headers = await call.whole(to, WORDS)

    assert left == ["4", "3", "2", "1", "0"]
    assert (got, headers["Via"], headers["X-RateLimit-Scope"]) == (429, "1.1 google", "user")
    assert 4 < body["retry_after"] <= 5
    other = stage.discord.channel(stage.guild, "other")
    assert (await call(f"POST {stage.at(other)}/messages", WORDS))[0] == 200
    assert [bucket for _, bucket, _ in stage.discord.pace.refused] == ["POST /channels/{channel_id}/messages"]


async def test_a_bucket_opens_again_when_its_time_is_over(paced: tuple[Group, Raw]) -> None:
    stage, call = paced
    now = 1000.0
    stage.discord.pace.now = lambda: now
    to = f"POST {stage.at()}/messages"
    got = [(await call(to, WORDS))[0] for _ in range(6)]
    now = 1004.9
    got.append((await call(to, WORDS))[0])
    now = 1005.0
    got.append((await call(to, WORDS))[0])

    assert got == [*[200] * 5, 429, 429, 200]


async def test_fifty_calls_a_second_are_all_and_answers_do_not_count(paced: tuple[Group, Raw]) -> None:
    stage, call = paced
    stage.discord.pace.now = lambda: 1000.0
    stage.discord.pace.most_a_second = 3
    got = [(await call.whole("GET /users/@me"))[0] for _ in range(3)]
    last, body, headers = await call.whole("GET /users/@me")

    assert (got, last, body["global"]) == ([200] * 3, 429, True)
    assert (headers["X-RateLimit-Scope"], headers["X-RateLimit-Global"]) == ("global", "true")
    assert await call.refused("POST /interactions/1/nonsense/callback", {}) == (404, 10062)


async def test_after_too_many_refusals_the_door_is_shut(stage: Group, call: Raw) -> None:
    now = 1000.0
    stage.discord.pace.now = lambda: now
    stage.discord.pace.most_refusals = 2
    for _ in range(2):
        await call("GET /users/@me", headers={"Authorization": ""})

    got, body, headers = await call.whole("GET /users/@me")
    assert (got, body, "Via" in headers) == (429, b"error code: 1015", False)
    now += 601
    assert (await call("GET /users/@me"))[0] == 200
