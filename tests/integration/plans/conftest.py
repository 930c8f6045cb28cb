"""A group on the day of its first scenario, and Ana, who has answered it."""

import pytest

from tests.conversation.stage import Member, Stage
from tests.integration.typed_in_chat import ANSWER


@pytest.fixture
async def ana(stage: Stage) -> Member:
    member = stage.member("Ana")
    await member.says(f"{ANSWER} A person looks at every case of the first week, and 2 % are read twice.")
    await member.presses("Grade me")
    stage.unread["Ana"].clear()
    return member
