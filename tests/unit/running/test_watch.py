import asyncio

import pytest

from adapters.roles.watch import DatabaseWatch
from bot.errors import UserMustAct


async def watch(answers: list[bool], mends: list[Exception | None]) -> int:
    """How often it was mended, until every scripted answer was given."""
    stop, mended = asyncio.Event(), 0

    async def answer() -> None:
        alive = answers.pop(0)
        if not answers:
            stop.set()
        if not alive:
            raise ConnectionError

    def mend() -> None:
        nonlocal mended
        mended += 1
        refusal = mends.pop(0)
        if refusal is not None:
            raise refusal

    async with asyncio.timeout(10):
        await DatabaseWatch(answer, mend, every=0.001)(stop)
    return mended


async def test_a_living_database_is_left_alone() -> None:
    assert await watch([True, True, True], []) == 0


async def test_a_silent_one_is_mended_until_it_answers() -> None:
    assert await watch([True, False, False, True], [None, None]) == 2


async def test_a_refusal_is_told_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    assert await watch([False, False, True], [UserMustAct("The disk is full."), None]) == 2
    assert "The embedded database is still away: The disk is full." in caplog.text
