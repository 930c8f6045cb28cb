"""A group on the day of its first scenario, and Ana, who has answered it."""

import pytest

from adapters.main import House
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Member, Stage, first_day
from tests.integration.typed_in_chat import ANSWER


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    return await first_day(house, clock, platform)


@pytest.fixture
async def ana(stage: Stage) -> Member:
    member = stage.member("Ana")
    await member.says(f"{ANSWER} A person looks at every case of the first week, and 2 % are read twice.")
    await member.presses("Grade me")
    stage.unread["Ana"].clear()
    return member
