"""A day in a channel on Discord, by buttons, forms and commands."""

from collections.abc import AsyncIterator

import pytest

from bot.testing import FakeClock
from tests.integration.discord.interact_stage import Day, a_day


@pytest.fixture
async def day(database_url: str, clock: FakeClock) -> AsyncIterator[Day]:
    async with a_day(database_url, clock) as day:
        yield day
