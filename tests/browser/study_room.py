"""`debrief demo` as a newcomer starts it: a process of its own, on a home of its own."""

import re
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from adapters.postgres import EmbeddedPostgres
from tests.fakes.role_process import DEBRIEF, RoleProcess, started, until
from tests.fakes.throwaway_home import throwaway_home

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
PLAIN = {"DATABASE_URL": "", "OPENAI_API_KEY": "", "OPENAI_BASE_URL": "", "TZ": "Europe/Berlin"}
"""The demo as it is on a machine where nothing was configured."""


class StudyRoom:
    """Started, killed and started again at one address, so that an open page can find it again."""

    def __init__(self, folder: Path, home: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._home = home
        self._stack = stack
        self._process = self._started(port=0)
        self.address = self._served()

    def kill(self) -> None:
        """As a power cut would: nothing is written, nobody is told."""
        self._process.send(signal.SIGKILL)
        self._process.end()

    def end_database(self) -> None:
        """The server that a killed room leaves behind goes too."""
        _end_server(self._home / "study-room")

    def start(self) -> None:
        """Again, on the same home and at the same address."""
        self._process = self._started(port=urlsplit(self.address).port or 0)
        assert self._served() == self.address

    def stop(self) -> int:
        return self._process.stop()

    def said(self) -> str:
        return self._process.said()

    def _started(self, *, port: int) -> RoleProcess:
        command = (*DEBRIEF, "demo", "--no-browser", "--port", str(port))
        return self._stack.enter_context(
            started(command, self._folder, {**PLAIN, "DEBRIEF_HOME": str(self._home)})
        )

    def _served(self) -> str:
        def address() -> str | None:
            assert self._process.process.poll() is None, self.said()
            found = ADDRESS.search(self.said())
            return found[0] if found else None

        until(address, self.said)
        return address() or ""


@contextmanager
def study_room(folder: Path) -> Iterator[StudyRoom]:
    """The room for as long as this lasts; `folder` is where its process is started and its log kept."""
    with throwaway_home() as home:
        try:
            with ExitStack() as stack:
                yield StudyRoom(folder, home, stack)
        finally:
            _end_server(home / "study-room")


def _end_server(home: Path) -> None:
    """Left behind by a room that was killed: whoever joins such a server last takes it down."""
    if (home / "data" / "postmaster.pid").exists():
        with EmbeddedPostgres(home):
            pass
