"""An embedded Postgres that nothing happens to: what it gives, and what it leaves."""

import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
import sqlalchemy

from adapters.postgres import EmbeddedPostgres, default_home, postmaster
from adapters.postgres.home import LOG_LIMIT
from tests.fakes.throwaway_home import throwaway_home


@pytest.fixture
def home() -> Iterator[Path]:
    with throwaway_home() as folder:
        yield folder


def socket_folder(url: str) -> Path:
    return Path(parse_qs(urlsplit(url).query)["host"][0])


def test_a_fresh_home_gives_a_database_in_utf8_and_utc(home: Path) -> None:
    with EmbeddedPostgres(home) as url, psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT current_database(), current_setting('server_version_num')::int / 10000,"
            " current_setting('server_encoding'), current_setting('TimeZone'), lower('ÄÉ')"
        ).fetchone()
    assert row == ("debrief", 18, "UTF8", "UTC", "äé")


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_sqlalchemy_takes_the_same_url(home: Path, scheme: str) -> None:
    with EmbeddedPostgres(home) as url:
        engine = sqlalchemy.create_engine(url.replace("postgresql", scheme, 1))
        with engine.connect() as connection:
            found = connection.scalar(sqlalchemy.text("SELECT current_database()"))
        driver = engine.driver
        engine.dispose()
    assert (driver, found) == ("psycopg", "debrief")


def test_the_only_door_is_a_socket_in_a_private_folder(home: Path) -> None:
    with EmbeddedPostgres(home) as url, psycopg.connect(url) as connection:
        listening = connection.execute("SHOW listen_addresses").fetchone()
        mode = stat.S_IMODE(socket_folder(url).stat().st_mode)
        length = len(str(socket_folder(url) / ".s.PGSQL.5432"))
    assert (listening, mode) == (("",), 0o700)
    assert length < 100


def test_rows_outlive_a_restart(home: Path) -> None:
    with EmbeddedPostgres(home) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    with EmbeddedPostgres(home) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_stop_leaves_no_process_and_no_socket_and_may_be_repeated(home: Path) -> None:
    postgres = EmbeddedPostgres(home)
    url = postgres.start()
    assert postmaster.running(home / "data") is not None
    postgres.stop()
    postgres.stop()
    assert postmaster.running(home / "data") is None
    assert not (home / "data" / "postmaster.pid").exists()
    assert not socket_folder(url).exists()


def test_stop_cuts_off_a_client_that_sits_in_a_transaction(home: Path) -> None:
    postgres = EmbeddedPostgres(home)
    with psycopg.connect(postgres.start()) as connection:
        connection.execute("SELECT 1")
        postgres.stop()
        assert postmaster.running(home / "data") is None
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")


def test_starting_twice_gives_the_same_server_and_one_stop_ends_it(home: Path) -> None:
    postgres = EmbeddedPostgres(home)
    first, before = postgres.start(), postmaster.running(home / "data")
    second, after = postgres.start(), postmaster.running(home / "data")
    postgres.stop()
    assert (first, before) == (second, after)
    assert postmaster.running(home / "data") is None


def test_a_log_that_grew_too_long_begins_anew(home: Path) -> None:
    home.mkdir()
    home.chmod(0o711)
    (home / "postgres.log").write_text("x" * (LOG_LIMIT + 1))
    with EmbeddedPostgres(home):
        log = (home / "postgres.log").read_text()
    assert "x" not in log[:1]
    assert "ready to accept connections" in log


def test_rows_are_not_quoted_in_the_log(home: Path) -> None:
    with EmbeddedPostgres(home) as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE answers (body text CHECK (length(body) < 3))")
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute("INSERT INTO answers VALUES (%s)", ("a member's words",))
    log = (home / "postgres.log").read_text()
    assert "violates check constraint" in log
    assert "a member's words" not in log


def test_the_command_lines_look_the_same_to_ps(home: Path) -> None:
    if not Path("/bin/ps").exists():
        pytest.skip("this machine has no ps, which is only needed where there is no /proc")
    with EmbeddedPostgres(home):
        found = postmaster.running(home / "data")
        lines = postmaster.lines_from_ps()
    assert found is not None
    assert f"/postgres -D {home / 'data'} " in lines[found.pid]


def test_the_home_is_the_chosen_one_or_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    # Patched because one test run has one user.
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert default_home({"DEBRIEF_HOME": "/srv/practice", "HOME": "/home/m"}) == Path("/srv/practice")
    assert default_home({"XDG_DATA_HOME": "/data", "HOME": "/home/m"}) == Path("/data/debrief")
    assert default_home({"XDG_DATA_HOME": "data", "HOME": "/home/m"}) == Path("/home/m/.local/share/debrief")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert default_home({"HOME": "/home/r", "XDG_DATA_HOME": "/data"}) == Path("/var/lib/debrief")
