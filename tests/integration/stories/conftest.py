"""A Monday on which Ana has answered, so that she takes part."""

import pytest

from adapters.main import House
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Member, Stage, first_day
from tests.integration.typed_in_chat import ANSWER as DAILY


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    return await first_day(house, clock, platform)


@pytest.fixture
async def ana(stage: Stage) -> Member:
    member = stage.member("Ana")
    await member.says(DAILY)
    return member
