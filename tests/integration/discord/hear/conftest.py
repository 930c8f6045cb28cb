"""A day in a channel on Discord, over the gateway."""

from collections.abc import AsyncIterator

import pytest

from bot.library.library import Library
from bot.testing import FakeClock
from tests.integration.discord.hear_stage import Day, a_day


@pytest.fixture
async def day(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Day]:
    async with a_day(database_url, clock, library) as day:
        yield day
