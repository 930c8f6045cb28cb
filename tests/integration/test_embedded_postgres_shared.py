"""Several processes on one home: the first starts the server, the last one out stops it."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from adapters.postgres import EmbeddedPostgres, postmaster, waiting
from adapters.postgres.locks import FileLock
from tests.fakes.neighbour import Neighbour
from tests.fakes.throwaway_home import throwaway_home


@pytest.fixture
def home() -> Iterator[Path]:
    with throwaway_home() as folder:
        yield folder


def test_a_second_process_attaches_to_the_same_server(home: Path) -> None:
    with EmbeddedPostgres(home) as url, Neighbour(home) as neighbour:
        before = postmaster.running(home / "data")
        assert neighbour.do("start") == url
        assert postmaster.running(home / "data") == before


def test_who_started_it_may_leave_first(home: Path) -> None:
    postgres = EmbeddedPostgres(home)
    with Neighbour(home) as neighbour:
        url = postgres.start()
        neighbour.do("start")
        postgres.stop()
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        neighbour.do("stop")
        assert postmaster.running(home / "data") is None


def test_who_attached_may_leave_first(home: Path) -> None:
    with EmbeddedPostgres(home) as url, Neighbour(home) as neighbour:
        neighbour.do("start")
        neighbour.do("stop")
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert postmaster.running(home / "data") is None


def test_a_killed_neighbour_does_not_keep_the_server_up(home: Path) -> None:
    with EmbeddedPostgres(home), Neighbour(home) as neighbour:
        neighbour.do("start")
        neighbour.kill()
    assert postmaster.running(home / "data") is None


def test_four_that_start_a_fresh_home_at_once_share_one_server(home: Path) -> None:
    with ExitStack() as stack:
        neighbours = [stack.enter_context(Neighbour(home)) for _ in range(4)]
        for neighbour in neighbours:
            neighbour.ask("start")
        urls = {neighbour.answer() for neighbour in neighbours}
        for neighbour in neighbours:
            neighbour.do("stop")
    assert len(urls) == 1
    assert (home / "postgres.log").read_text().count("starting PostgreSQL") == 1
    assert postmaster.running(home / "data") is None


@pytest.mark.parametrize("what", ["stopping", "starting"])
def test_a_start_waits_while_another_is_at_it_and_says_so(
    home: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Patched so that the first word comes soon.
    monkeypatch.setattr(waiting, "FIRST_WORD", 0.05)
    home.mkdir()
    home.chmod(0o711)
    another = FileLock(home / {"stopping": "in-use.lock", "starting": "starting.lock"}[what])
    assert another.try_exclusive()
    told: list[str] = []

    def hear(word: str) -> None:
        told.append(word)
        another.close()

    with EmbeddedPostgres(home, tell=hear) as url, psycopg.connect(url):
        assert f"Another Debrief is just {what} the database" in told[0]


@pytest.mark.crash
def test_a_start_never_meets_the_stop_of_another(home: Path) -> None:
    with ExitStack() as stack:
        neighbours = [stack.enter_context(Neighbour(home)) for _ in range(3)]
        for neighbour in neighbours:
            neighbour.ask("cycle 15")
        assert [neighbour.answer() for neighbour in neighbours] == [15, 15, 15]
    assert postmaster.running(home / "data") is None
