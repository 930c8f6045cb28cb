"""Socket Mode: envelopes, acknowledgements, and lines that break."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from bot.testing import FakeClock
from tests.fakes.slack.server import EventFault, slack_server
from tests.integration.slack.fake_slack_stage import Group, Heard, by_socket, group, listening


@pytest.fixture
async def stage(clock: FakeClock) -> AsyncIterator[Group]:
    async with slack_server(clock, rates="off", ack_within=1.0) as slack:
        yield group(slack)


@pytest.fixture
async def heard(stage: Group) -> AsyncIterator[Heard]:
    kept = Heard()
    async with by_socket(stage, listening(stage, kept)):
        yield kept


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110  what is waited for happens on a socket
            await asyncio.sleep(0.01)


async def test_an_event_is_acknowledged_by_its_envelope(stage: Group, heard: Heard) -> None:
    await stage.slack.posts(stage.ada, stage.practice, "One")

    assert heard.retries == ["0 "]
    assert [outcome.ok for _, outcome in stage.slack.outbox.outcomes] == [True]
    assert stage.slack.sockets.strange == []


async def test_what_is_not_acknowledged_comes_again(stage: Group, heard: Heard, clock: FakeClock) -> None:
    over = asyncio.Event()

    async def slow(_: Any) -> None:
        await over.wait()

    heard.then = slow
    await stage.slack.posts(stage.ada, stage.practice, "One")
    heard.then = None
    over.set()
    clock.forward(seconds=60)
    await stage.slack.deliver_due()

    assert heard.retries == ["0 ", "1 timeout", "2 timeout"]
    assert len({each["event_id"] for each in heard.bodies}) == 1
    assert stage.slack.outbox.waiting == []


async def test_a_command_is_answered_in_its_acknowledgement(stage: Group, heard: Heard) -> None:
    heard.answers = {"text": "Only for you."}
    await stage.slack.types_command(stage.ada, stage.practice, "/debrief", "me")

    assert [each.text for each in stage.slack.messages(stage.practice, stage.ada)] == ["Only for you."]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_line_that_is_cut_is_opened_anew_and_nothing_is_lost(
    stage: Group, heard: Heard, clock: FakeClock, when: Any
) -> None:
    stage.slack.faults.event("message", EventFault(abort=when))
    await stage.slack.posts(stage.ada, stage.practice, "One")
    await until(lambda: stage.slack.sockets.opened == 2)
    clock.forward(seconds=60)
    await stage.slack.deliver_due()

    assert {each["text"] for each in heard.events} == {"One"}
    assert stage.slack.outbox.waiting == stage.slack.outbox.lost == []


async def test_slack_asks_for_a_new_line(stage: Group, heard: Heard) -> None:
    await stage.slack.sockets.disconnect("warning")
    await until(lambda: stage.slack.sockets.opened == 2)
    await stage.slack.sockets.disconnect("refresh_requested")
    await until(lambda: stage.slack.sockets.opened == 3 and len(stage.slack.sockets.open) == 1)
    await stage.slack.posts(stage.ada, stage.practice, "One")

    assert heard.kinds() == ["message"]


async def test_pings_are_answered_both_ways(stage: Group, heard: Heard) -> None:
    await until(lambda: stage.slack.sockets.open[0].pongs > 0)


async def test_several_lines_share_the_load(stage: Group, heard: Heard) -> None:
    other = Heard()
    async with by_socket(stage, listening(stage, other)):
        for n in range(6):
            await stage.slack.posts(stage.ada, stage.practice, f"{n}")

    assert (len(heard.bodies), len(other.bodies)) == (3, 3)


async def test_with_no_line_open_an_event_waits_and_then_is_lost(stage: Group, clock: FakeClock) -> None:
    stage.slack.app.socket_mode = True
    await stage.slack.posts(stage.ada, stage.practice, "One")
    assert [each.reason for each in stage.slack.outbox.waiting] == ["no_connection"]
    for seconds in (60, 300):
        clock.forward(seconds=seconds)
        await stage.slack.deliver_due()

    assert [each.what for each in stage.slack.outbox.lost] == ["message"]
    await stage.slack.types_command(stage.ada, stage.practice, "/debrief", "me")
    assert [each.reason for each in stage.slack.complaints] == ["no_connection"]


async def test_a_ticket_is_good_for_one_line_and_lines_can_be_refused(stage: Group, heard: Heard) -> None:
    stage.slack.sockets.refuse_sockets = 1
    await stage.slack.sockets.disconnect("refresh_requested")
    await until(lambda: stage.slack.sockets.opened == 2)

    assert stage.slack.sockets.refuse_sockets == 0
