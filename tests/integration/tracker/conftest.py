"""A group on the day of its first scenario; its pictures are kept instead of drawn."""

from dataclasses import replace

import pytest

from adapters.main import House
from bot.testing import FakeClock, FakePainter, FakePlatform
from tests.conversation.stage import Stage, first_day


@pytest.fixture
def painter() -> FakePainter:
    return FakePainter()


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform, painter: FakePainter) -> Stage:
    stage = await first_day(house, clock, platform)
    stage.house = replace(house, core=replace(house.core, painter=painter))
    return stage
