"""A group on the day of its first scenario, and its organiser."""

import pytest

from bot.domain.ids import PersonId
from tests.conversation.stage import Stage


@pytest.fixture
async def lou(stage: Stage) -> PersonId:
    return await stage.member("Lou").id()
