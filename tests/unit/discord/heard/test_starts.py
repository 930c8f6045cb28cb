"""Sessions are begun sparingly: Discord counts them by the day."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from adapters.chats.health import SocketHealth
from adapters.chats.waiting import StoppedError
from adapters.discord.ask import GATEWAY, Answer
from adapters.discord.heard.pace import Pace
from adapters.discord.heard.starts import KEPT, Starts
from bot.errors import Misconfigured
from bot.testing import FakeClock

QUICK = Pace(between_starts=0.0, first_pause=0.001, longest_pause=0.001, asks_again=0.001)
REFUSED, AWAY = Answer(GATEWAY, status=401, code=0), Answer(GATEWAY, unreachable="TimeoutError")


def allows(left: int, shards: int = 1, **instead: Any) -> Answer:
    limit = {"total": 1000, "remaining": left, "reset_after": 60_000, "max_concurrency": 1} | instead
    return Answer(GATEWAY, {"url": "wss://…", "shards": shards, "session_start_limit": limit}, 200, 0)


def starts(clock: FakeClock, *answers: Answer, pace: Pace = QUICK) -> tuple[Starts, list[Answer]]:
    """The last answer is given again and again; what was given stands in the list."""
    waiting, given = list(answers), list[Answer]()

    async def ask() -> Answer:
        given.append(waiting.pop(0) if len(waiting) > 1 else waiting[0])
        return given[-1]

    return Starts(ask, SocketHealth(), clock.now, pace), given


async def test_it_is_asked_how_many_connections_there_have_to_be(clock: FakeClock) -> None:
    it, _ = starts(clock, allows(1000, shards=3))
    assert await it.shards(asyncio.Event()) == 3


@pytest.mark.parametrize(
    "nothing", [AWAY, Answer(GATEWAY, status=503), Answer(GATEWAY, {}, 200, 0), allows(9, remaining=None)]
)
async def test_it_asks_until_it_is_told(clock: FakeClock, nothing: Answer) -> None:
    it, given = starts(clock, nothing, nothing, allows(1000))
    await it.turn(asyncio.Event())
    assert len(given) == 3


async def test_a_token_that_isnt_taken_is_told_while_somebody_is_there(clock: FakeClock) -> None:
    it, _ = starts(clock, REFUSED)
    with pytest.raises(Misconfigured, match="DISCORD_BOT_TOKEN"):
        await it.turn(asyncio.Event())


async def test_later_it_is_said_and_asked_again(clock: FakeClock) -> None:
    it, given = starts(clock, REFUSED, allows(1000))
    it.begun = True
    await it.turn(asyncio.Event())
    assert len(given) == 2
    assert "DISCORD_BOT_TOKEN" in it.health.trouble


@pytest.mark.parametrize(("begun", "too_few"), [(False, 2), (True, KEPT)])
async def test_the_last_ones_are_left(clock: FakeClock, *, begun: bool, too_few: int) -> None:
    it, given = starts(clock, allows(too_few), allows(too_few + 1))
    it.begun = begun
    await it.turn(asyncio.Event())
    assert len(given) == 2
    assert "no further session before" in it.health.trouble


@pytest.mark.parametrize("answer", [AWAY, allows(0)])
async def test_a_stop_is_heard_while_it_waits(clock: FakeClock, answer: Answer) -> None:
    it, given = starts(clock, answer, pace=replace(QUICK, first_pause=60.0, asks_again=60.0))
    stop = asyncio.Event()
    waiting = asyncio.create_task(it.turn(stop))
    await _until(lambda: bool(given))
    stop.set()
    with pytest.raises(StoppedError):
        await asyncio.wait_for(waiting, 5)


async def test_one_after_the_other(clock: FakeClock) -> None:
    loop = asyncio.get_running_loop()
    it, _ = starts(clock, allows(1000), pace=replace(QUICK, between_starts=0.05))
    began = loop.time()
    await asyncio.gather(*(it.turn(asyncio.Event()) for _ in range(3)))
    assert loop.time() - began >= 0.1


async def _until(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not so():  # noqa: ASYNC110  the state of another task
            await asyncio.sleep(0)
