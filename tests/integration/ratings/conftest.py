"""A group that is sealed from Tuesday on, and whose grader gives the band that an answer asks for."""

from collections.abc import AsyncIterator

import pytest

from adapters.main import Chat, Parts
from adapters.main import house as wired
from bot.domain.mode import Mode
from bot.library.library import Library
from bot.practice.change_settings import SettingsChange, change_settings
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage, first_day
from tests.fakes.banded_grader import BandedGrader


@pytest.fixture
async def stage(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library
) -> AsyncIterator[Stage]:
    async with wired(database_url, Parts((Chat(platform),), clock, BandedGrader(), library)) as built:
        stage = await first_day(built, clock, platform)
        lou = await stage.member("Lou").id()
        await change_settings(built.core, stage.group, lou, SettingsChange(mode=Mode.SEALED))
        yield stage
