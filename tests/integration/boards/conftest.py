"""A group on the day of its first scenario, whose grader gives the band that an answer asks for."""

from collections.abc import AsyncIterator

import pytest

from adapters.main import Chat, Parts
from adapters.main import house as wired
from bot.library.library import Library
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage, first_day
from tests.fakes.banded_grader import BandedGrader


@pytest.fixture
async def stage(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library
) -> AsyncIterator[Stage]:
    async with wired(database_url, Parts((Chat(platform),), clock, BandedGrader(), library)) as built:
        yield await first_day(built, clock, platform)
