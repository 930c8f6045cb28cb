"""A Monday in a group whose answers a model grades, as far as the core knows one."""

from collections.abc import AsyncIterator

import pytest

from bot.library.library import Library
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage
from tests.fakes.interrupted_grader import InterruptedGrader
from tests.integration.graded_by_model import graded_by_model


@pytest.fixture
def grader() -> InterruptedGrader:
    return InterruptedGrader()


@pytest.fixture
async def stage(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library, grader: InterruptedGrader
) -> AsyncIterator[Stage]:
    async with graded_by_model(database_url, clock, platform, library, grader) as built:
        yield built
