"""A group on the day of its first scenario, and its organiser."""

import pytest

from adapters.main import House
from bot.domain.ids import PersonId
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage, first_day


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    return await first_day(house, clock, platform)


@pytest.fixture
async def lou(stage: Stage) -> PersonId:
    return await stage.member("Lou").id()
