"""A guild in the fake Discord, and raw calls to it."""

from collections.abc import AsyncIterator

import pytest

from bot.testing import FakeClock
from tests.fakes.discord.server import discord_server
from tests.integration.discord.fake_discord_stage import Group, Raw, group, raw


@pytest.fixture
async def stage(clock: FakeClock) -> AsyncIterator[Group]:
    async with discord_server(clock) as discord:
        yield group(discord)


@pytest.fixture
async def call(stage: Group) -> AsyncIterator[Raw]:
    async with raw(stage) as calls:
        yield calls
