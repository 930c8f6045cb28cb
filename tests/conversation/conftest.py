"""A stage for transcripts."""

from datetime import date

import pytest

from adapters.main import House
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage, first_day


@pytest.fixture
def week(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    """The week before Easter 2026: Good Friday is its Friday, and the clocks changed the day before."""
    return Stage(house, clock, platform, date(2026, 3, 30))


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    """On the group's first Monday, with the scenario posted."""
    return await first_day(house, clock, platform)
