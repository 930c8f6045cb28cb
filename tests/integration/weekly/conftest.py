"""A group on the Monday of its first week."""

import pytest

from adapters.main import House
from bot.testing import FakeClock, FakePlatform
from tests.integration.weekly_group import WeeklyGroup


@pytest.fixture
async def group(house: House, clock: FakeClock, platform: FakePlatform) -> WeeklyGroup:
    made = WeeklyGroup(house, clock, platform)
    await made.opens()
    await made.at(0, 9)
    return made
