"""Calls to a platform, each within its time."""

from asyncio import timeout
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import RetryLater
from bot.practice.core import Core


@asynccontextmanager
async def in_time(core: Core) -> AsyncIterator[None]:
    """Raises RetryLater for what takes longer. It may have taken effect: whoever repeats it looks first."""
    try:
        async with timeout(core.timings.network):
            yield
    except TimeoutError as late:
        raise RetryLater("The platform took too long to answer.", core.timings.lease) from late
