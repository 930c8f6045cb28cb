"""What a chat needs done now and then goes on, whatever goes wrong with it."""

import asyncio
from datetime import timedelta

import pytest

from adapters.roles.upkeep import Upkeep


async def test_it_is_done_again_after_it_failed_and_ends_when_told() -> None:
    done: list[int] = []
    stop = asyncio.Event()

    async def tend() -> int:
        done.append(1)
        if len(done) == 1:
            raise RuntimeError("away")
        if len(done) == 3:
            stop.set()
        return 1

    async with asyncio.timeout(5):
        await Upkeep(tend, every=timedelta(milliseconds=1))(stop)
    assert len(done) == 3


async def test_it_is_not_swallowed_when_it_is_cut_off() -> None:
    async def forever() -> int:
        await asyncio.Event().wait()
        return 0

    task = asyncio.create_task(Upkeep(forever)(asyncio.Event()))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
