"""Over HTTP: only what Slack signed a moment ago is taken, and whatever else comes is turned away."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping
from io import BytesIO

import aiohttp
import pytest

from adapters.slack.heard.http import LONGEST_BODY
from bot.testing import FakeClock
from tests.fakes.slack.by_http import signature
from tests.fakes.slack.faults import EventFault
from tests.integration.slack.heard_stage import WORDS, Day, a_day


@pytest.fixture
async def day(database_url: str, clock: FakeClock) -> AsyncIterator[Day]:
    async with a_day(database_url, clock, "http") as day:
        yield day


async def posted(day: Day, body: bytes, **headers: str) -> int:
    """The status that somebody else's request gets."""
    url = day.slack.app.events_url
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=BytesIO(body), headers=headers) as answer,
    ):
        return answer.status


def signed(day: Day, body: bytes, ago: float = 0.0) -> Mapping[str, str]:
    stamp = str(int(time.time() - ago))
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature(day.slack.app.signing_secret, stamp, body),
        "Content-Type": "application/json",
    }


@pytest.mark.parametrize("fault", [EventFault(badly_signed=True), EventFault(signed_ago=301)])
async def test_what_is_not_signed_or_long_ago_is_turned_away(day: Day, fault: EventFault) -> None:
    day.slack.faults.event("message", fault)

    await day.answers()

    # Turned away, and taken when Slack sent it again as it should be.
    (_, first), (_, second) = day.slack.outbox.outcomes[-2:]
    assert (first.status, second.status) == (401, 200)
    assert await day.kept() == WORDS
    assert len(day.gate.took) == 1


async def test_a_signature_of_just_under_five_minutes_is_good(day: Day) -> None:
    day.slack.faults.event("message", EventFault(signed_ago=299))

    await day.answers()

    assert day.slack.outbox.outcomes[-1][1].status == 200


async def test_the_address_is_verified(day: Day) -> None:
    assert await day.slack.verifies(day.slack.app.events_url)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 401),
        (b"{}", 401),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"payload=%7B", 400),
        (b"[]", 401),
        (b"payload=null", 400),
        (b"payload=[]", 400),
        (b'{"authorizations":[1]}', 400),
        (b'{"authorizations":1}', 400),
        (b'{"a":' * 100_000, 400),
        (b"x" * (LONGEST_BODY + 1), 413),
    ],
)
async def test_what_anybody_else_sends_is_turned_away(day: Day, body: bytes, status: int) -> None:
    assert await posted(day, body) == status
    assert not day.gate.took


async def test_a_request_that_breaks_off_leaves_the_server_standing(day: Day) -> None:
    host, port = day.slack.app.events_url.split("/")[2].split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    await writer.drain()
    writer.close()
    await writer.wait_closed()

    await day.answers()

    assert await day.kept() == WORDS


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 503),
        ({"type": "event_callback"}, 404),
        ({"type": "event_callback", "event": {}}, 404),
        ({"type": "event_callback", "event": {"type": "message"}}, 200),
        ({"type": "event_callback", "event": {"type": "message", "ts": "x", "user": "U1"}}, 200),
        ({"type": "dialog_submission"}, 404),
        ({"type": "block_actions", "actions": []}, 500),
    ],
)
async def test_what_slack_sends_in_a_form_that_nobody_knows_changes_nothing(
    day: Day, body: Mapping[str, object], status: int
) -> None:
    given = json.dumps({"team_id": day.place.team.id, **body} if body else body).encode()

    assert await posted(day, given, **signed(day, given)) == status
    assert not day.gate.took


async def test_an_event_of_a_workspace_that_is_not_ours_is_no_reason_to_send_it_again(day: Day) -> None:
    """With a token of one workspace, another one's events can't be meant for us."""
    body = json.dumps({"type": "event_callback", "team_id": "T0OTHER", "event": {"type": "message"}}).encode()

    assert await posted(day, body, **signed(day, body)) in (200, 503)
    assert not day.gate.took
