"""A group that is sealed from Tuesday on, and whose grader gives the band that an answer asks for."""

from dataclasses import replace

import pytest

from adapters.main import Parts
from bot.domain.mode import Mode
from bot.practice.change_settings import SettingsChange, change_settings
from tests.conversation.stage import Stage
from tests.fakes.banded_grader import BandedGrader


@pytest.fixture
def parts(parts: Parts) -> Parts:
    return replace(parts, grader=BandedGrader())


@pytest.fixture
async def stage(stage: Stage) -> Stage:
    lou = await stage.member("Lou").id()
    await change_settings(stage.house.core, stage.group, lou, SettingsChange(mode=Mode.SEALED))
    return stage
