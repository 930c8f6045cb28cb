import asyncio
from contextlib import nullcontext
from datetime import timedelta

import pytest

from adapters.roles.scheduler import Every, Scheduler

OFTEN = Every(sweep=timedelta(seconds=0.02))


async def nothing() -> int:
    return 0


async def run_until(enough: asyncio.Event, scheduler: Scheduler) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(scheduler(stop))
    async with asyncio.timeout(10):
        await enough.wait()
        stop.set()
        await running


async def test_a_failing_sweep_is_made_again(caplog: pytest.LogCaptureFixture) -> None:
    tries, enough = 0, asyncio.Event()

    async def sweep() -> int:
        nonlocal tries
        tries += 1
        if tries <= 2:
            raise ConnectionError("the database is away")
        enough.set()
        return 1

    await run_until(enough, Scheduler(sweep, nothing, nullcontext, OFTEN))

    assert [record.message for record in caplog.records].count(
        "A sweep failed. What is due stays due; the next sweep finds it."
    ) == 2


async def test_a_sweep_in_hand_is_finished_and_none_follows() -> None:
    begun, ended = asyncio.Event(), 0

    async def sweep() -> int:
        nonlocal ended
        begun.set()
        await asyncio.sleep(5 * OFTEN.sweep.total_seconds())
        ended += 1
        return 0

    await run_until(begun, Scheduler(sweep, nothing, nullcontext, OFTEN))

    assert ended == 1


async def test_a_failing_tidy_leaves_the_sweeps_alone() -> None:
    tried, enough = asyncio.Event(), asyncio.Event()

    async def tidy() -> int:
        tried.set()
        raise ConnectionError("the database is away")

    async def sweep() -> int:
        if tried.is_set():
            enough.set()
        return 0

    await run_until(enough, Scheduler(sweep, tidy, nullcontext, OFTEN))


async def test_posts_are_looked_for_more_often_than_all_else(caplog: pytest.LogCaptureFixture) -> None:
    looked, enough = 0, asyncio.Event()

    async def posts() -> int:
        nonlocal looked
        looked += 1
        if looked == 1:
            raise ConnectionError("the database is away")
        if looked > 2:
            enough.set()
        return 0

    every = Every(posts=timedelta(seconds=0.02))
    await run_until(enough, Scheduler(nothing, nothing, nullcontext, every, posts=posts))

    assert "Posts could not be looked for. The next sweep finds them." in caplog.messages
