"""The way in: start and stop, for any number of processes on one home."""

import logging
import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from adapters.postgres import binaries, database
from adapters.postgres.account import server_account
from adapters.postgres.home import Home
from adapters.postgres.locks import FileLock
from adapters.postgres.server import Server
from adapters.postgres.waiting import wait_until
from bot.errors import UserMustAct

log = logging.getLogger(__name__)


class EmbeddedPostgres:
    """A Postgres of one's own in `home`. As a context manager it gives the URL.

    Any number of processes may start it on one home: the first starts the server, the others attach,
    and the last one to stop (whoever it is) shuts the server down. `tell` hears about long waits.
    `way_out` is what to advise instead, for a caller that has none of the usual ones.
    """

    def __init__(
        self,
        home: Path,
        *,
        environ: Mapping[str, str] = os.environ,
        tell: Callable[[str], None] = log.info,
        site: Path | None = None,
        way_out: str | None = None,
    ) -> None:
        folder = home.expanduser().resolve()
        self._home = Home(folder) if way_out is None else Home(folder, way_out)
        self._environ = environ
        self._tell = tell
        self._site = site
        self._use: FileLock | None = None
        self._server: Server | None = None

    def start(self) -> str:
        """The URL of the database `debrief`, for libpq and (as postgresql+psycopg too) for SQLAlchemy.

        Calling it again is safe, and mends a server that died meanwhile.

        Raises UserMustAct when a person has to choose: see the message.
        """
        try:
            with ExitStack() as undo:
                undo.callback(self.stop)
                url = self._start()
                undo.pop_all()
                return url
        except OSError as trouble:
            raise UserMustAct(
                f"The embedded Postgres could not be started in {self._home.folder}: {trouble}. "
                f"What was there is kept. Mend that, or {self._home.way_out}."
            ) from trouble

    def stop(self) -> None:
        """Let go; the last one to do so stops the server. A second call does nothing."""
        use, self._use = self._use, None
        if use is None:
            return
        with use:
            if self._server is not None and use.try_exclusive():
                self._server.stop()

    def _start(self) -> str:
        account = server_account(self._environ, self._home.data)
        self._home.prepare(account)
        site = self._site or binaries.packaged()
        if self._use is None:
            # Waits while the last user before us is still shutting the server down.
            self._use = FileLock(self._home.in_use_lock)
            self._wait_for(self._use.try_shared, "Another Debrief is just stopping the database")
        self._server = Server(self._home, account, site, self._tell)
        with FileLock(self._home.starting_lock) as starting:
            self._wait_for(starting.try_exclusive, "Another Debrief is just starting the database")
            return database.url(self._server.ensure())

    def _wait_for(self, lock: Callable[[], bool], about: str) -> None:
        wait_until(lock, tell=self._tell, about=lambda: about)

    def __enter__(self) -> str:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
