"""A workspace in the fake Slack, and an app there that hears by HTTP."""

from collections.abc import AsyncIterator

import pytest

from bot.testing import FakeClock
from tests.fakes.slack.server import slack_server
from tests.integration.slack.fake_slack_stage import Group, Heard, by_http, group, listening


@pytest.fixture
async def stage(clock: FakeClock) -> AsyncIterator[Group]:
    async with slack_server(clock, rates="off") as slack:
        yield group(slack)


@pytest.fixture
async def heard(stage: Group) -> AsyncIterator[Heard]:
    kept = Heard()
    async with by_http(stage, listening(stage, kept)):
        yield kept
