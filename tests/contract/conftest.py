"""One suite of stories for every platform. A new adapter joins with one line in STAGES: see `stage.py`."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import pytest

from adapters.main import Chat, House, Parts
from adapters.main import house as wired
from bot.library.library import Library
from bot.testing import FakeClock
from tests.contract.discord_stage import discord_stage
from tests.contract.fake_stage import fake_stage
from tests.contract.slack_stage import http_stage, socket_stage
from tests.contract.stage import Stage
from tests.contract.terminal_stage import terminal_stage
from tests.contract.web_stage import web_stage

STAGES: dict[str, Callable[[FakeClock], AbstractAsyncContextManager[Stage]]] = {
    "fake": fake_stage,
    "terminal": terminal_stage,
    "web": web_stage,
}
STAGES_ON_ROWS: dict[str, Callable[[FakeClock, str], AbstractAsyncContextManager[Stage]]] = {
    "discord": discord_stage,
    "slack http": http_stage,
    "slack socket": socket_stage,
}
"""Of adapters that keep account of what they send: given a database, too."""


@pytest.fixture(params=sorted([*STAGES, *STAGES_ON_ROWS]))
async def stage(request: pytest.FixtureRequest, clock: FakeClock) -> AsyncIterator[Stage]:
    """An adapter under test, for as long as the test lasts: a stage may start servers of its own."""
    if request.param in STAGES:
        making = STAGES[request.param](clock)
    else:
        making = STAGES_ON_ROWS[request.param](clock, request.getfixturevalue("database_url"))
    async with making as set_up:
        yield set_up


@pytest.fixture
async def staged_house(
    database_url: str, clock: FakeClock, stage: Stage, library: Library
) -> AsyncIterator[House]:
    """The product on a real database, with the platform under test."""
    async with wired(database_url, Parts((Chat(stage.platform),), clock, library=library)) as built:
        yield built
