"""A Monday on which Ana has answered, so that she takes part."""

import pytest

from tests.conversation.stage import Member, Stage
from tests.integration.typed_in_chat import ANSWER as DAILY


@pytest.fixture
async def ana(stage: Stage) -> Member:
    member = stage.member("Ana")
    await member.says(DAILY)
    return member
