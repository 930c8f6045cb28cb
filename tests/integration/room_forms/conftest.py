"""A room in a page, and a scenario in it."""

from collections.abc import AsyncIterator

import pytest

from tests.contract.cards import a_scenario
from tests.fakes.served_room import ServedRoom, served_room


@pytest.fixture
async def served() -> AsyncIterator[ServedRoom]:
    async with served_room() as it:
        yield it


@pytest.fixture
def thread(served: ServedRoom) -> str:
    return served.posted(a_scenario())
