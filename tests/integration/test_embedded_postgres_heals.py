"""What the launcher mends by itself, each shown on real processes."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.postgres import EmbeddedPostgres, postmaster, server, waiting
from adapters.postgres.locks import is_held
from adapters.postgres.postmaster import Postmaster
from tests.fakes.neighbour import Neighbour
from tests.fakes.throwaway_home import throwaway_home

BUSY_FOR_HOURS = b"SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b"


@pytest.fixture
def home() -> Iterator[Path]:
    with throwaway_home() as folder:
        yield folder


def living(home: Path) -> Postmaster:
    found = postmaster.running(home / "data")
    assert found is not None
    return found


def poll_until_server_processes_end(home: Path) -> None:
    ended = waiting.wait_until(
        lambda: not is_held(home / "serving.lock"), tell=print, about=lambda: "still there", at_most=30
    )
    assert ended


def leave_a_crashed_server_behind(home: Path) -> Path:
    """Its pid file, socket and socket lock stay, as after a power cut. Returns the socket's folder."""
    with Neighbour(home) as owner:
        url = owner.do("start")
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        owner.kill()
    os.kill(living(home).pid, signal.SIGKILL)
    poll_until_server_processes_end(home)
    return Path(parse_qs(urlsplit(url).query)["host"][0])


def put_pid_into_leftovers(home: Path, sockets: Path, pid: int) -> None:
    for leftover in (home / "data" / "postmaster.pid", sockets / ".s.PGSQL.5432.lock"):
        lines = leftover.read_text().splitlines(keepends=True)
        leftover.write_text("".join([f"{pid}\n", *lines[1:]]))


def assert_starts_with_its_rows(home: Path) -> None:
    with EmbeddedPostgres(home) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
    assert postmaster.running(home / "data") is None


def test_the_server_of_a_killed_owner_is_adopted_and_ends_with_the_adopter(home: Path) -> None:
    with Neighbour(home) as owner:
        url = owner.do("start")
        orphan = living(home)
        owner.kill()
    postgres = EmbeddedPostgres(home)
    assert postgres.start() == url
    assert living(home) == orphan
    postgres.stop()
    assert postmaster.running(home / "data") is None


def test_a_killed_postmaster_is_started_again_by_the_next_start_of_the_same_owner(home: Path) -> None:
    postgres = EmbeddedPostgres(home)
    with psycopg.connect(postgres.start()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    killed = living(home)
    os.kill(killed.pid, signal.SIGKILL)
    with psycopg.connect(postgres.start()) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
    assert living(home).pid != killed.pid
    postgres.stop()
    assert postmaster.running(home / "data") is None


def test_a_query_that_outlives_its_killed_postmaster_is_ended(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Patched so that the test need not wait as long as the launcher does for them to end by themselves.
    monkeypatch.setattr(server, "GRACE_FOR_HEADLESS", 0.3)
    postgres = EmbeddedPostgres(home)
    with closing(psycopg.connect(postgres.start(), autocommit=True)) as connection:
        connection.pgconn.send_query(BUSY_FOR_HOURS)
        busy = connection.info.backend_pid
        os.kill(living(home).pid, signal.SIGKILL)
        with psycopg.connect(postgres.start()) as other:
            assert other.execute("SELECT 1").fetchone() == (1,)
        assert not postmaster.lines_from_proc().get(busy)
    postgres.stop()


def test_a_pid_that_another_process_got_since_is_not_taken_for_the_server(home: Path) -> None:
    sockets = leave_a_crashed_server_behind(home)
    put_pid_into_leftovers(home, sockets, os.getpid())
    assert_starts_with_its_rows(home)


def test_a_zombie_is_not_taken_for_the_server(home: Path) -> None:
    sockets = leave_a_crashed_server_behind(home)
    with subprocess.Popen(["/bin/true"]) as zombie:
        os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
        put_pid_into_leftovers(home, sockets, zombie.pid)
        assert_starts_with_its_rows(home)


def test_a_server_that_was_told_to_stop_is_waited_for_and_followed_by_another(home: Path) -> None:
    postgres = EmbeddedPostgres(home)
    client = psycopg.connect(postgres.start())
    stopping = living(home)
    os.kill(stopping.pid, signal.SIGTERM)
    with Neighbour(home) as neighbour:
        neighbour.ask("start")
        client.close()
        neighbour.answer()
        assert living(home).pid != stopping.pid
        postgres.stop()
        neighbour.do("stop")
    assert postmaster.running(home / "data") is None


def test_an_interrupted_initdb_is_done_again(home: Path) -> None:
    unfinished = home / "data.unfinished"
    unfinished.mkdir(parents=True)
    home.chmod(0o711)
    (unfinished / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(home) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not unfinished.exists()


def test_a_slow_recovery_is_waited_for_and_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Patched so that the first word comes soon; the wait itself has no limit to patch.
    monkeypatch.setattr(waiting, "FIRST_WORD", 0.1)
    with EmbeddedPostgres(home):
        pass
    with (home / "data" / "postgresql.conf").open("a") as settings:
        settings.write("hot_standby = off\nrestore_command = 'sleep 0.2; false'\n")
    (home / "data" / "recovery.signal").touch()
    os.chown(home / "data" / "recovery.signal", (home / "data").stat().st_uid, -1)
    told: list[str] = []
    with EmbeddedPostgres(home, tell=told.append) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT pg_is_in_recovery()").fetchone() == (False,)
    assert "Postgres is not ready yet; its log says: " in told[0]
    assert "LOG:" in told[0]


def test_a_home_copied_while_its_server_ran_gets_a_server_of_its_own(home: Path) -> None:
    with EmbeddedPostgres(home) as url, throwaway_home() as other:
        original = living(home)
        subprocess.run(["cp", "-a", home, other], check=True)
        with EmbeddedPostgres(other) as copied_url:
            assert copied_url != url
            assert living(other).pid != original.pid
        assert living(home) == original


@given(content=st.binary(max_size=80))
@example(content=b"\x1f0")
@example(content="²".encode())
@example(content=b"9" * 5_000)
def test_whatever_a_pid_file_holds_no_server_is_made_up_from_it(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    data = tmp_path_factory.mktemp("data")
    (data / "postmaster.pid").write_bytes(content)
    assert postmaster.running(data) is None


@given(kept=st.integers(min_value=0, max_value=200))
def test_a_half_written_pid_file_of_a_foreign_process_is_no_server(
    tmp_path_factory: pytest.TempPathFactory, kept: int
) -> None:
    data = tmp_path_factory.mktemp("data")
    whole = f"{os.getpid()}\n{data}\n1712346200\n5432\n/tmp/sockets\n\n  8826964     65536\nready   \n"
    (data / "postmaster.pid").write_text(whole[:kept])
    assert postmaster.running(data) is None
