"""What every test may ask for: a database of its own worker's, a clock, a chat, a wired house."""

import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from adapters.main import Chat, House, Parts
from bot.library.library import Library
from bot.testing import FakeClock, FakePlatform
from tests.fakes.database import empty, worker_database
from tests.fakes.hanging_tasks import watched
from tests.fakes.kept import checker, daily, kept_house
from tests.fakes.throwaway_home import throwaway_home

# Whoever has keys at hand neither pays nor posts for tests: one that wants an endpoint names its own.
KEYS = ("OPENAI_", "SLACK_", "DISCORD_", "DEBRIEF_MODEL", "DEBRIEF_SECOND", "DEBRIEF_SECRET", "DEBRIEF_URL")
for name in [name for name in os.environ if name.startswith(KEYS)]:
    del os.environ[name]

# A busy machine breaks no property, and what fails must fail again: only who asks for more examples wanders.
settings.register_profile(
    "steady",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="DEBRIEF_EXAMPLES" not in os.environ,
)
settings.load_profile("steady")

HOME = pytest.StashKey[str]()
STACK = pytest.StashKey[ExitStack]()
WATCH = pytest.StashKey[Timer]()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are cores: many tests wait for a process or for Postgres."""
    return (os.cpu_count() or 1) + 1


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        config.stash[HOME] = config.workerinput["home"]
        return
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # Started in the background of a shell: an interrupt still has to end in a summary.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    stack = config.stash[STACK] = ExitStack()
    config.stash[HOME] = str(stack.enter_context(throwaway_home()))


def pytest_configure_node(node: Any) -> None:
    node.workerinput["home"] = node.config.stash[HOME]


def pytest_timeout_set_timer(item: pytest.Item, settings: Any) -> None:
    """Ending the test is left to the plugin."""
    item.stash[WATCH] = watched(item.nodeid, settings.timeout, hangs(item.config))


def pytest_timeout_cancel_timer(item: pytest.Item) -> None:
    if WATCH in item.stash:
        item.stash[WATCH].cancel()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """A worker that was ended has no output of its own left."""
    if hangs(config).exists():
        terminalreporter.section("what hung")
        terminalreporter.write(hangs(config).read_text())


def hangs(config: pytest.Config) -> Path:
    return Path(config.stash[HOME]).parent / "hangs.txt"


def pytest_unconfigure(config: pytest.Config) -> None:
    if STACK in config.stash:
        config.stash[STACK].close()


@pytest.fixture(scope="session")
def worker_url(request: pytest.FixtureRequest) -> Iterator[str]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with worker_database(Path(request.config.stash[HOME]), worker) as url:
        yield url


@pytest.fixture
def database_url(worker_url: str) -> Iterator[str]:
    """A migrated, empty Postgres database."""
    yield worker_url
    empty(worker_url)


@pytest.fixture(scope="session")
def library() -> Library:
    return daily()


@pytest.fixture(autouse=True)
def no_audits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance picks answers by their number, and which numbers a test meets depends on the tests before it."""
    monkeypatch.setattr("bot.practice.reviews.open_reviews.is_audited", lambda _group, _answer: False)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def platform(clock: FakeClock) -> FakePlatform:
    return FakePlatform(clock)


@pytest.fixture
def parts(clock: FakeClock, platform: FakePlatform, library: Library) -> Parts:
    """What the house is made of: the scripted chat and a clock that's set. Tests replace what they try."""
    return Parts((Chat(platform),), clock, checker(), library)


@pytest.fixture
async def house(database_url: str, parts: Parts) -> AsyncIterator[House]:
    """The product on a real database."""
    async with kept_house(database_url, parts) as built:
        yield built
