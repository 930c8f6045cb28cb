"""A process is killed between receipt and acknowledgement: Slack sends it again, and it counts once."""

import asyncio
import multiprocessing
import socket
from pathlib import Path

import pytest

from bot.testing import FakeClock
from tests.fakes.slack.server import slack_server
from tests.fakes.slack_heard import (
    a_house,
    access_to,
    connected,
    hearing,
    until,
    use_manifest,
    workspace,
)
from tests.fakes.slack_process import Orders, live
from tests.integration.slack.heard_stage import TRANSPORTS, WORDS, Day, Gate, comes_true, posted_day

pytestmark = pytest.mark.crash


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_killed_process_loses_and_doubles_nothing(
    database_url: str, clock: FakeClock, tmp_path: Path, transport: str, moment: str
) -> None:
    by_socket = transport == "socket"
    async with slack_server(clock, rates="off") as slack:
        use_manifest(slack, socket=by_socket)
        place, gate = workspace(slack), Gate()
        wired = connected(place, clock, socket=by_socket, taking=gate.taking)
        async with a_house(database_url, clock, wired) as house:
            post, root = await posted_day(house, place, clock)
            day = Day(place, wired, house, clock, gate, post, root)
            port = 0 if by_socket else a_free_port()
            access = access_to(place, socket=by_socket)
            at = clock.now().isoformat()
            ts = await killed(day, Orders(database_url, access, at, port, moment, tmp_path / "reached"))
            assert bool(await day.kept()) is (moment == "after")

            async with hearing(place, wired, house, socket=by_socket):
                clock.forward(minutes=1)
                await slack.deliver_due()

                assert await day.kept() == WORDS
                assert outcomes(day, ts) == [False, False, True]


async def killed(day: Day, orders: Orders) -> str:
    """Ada writes, and the process that heard it first is killed; returns her message's ts."""
    if orders.port:
        day.slack.app.at(f"http://127.0.0.1:{orders.port}")
    process = multiprocessing.get_context("spawn").Process(target=live, args=(orders,), daemon=True)
    process.start()
    try:
        await comes_true(lambda: listens(day, orders.port), "the process listens", tries=3000)
        writing = asyncio.create_task(day.answers())
        await until(orders.reached.exists, "it has the event in hand")
    finally:
        process.kill()
        await asyncio.to_thread(process.join, 10)
    return await writing


def outcomes(day: Day, ts: str) -> list[bool]:
    """Of each attempt to deliver a message."""
    tried = day.slack.outbox.outcomes
    return [outcome.ok for delivery, outcome in tried if delivery.payload["event"].get("ts") == ts]


async def listens(day: Day, port: int) -> bool:
    if not port:
        return bool(day.slack.sockets.open)
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    await writer.wait_closed()
    return True
