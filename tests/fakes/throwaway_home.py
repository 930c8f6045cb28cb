"""A home for an embedded Postgres that leaves nothing behind: no folder, no socket, no process."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from adapters.postgres import EmbeddedPostgres, postmaster
from adapters.postgres.account import server_account
from adapters.postgres.home import Home
from adapters.postgres.locks import is_held
from adapters.postgres.waiting import wait_until
from bot.errors import UserMustAct

MEMORY = Path("/dev/shm")
ENOUGH = 1024**3


@contextmanager
def throwaway_home(place: Path | None = None) -> Iterator[Path]:
    """Works for root too, whose server runs as an account that may not enter pytest's tmp_path.

    Without a `place` it is in memory where there is room: a test's rows need not reach a disk.
    """
    folder = Path(tempfile.mkdtemp(prefix="debrief-home-", dir=place or _usual_place()))
    folder.chmod(0o711)
    try:
        yield folder / "home"
    finally:
        if (folder / "home").exists():
            _end_server(Home((folder / "home").resolve()))
        shutil.rmtree(folder)


def _usual_place() -> Path:
    account = server_account(os.environ, Path("no-data-yet"))
    places = [place for place in (MEMORY, Path(tempfile.gettempdir())) if _is_fit(place)]
    return next((place for place in places if account.closed_to(place) is None), Path("/tmp"))


def _is_fit(place: Path) -> bool:
    """Programs are run from a home, and some containers forbid that in their 64 MB of shared memory."""
    if not place.is_dir() or not os.access(place, os.W_OK):
        return False
    return shutil.disk_usage(place).free > ENOUGH and not os.statvfs(place).f_flag & os.ST_NOEXEC


def _end_server(home: Home) -> None:
    def gone() -> bool:
        found = postmaster.running(home.data)
        pids = [found.pid] if found is not None else postmaster.headless(home.cluster_name, home.data)
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGQUIT if found is not None else signal.SIGKILL)
        return not pids and not is_held(home.serving_lock)

    assert wait_until(gone, tell=print, about=lambda: "Postgres still runs", at_most=30)
    if (home.data / "postmaster.pid").exists():
        # A killed server's shared memory is freed by the next one, unless the test has spoilt its data.
        with suppress(UserMustAct), EmbeddedPostgres(home.folder):
            pass
    for place in {Path(tempfile.gettempdir()), Path("/tmp")}:
        for sockets in place.glob(f"debrief-*-{home.identity}"):
            shutil.rmtree(sockets)
