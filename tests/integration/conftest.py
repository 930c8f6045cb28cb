"""A group on the scripted chat, on its first Monday."""

import pytest

from adapters.main import House
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Member, Stage, first_day


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    """Lou has opened the group, and its first scenario is posted."""
    return await first_day(house, clock, platform)


@pytest.fixture
def ana(stage: Stage) -> Member:
    return stage.member("Ana")
