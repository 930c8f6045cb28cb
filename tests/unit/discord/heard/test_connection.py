"""What was begun is ended for certain."""

import asyncio

import pytest

from adapters.discord.heard import connection
from adapters.discord.heard.connection import ended


@pytest.mark.parametrize("forgotten", [0, 1, 3])
async def test_a_cancellation_that_is_forgotten_is_repeated(
    monkeypatch: pytest.MonkeyPatch, forgotten: int
) -> None:
    monkeypatch.setattr(connection, "AGAIN", 0.01)

    async def works() -> None:
        for _ in range(forgotten):
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                continue
        await asyncio.Event().wait()

    task = asyncio.create_task(works())
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await ended(task)
    assert task.cancelled()


async def test_what_it_ended_with_by_itself_is_no_matter() -> None:
    async def breaks() -> None:
        raise RuntimeError("Nobody expected this.")

    task = asyncio.create_task(breaks())
    await asyncio.sleep(0)
    await ended(task)
    assert isinstance(task.exception(), RuntimeError)
