"""Debrief speaks in one channel on Slack."""

from collections.abc import AsyncIterator

import pytest

from bot.library.library import Library
from bot.testing import FakeClock
from tests.integration.slack.speak_stage import Speaking, speaking


@pytest.fixture
async def stage(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Speaking]:
    async with speaking(database_url, clock, library) as built:
        yield built
