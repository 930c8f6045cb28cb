"""What the launcher does not mend: it says what happened, what was kept and what to do."""

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from adapters.postgres import EmbeddedPostgres, binaries, cluster, postmaster, server
from adapters.postgres.account import server_account
from adapters.postgres.home import Home
from adapters.postgres.locks import FileLock
from adapters.postgres.socket_folder import FALLBACK
from adapters.postgres.waiting import wait_until
from bot.errors import UserMustAct
from tests.fakes.neighbour import Neighbour
from tests.fakes.throwaway_home import throwaway_home


@pytest.fixture
def home() -> Iterator[Path]:
    with throwaway_home() as folder:
        yield folder


@pytest.fixture
def stopped(home: Path) -> Path:
    with EmbeddedPostgres(home):
        return home


def refusal(home: Path) -> str:
    with pytest.raises(UserMustAct) as refused:
        EmbeddedPostgres(home).start()
    return refused.value.message


@pytest.mark.parametrize(
    ("way_out", "advice"),
    [(None, "set DEBRIEF_HOME to a folder of your own, or DATABASE_URL"), ("make room", "make room.")],
)
def test_without_space_the_way_out_is_the_callers(
    home: Path, monkeypatch: pytest.MonkeyPatch, way_out: str | None, advice: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(cluster, "create", full)

    with pytest.raises(UserMustAct) as refused:
        EmbeddedPostgres(home, way_out=way_out).start()

    assert "No space left" in refused.value.message
    assert f"Mend that, or {advice}" in refused.value.message
    assert ("DATABASE_URL" in refused.value.message) is (way_out is None)


@pytest.mark.parametrize("way_out", [None, "make room"])
def test_where_the_server_does_not_start_the_way_out_is_the_callers(
    stopped: Path, way_out: str | None
) -> None:
    (stopped / "data" / "postgresql.conf").write_text("nonsense = on\n")

    with pytest.raises(UserMustAct) as refused:
        EmbeddedPostgres(stopped, way_out=way_out).start()

    assert "did not start" in refused.value.message
    assert ("DATABASE_URL" in refused.value.message) is (way_out is None)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def socket_folder(home: Path) -> Path:
    uid = (home / "data").stat().st_uid
    return Path(tempfile.gettempdir()) / f"debrief-{uid}-{Home(home.resolve()).identity}"


@pytest.mark.parametrize(("major", "hint"), [("16", "pginstall/bin"), ("17", "install Postgres 17")])
def test_data_of_another_major_version_is_left_as_it_is(stopped: Path, major: str, hint: str) -> None:
    (stopped / "data" / "PG_VERSION").write_text(f"{major}\n")
    before = contents(stopped / "data")
    said = refusal(stopped)
    for needed in (f"by Postgres {major}", str(stopped / "data"), "pg_upgrade", "pg_dumpall", hint):
        assert needed in said
    assert contents(stopped / "data") == before


def test_a_data_folder_without_a_database_is_left_as_it_is(stopped: Path) -> None:
    (stopped / "data" / "PG_VERSION").unlink()
    before = contents(stopped / "data")
    assert "holds no Postgres database" in refusal(stopped)
    assert contents(stopped / "data") == before


def test_a_server_that_does_not_start_is_quoted(stopped: Path) -> None:
    with (stopped / "data" / "postgresql.conf").open("a") as settings:
        settings.write("shared_buffers = rather_a_lot\n")
    said = refusal(stopped)
    assert "did not start" in said
    assert "rather_a_lot" in said
    assert str(stopped / "postgres.log") in said


def test_a_home_that_cannot_be_made_is_told() -> None:
    said = refusal(Path("/proc/debrief"))
    assert "/proc/debrief" in said
    assert "DEBRIEF_HOME" in said


def test_a_link_where_the_socket_goes_is_not_followed(stopped: Path, tmp_path: Path) -> None:
    socket_folder(stopped).symlink_to(tmp_path)
    mode = tmp_path.stat().st_mode
    said = refusal(stopped)
    socket_folder(stopped).unlink()
    assert "made by somebody else" in said
    assert (list(tmp_path.iterdir()), tmp_path.stat().st_mode) == ([], mode)


def test_a_socket_folder_open_to_others_is_not_used(stopped: Path) -> None:
    socket_folder(stopped).mkdir()
    socket_folder(stopped).chmod(0o777)
    assert "open to others" in refusal(stopped)
    assert stat.S_IMODE(socket_folder(stopped).stat().st_mode) == 0o777


def test_a_temporary_folder_with_a_long_path_is_passed_over(
    stopped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("long" * 20)
    long.mkdir()
    # Patched because tempfile remembers TMPDIR for the life of the process.
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    with EmbeddedPostgres(stopped) as url, psycopg.connect(url):
        assert f"host={FALLBACK / 'debrief-'}" in url
    assert list(long.iterdir()) == []


def test_a_server_that_runs_where_it_cannot_be_seen_is_let_be(
    stopped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Patched so that the test need not wait as long as people do.
    monkeypatch.setattr(server, "LIMIT_FOR_UNSEEN", 0.1)
    monkeypatch.setattr(server, "GRACE_FOR_HEADLESS", 0.1)
    before = contents(stopped / "data")
    with FileLock(stopped / "serving.lock") as unseen:
        assert unseen.try_exclusive()
        assert "another container" in refusal(stopped)
    assert contents(stopped / "data") == before


def test_a_healthy_server_known_under_another_pid_is_let_be(
    stopped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Patched so that the test need not wait as long as people do.
    monkeypatch.setattr(server, "LIMIT_FOR_UNSEEN", 0.1)
    monkeypatch.setattr(server, "GRACE_FOR_HEADLESS", 0.1)
    with Neighbour(stopped) as neighbour:
        url = neighbour.do("start")
        pid_file = stopped / "data" / "postmaster.pid"
        written = pid_file.read_text()
        with psycopg.connect(url) as connection:
            pid_file.write_text("".join([f"{os.getpid()}\n", *written.splitlines(keepends=True)[1:]]))
            said = refusal(stopped)
            pid_file.write_text(written)
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert "another container" in said


def test_a_server_whose_socket_is_out_of_reach_is_let_be(stopped: Path) -> None:
    with Neighbour(stopped) as neighbour:
        neighbour.do("start")
        found = postmaster.running(stopped / "data")
        assert found is not None
        hidden = found.socket_folder.with_name(f"{found.socket_folder.name}-hidden")
        found.socket_folder.rename(hidden)
        said = refusal(stopped)
        hidden.rename(found.socket_folder)
        assert "could not be reached" in said
        assert postmaster.running(stopped / "data") == found
        assert neighbour.do("start")


def test_an_account_without_a_name_is_told_before_anything_is_made(home: Path) -> None:
    nameless = replace(server_account(os.environ, home / "data"), name=None)
    programs = binaries.programs(binaries.packaged())
    assert programs is not None
    with pytest.raises(UserMustAct, match="/etc/passwd"):
        cluster.create(Home(home), programs, nameless)
    assert not home.exists()


def test_a_wait_with_a_limit_ends() -> None:
    told: list[str] = []
    assert not wait_until(lambda: False, tell=told.append, about=lambda: "", at_most=0.05)
    assert told == []
