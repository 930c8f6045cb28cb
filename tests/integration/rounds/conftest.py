"""A member in the first turn of a mock round."""

from collections.abc import Callable

import pytest

from adapters.main import House
from bot.library.library import Library
from bot.testing import FakeClock, FakePlatform
from tests.integration.rounds_stage import Candidate, candidates


@pytest.fixture
async def candidate(
    house: House, clock: FakeClock, platform: FakePlatform, library: Library
) -> Callable[[str], Candidate]:
    return await candidates(house, clock, platform, library)


@pytest.fixture
async def ana(candidate: Callable[[str], Candidate]) -> Candidate:
    """In her first turn, with the question in front of her."""
    ana = candidate("Ana")
    await ana.begins()
    await ana.settle()
    return ana
