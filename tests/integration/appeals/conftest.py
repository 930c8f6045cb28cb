"""Ana has just read the packet of a mock round; Lou organises her group."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from types import MappingProxyType

import pytest

from adapters.main import House
from bot.library.library import Library
from bot.testing import FakeClock, FakePlatform
from tests.integration.loops.stage import Looper, loopers

Seat = Callable[[str], Awaitable[Looper]]


@pytest.fixture
async def seat(house: House, clock: FakeClock, platform: FakePlatform, library: Library) -> Seat:
    """Members who may play whole loops."""
    return await loopers(house, clock, platform, library)


@pytest.fixture
async def looper(seat: Seat) -> Seat:
    """Members whose rounds all ask the same scenario."""

    async def looper(ref: str) -> Looper:
        it = await seat(ref)
        first, *_ = it.core.library.scenarios.items()
        it.core = replace(it.core, library=Library(MappingProxyType(dict([first]))))
        return it

    return looper


@pytest.fixture
async def lou(looper: Seat) -> Looper:
    return await looper("Lou")


@pytest.fixture
async def ana(looper: Seat) -> Looper:
    it = await looper("Ana")
    await it.types("mock")
    await it.plays("222222222")
    return it
