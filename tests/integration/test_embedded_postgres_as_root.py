"""Root, as in a container: the server runs as somebody else, and nobody's folder is opened for it."""

import os
import pwd
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from adapters.postgres import EmbeddedPostgres, binaries, postmaster
from adapters.postgres.account import FALLBACKS
from bot.errors import UserMustAct
from tests.fakes.throwaway_home import throwaway_home

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root has privileges to drop")

NOBODY = {"DEBRIEF_PG_USER": "nobody"}


@pytest.fixture
def home() -> Iterator[Path]:
    with throwaway_home() as folder:
        yield folder


def accounts() -> list[str]:
    return [entry.pw_name for entry in pwd.getpwall()]


def owner_of_server(home: Path) -> str:
    found = postmaster.running(home / "data")
    assert found is not None
    return pwd.getpwuid(Path(f"/proc/{found.pid}").stat().st_uid).pw_name


def groups_of_server(home: Path) -> set[int]:
    found = postmaster.running(home / "data")
    assert found is not None
    status = Path(f"/proc/{found.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("Groups:"))
    return {int(group) for group in line.split()[1:]}


def modes(folder: Path) -> dict[Path, int]:
    return {path: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.parents)}


def refusal(home: Path, environ: dict[str, str]) -> str:
    with pytest.raises(UserMustAct) as refused:
        EmbeddedPostgres(home, environ=environ).start()
    return refused.value.message


def test_the_server_runs_as_postgres_or_else_as_nobody(home: Path) -> None:
    expected = next(name for name in FALLBACKS if name in accounts())
    with EmbeddedPostgres(home, environ={}):
        assert owner_of_server(home) == expected
        assert groups_of_server(home) == set(os.getgrouplist(expected, pwd.getpwnam(expected).pw_gid))
        assert (home / "data").owner() == expected


def test_the_account_can_be_chosen_and_stays_with_its_data(home: Path) -> None:
    with EmbeddedPostgres(home, environ=NOBODY):
        assert owner_of_server(home) == "nobody"
    with EmbeddedPostgres(home, environ={}):
        assert owner_of_server(home) == "nobody"
    assert "belongs to nobody" in refusal(home, {"DEBRIEF_PG_USER": "daemon"})


@pytest.mark.parametrize(
    ("name", "said"), [("root", "refuses to run as root"), ("nemo-17", "no such account")]
)
def test_an_account_that_cannot_be_used_is_refused(home: Path, name: str, said: str) -> None:
    assert said in refusal(home, {"DEBRIEF_PG_USER": name})
    assert not home.exists()


def test_a_home_below_a_closed_folder_is_refused_and_nothing_is_opened(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(parents=True)
    closed.chmod(0o700)
    before = modes(closed)
    said = refusal(closed / "deep" / "home", NOBODY)
    assert f"may not enter {closed}." in said
    assert "DEBRIEF_HOME" in said
    assert modes(closed) == before
    assert list(closed.iterdir()) == []


def test_folders_that_were_there_keep_their_permissions(home: Path) -> None:
    there = home / "there"
    there.mkdir(parents=True)
    there.chmod(0o751)
    before = modes(there)
    umask = os.umask(0o077)
    try:
        with EmbeddedPostgres(there / "new" / "home", environ=NOBODY) as url, psycopg.connect(url):
            assert stat.S_IMODE((there / "new").stat().st_mode) == 0o755
    finally:
        os.umask(umask)
    assert modes(there) == before


def test_programs_under_a_closed_folder_are_copied_once_beside_the_data(home: Path, tmp_path: Path) -> None:
    site = tmp_path / "site-packages"
    for part in (f"{binaries.PACKAGE}/pginstall18", *binaries.LIBRARIES):
        if (binaries.packaged() / part).is_dir():
            shutil.copytree(binaries.packaged() / part, site / part)
    tmp_path.chmod(0o700)
    with EmbeddedPostgres(home, environ=NOBODY, site=site) as url, psycopg.connect(url):
        copies = list((home / "binaries").iterdir())
    made = copies[0].stat().st_ctime_ns
    with EmbeddedPostgres(home, environ=NOBODY, site=site) as url, psycopg.connect(url):
        assert list((home / "binaries").iterdir()) == copies
    assert copies[0].stat().st_ctime_ns == made
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_programs_that_the_account_can_reach_are_used_where_they_are(home: Path) -> None:
    with throwaway_home() as other:
        site = other / "site-packages"
        for part in (f"{binaries.PACKAGE}/pginstall18", *binaries.LIBRARIES):
            if (binaries.packaged() / part).is_dir():
                shutil.copytree(binaries.packaged() / part, site / part)
        other.chmod(0o755)
        with EmbeddedPostgres(home, environ=NOBODY, site=site) as url, psycopg.connect(url):
            assert not (home / "binaries").exists()
