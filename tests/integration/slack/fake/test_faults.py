"""Calls that go wrong on demand, as the unmodified client meets them."""

import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import faults
from tests.fakes.slack.server import Fault
from tests.integration.slack.fake_slack_stage import Group, refusal

BOTH = ("before", "after")


def careful(stage: Group, timeout: int = 5) -> AsyncWebClient:
    """The client without the retry that it does by itself when a connection drops."""
    token = stage.install.token.text
    return AsyncWebClient(token=token, base_url=stage.slack.url, timeout=timeout, retry_handlers=[])


def landed(stage: Group) -> list[str]:
    return [each.text for each in stage.slack.messages(stage.practice)]


@pytest.mark.parametrize("code", [500, 502, 503, 504])
@pytest.mark.parametrize("when", BOTH)
async def test_a_gateways_error_comes_before_or_after_the_effect(stage: Group, code: int, when: str) -> None:
    stage.slack.faults.call("chat.postMessage", faults.status(code, effect=when == "after"))
    with pytest.raises(SlackApiError) as no:
        await careful(stage).chat_postMessage(channel=stage.practice.id, text="One")

    assert no.value.response.status_code == code
    assert landed(stage) == ["One"] * (when == "after")
    await careful(stage).chat_postMessage(channel=stage.practice.id, text="Two")
    assert landed(stage)[-1] == "Two"


async def test_a_storm_of_429_ends_by_the_count(stage: Group) -> None:
    stage.slack.faults.call("chat.postMessage", faults.limited(30), nth=2, times=2)
    said = []
    for _ in range(4):
        try:
            await careful(stage).chat_postMessage(channel=stage.practice.id, text="One")
            said.append("ok")
        except SlackApiError as no:
            said.append(no.response.headers["Retry-After"])
    assert said == ["ok", "30", "30", "ok"]


async def test_a_page_in_place_of_json(stage: Group) -> None:
    stage.slack.faults.call("*", faults.html())
    with pytest.raises(SlackApiError):
        await careful(stage).auth_test()
    assert (await careful(stage).auth_test())["ok"]


@pytest.mark.parametrize("when", BOTH)
async def test_a_connection_is_cut_before_or_after_the_effect(stage: Group, when: str) -> None:
    stage.slack.faults.call("chat.postMessage", faults.dropped(effect=when == "after"))
    with pytest.raises(aiohttp.ClientError):
        await careful(stage).chat_postMessage(channel=stage.practice.id, text="One")

    assert landed(stage) == ["One"] * (when == "after")


async def test_the_client_as_it_comes_posts_twice_when_it_is_cut_off(stage: Group) -> None:
    stage.slack.faults.call("chat.postMessage", faults.dropped(effect=True))
    await stage.client.chat_postMessage(channel=stage.practice.id, text="One")

    assert landed(stage) == ["One", "One"]


@pytest.mark.parametrize("when", BOTH)
async def test_an_answer_that_takes_too_long(stage: Group, when: str) -> None:
    stage.slack.faults.call("chat.postMessage", faults.stalled(30, effect=when == "after"))
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        await careful(stage, timeout=1).chat_postMessage(channel=stage.practice.id, text="One")

    assert time.monotonic() - began < 20
    assert landed(stage) == ["One"] * (when == "after")


async def test_an_error_by_name(stage: Group) -> None:
    stage.slack.faults.call("chat.postMessage", faults.error("fatal_error"))

    said = await refusal(careful(stage).chat_postMessage(channel=stage.practice.id, text="One"))
    assert said["error"] == "fatal_error"


@pytest.mark.parametrize("how", ["token_revoked", "account_inactive"])
async def test_a_token_dies_in_the_middle(stage: Group, how: str) -> None:
    await careful(stage).chat_postMessage(channel=stage.practice.id, text="One")
    stage.slack.kills_token(stage.team, how)

    said = await refusal(careful(stage).chat_postMessage(channel=stage.practice.id, text="Two"))
    assert (said["error"], landed(stage)) == (how, ["One"])
    stage.slack.install(stage.team)
    with_new = stage.slack.state.install_of(stage.team)
    assert with_new
    assert with_new.bot is stage.install.bot


async def test_faults_can_be_taken_back(stage: Group) -> None:
    stage.slack.faults.call("auth.test", Fault(status=500), times=9)
    stage.slack.faults.clear()
    assert (await careful(stage).auth_test())["ok"]
