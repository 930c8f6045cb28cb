"""A member of a group that plays company loops."""

from collections.abc import Awaitable, Callable

import pytest

from adapters.main import House
from bot.library.library import Library
from bot.testing import FakeClock, FakePlatform
from tests.integration.loops.stage import Looper, loopers


@pytest.fixture
async def looper(
    house: House, clock: FakeClock, platform: FakePlatform, library: Library
) -> Callable[[str], Awaitable[Looper]]:
    return await loopers(house, clock, platform, library)


@pytest.fixture
async def ana(looper: Callable[[str], Awaitable[Looper]]) -> Looper:
    return await looper("Ana")
