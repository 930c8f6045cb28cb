"""Requests to the app: signed, three seconds long, tried again three times, and wrong on demand."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.testing import FakeClock
from tests.fakes.slack.server import EventFault, slack_server
from tests.integration.slack.fake_slack_stage import Group, Heard, group


@pytest.fixture
async def stage(clock: FakeClock) -> AsyncIterator[Group]:
    async with slack_server(clock, rates="off", ack_within=1.0) as slack:
        yield group(slack)


def ids(heard: Heard) -> list[str]:
    return [each["event_id"] for each in heard.bodies]


async def test_an_event_that_fails_comes_again_at_once_after_a_minute_and_after_five(
    stage: Group, heard: Heard, clock: FakeClock
) -> None:
    async def fail(_: Any) -> None:
        raise ConnectionError

    heard.then = fail
    await stage.slack.posts(stage.ada, stage.practice, "One")
    assert heard.retries == ["- -", "1 http_error"]
    assert await stage.slack.deliver_due() == 0
    clock.forward(seconds=60)
    assert await stage.slack.deliver_due() == 1
    clock.forward(seconds=299)
    assert await stage.slack.deliver_due() == 0
    clock.forward(seconds=1)
    assert await stage.slack.deliver_due() == 1
    clock.forward(hours=1)
    assert await stage.slack.deliver_due() == 0

    assert heard.retries == ["- -", "1 http_error", "2 http_error", "3 http_error"]
    assert len(set(ids(heard))) == 1
    assert [each.what for each in stage.slack.outbox.lost] == ["message"]


async def test_an_answer_that_takes_too_long_counts_as_none(stage: Group, heard: Heard) -> None:
    over = asyncio.Event()

    async def slow(_: Any) -> None:
        heard.then = None
        await over.wait()

    heard.then = slow
    await stage.slack.posts(stage.ada, stage.practice, "One")
    over.set()

    assert heard.retries == ["- -", "1 http_timeout"]
    assert stage.slack.outbox.waiting == []


async def test_nobody_there_is_tried_again_too(stage: Group, heard: Heard, clock: FakeClock) -> None:
    there, stage.slack.app.events_url = stage.slack.app.events_url, "http://127.0.0.1:9/"
    await stage.slack.posts(stage.ada, stage.practice, "One")
    stage.slack.app.events_url = there
    clock.forward(seconds=60)
    await stage.slack.deliver_due()

    assert heard.retries == ["2 connection_failed"]


async def test_no_retry_is_taken_at_its_word(stage: Group) -> None:
    asked = []

    async def refuse(request: web.Request) -> web.Response:
        asked.append(request.headers["X-Slack-Signature"])
        return web.Response(status=500, headers={"X-Slack-No-Retry": "1"})

    served = web.Application()
    served.router.add_post("/slack/events", refuse)
    runner = web.AppRunner(served)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    stage.slack.app.at(f"http://127.0.0.1:{runner.addresses[0][1]}")
    await stage.slack.posts(stage.ada, stage.practice, "One")
    await runner.cleanup()

    assert len(asked) == 1
    assert len(stage.slack.outbox.lost) == 1


async def test_a_duplicated_event_has_one_id(stage: Group, heard: Heard) -> None:
    stage.slack.faults.event("message", EventFault(copies=3))
    await stage.slack.posts(stage.ada, stage.practice, "One")
    await stage.slack.posts(stage.ada, stage.practice, "Two")

    assert [each["text"] for each in heard.events] == ["One", "One", "One", "Two"]
    assert len(set(ids(heard))) == 2


async def test_an_acknowledgement_that_slack_missed_brings_a_retry(stage: Group, heard: Heard) -> None:
    stage.slack.faults.event("message", EventFault(again_after_success=True))
    await stage.slack.posts(stage.ada, stage.practice, "One")

    assert heard.retries == ["- -", "1 http_timeout"]
    assert len(set(ids(heard))) == 1


async def test_events_out_of_order(stage: Group, heard: Heard) -> None:
    stage.slack.faults.event("message", EventFault(held=True), times=3)
    ts = await stage.slack.posts(stage.ada, stage.practice, "One")
    await stage.slack.edits(stage.ada, stage.practice, ts, "Two")
    await stage.slack.deletes(stage.ada, stage.practice, ts)
    assert heard.bodies == []
    await stage.slack.releases(lambda held: held[::-1])

    assert heard.kinds() == ["message_deleted", "message_changed", "message"]


async def test_an_event_that_never_comes(stage: Group, heard: Heard) -> None:
    stage.slack.faults.event("message", EventFault(lost=True))
    await stage.slack.posts(stage.ada, stage.practice, "One")
    await stage.slack.posts(stage.ada, stage.practice, "Two")

    assert [each["text"] for each in heard.events] == ["Two"]
    assert [each.text for each in stage.slack.messages(stage.practice)] == ["One", "Two"]


@pytest.mark.parametrize(
    "fault", [EventFault(signed_ago=301), EventFault(badly_signed=True)], ids=["old", "forged"]
)
async def test_a_signature_that_is_no_good_is_refused_by_the_client(
    stage: Group, heard: Heard, fault: EventFault
) -> None:
    stage.slack.faults.event("message", fault)
    await stage.slack.posts(stage.ada, stage.practice, "One")

    assert stage.slack.outbox.outcomes[0][1].status == 401
    assert heard.retries == ["1 http_error"]


async def test_an_address_is_verified_by_a_challenge(stage: Group, heard: Heard) -> None:
    address, stage.slack.app.events_url = stage.slack.app.events_url, ""

    assert await stage.slack.verifies(address)
    assert stage.slack.app.events_url == address
    assert not await stage.slack.verifies("http://127.0.0.1:9/")


async def test_an_interaction_is_tried_once_and_its_member_is_told(stage: Group, heard: Heard) -> None:
    over = asyncio.Event()

    async def slow(_: Any) -> None:
        await over.wait()

    heard.then = slow
    await stage.slack.types_command(stage.ada, stage.practice, "/debrief", "me")
    over.set()

    assert len(heard.bodies) == 1
    assert [each.reason for each in stage.slack.complaints] == ["http_timeout"]


async def test_its_own_post_comes_back_without_being_waited_for(stage: Group, heard: Heard) -> None:
    said: list[str] = []

    async def answer(body: dict[str, Any]) -> None:
        if "bot_id" not in body["event"]:
            await stage.client.chat_postMessage(channel=stage.practice.id, text="Noted.")
            said.append("posted")

    heard.then = answer
    await stage.slack.posts(stage.ada, stage.practice, "One")
    await stage.slack.quiet()

    assert said == ["posted"]
    assert heard.events[-1]["bot_id"] == stage.install.bot.bot_id
