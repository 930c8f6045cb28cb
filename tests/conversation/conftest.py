"""A stage for transcripts: the fake chat, and Slack and Discord for what every platform has to say."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from adapters.main import House
from bot.testing import FakeClock, FakePlatform
from tests.conversation.on_discord import on_discord
from tests.conversation.on_slack import on_slack
from tests.conversation.stage import Stage, begun

MONDAY = date(2026, 3, 30)
"""The week before Easter 2026: Good Friday is its Friday, and the clocks changed the day before."""
FAKE, HTTP, SOCKET, DISCORD = "fake_week", "slack_http_week", "slack_socket_week", "discord_week"
ALL = (FAKE, HTTP, SOCKET, DISCORD)
SURFACES = {
    "test_week": ALL,
    "test_round": ALL,
    "test_appeal": ALL,
    "test_commands": (FAKE, HTTP, DISCORD),
    "test_plan": (FAKE, HTTP, DISCORD),
    "test_spoken_to": (FAKE, HTTP, DISCORD),
    "test_stories": (FAKE, HTTP, DISCORD),
}
"""By module. How Slack hears makes no difference to what commands say."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    surfaces = SURFACES.get(metafunc.module.__name__.rpartition(".")[2], ())
    if surfaces and "week" in metafunc.fixturenames:
        metafunc.parametrize("surface", surfaces, indirect=True)


@pytest.fixture
def surface(request: pytest.FixtureRequest) -> str:
    return str(getattr(request, "param", FAKE))


@pytest.fixture
def fake_week(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    return Stage(house, clock, platform, MONDAY)


@pytest.fixture
async def slack_http_week(database_url: str, clock: FakeClock) -> AsyncIterator[Stage]:
    async with on_slack(database_url, clock, MONDAY, socket=False) as week:
        yield week


@pytest.fixture
async def slack_socket_week(database_url: str, clock: FakeClock) -> AsyncIterator[Stage]:
    async with on_slack(database_url, clock, MONDAY, socket=True) as week:
        yield week


@pytest.fixture
async def discord_week(database_url: str, clock: FakeClock) -> AsyncIterator[Stage]:
    async with on_discord(database_url, clock, MONDAY) as week:
        yield week


@pytest.fixture
def week(request: pytest.FixtureRequest, surface: str) -> Stage:
    found = request.getfixturevalue(surface)
    assert isinstance(found, Stage)
    return found


@pytest.fixture
async def stage(week: Stage) -> Stage:
    """On the group's first Monday, with the scenario posted."""
    return await begun(week)
