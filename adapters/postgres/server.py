"""One server on one home: started, found, healed, stopped. The caller sees to it that nobody else does so."""

import math
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg

from adapters.postgres import cluster, database, postmaster, socket_folder
from adapters.postgres.account import Account
from adapters.postgres.home import Home
from adapters.postgres.launch import launch
from adapters.postgres.locks import FileLock, is_held
from adapters.postgres.postmaster import Postmaster
from adapters.postgres.waiting import wait_until
from bot.errors import UserMustAct

# Without their postmaster the other processes end at their next wait; one deep in a query may take hours.
GRACE_FOR_HEADLESS = 2.0
LIMIT_FOR_UNSEEN = 15.0
LIMIT_FOR_FIRST_ANSWER = 60.0
LIMIT_FOR_FAST_SHUTDOWN = 60.0


class Server:
    def __init__(self, home: Home, account: Account, site: Path, tell: Callable[[str], None]) -> None:
        self._home = home
        self._account = account
        self._site = site
        self._tell = tell

    def ensure(self) -> Path:
        """Have the server run and answer; returns the folder of its socket."""
        cluster.refuse_other_major(self._home.data, self._site)
        while True:
            log_start = self._home.log_size()
            with FileLock(self._home.serving_lock) as serving:
                launched = self._is_gone(serving)
                if launched:
                    launch(self._home, self._account, self._site, serving, self._tell)
            ready = self._await_ready(log_start, seen=not launched)
            if ready is not None and self._await_answer(ready):
                return ready.socket_folder
            # One that we found may have been dying already. One that we launched would die again.
            if launched:
                raise self._did_not_start(log_start)

    def stop(self) -> None:
        """Fast shutdown: clients are cut off, what is committed is kept."""
        found = self._running()
        if found is None:
            if is_held(self._home.serving_lock):
                self._tell(f"Postgres on {self._home.folder} was left running: it can't be seen from here.")
            return
        _send(found.pid, signal.SIGINT)
        if not self._await_end(at_most=LIMIT_FOR_FAST_SHUTDOWN):
            self._tell("Postgres is slow to shut down: stopped at once, it recovers at its next start.")
            _send(found.pid, signal.SIGQUIT)
            self._await_end()
        socket_folder.release(found.socket_folder)

    def _is_gone(self, serving: FileLock) -> bool:
        """False when a server can be adopted; True when surely none lives, and the lock is ours."""

        def settled() -> bool:
            return self._running() is not None or serving.try_exclusive()

        about = "Old Postgres processes are ending"
        if not self._wait(settled, about, at_most=GRACE_FOR_HEADLESS):
            for pid in postmaster.headless(self._home.cluster_name, self._home.data):
                _send(pid, signal.SIGKILL)
            if not self._wait(settled, about, at_most=LIMIT_FOR_UNSEEN):
                raise UserMustAct(
                    f"Another Postgres is using {self._home.data}, and it can't be seen from here: it may "
                    "run in another container. Nothing was changed. Stop it there, or set DEBRIEF_HOME to "
                    "another folder."
                )
        return self._running() is None and serving.try_exclusive()

    def _await_ready(self, log_start: int, *, seen: bool) -> Postmaster | None:
        """None when it died instead. Recovery after a crash may take long: there is no limit."""

        def settled() -> bool:
            nonlocal seen
            found = self._running()
            if found is None:
                return seen or not is_held(self._home.serving_lock)
            seen = True
            return found.is_ready

        def about() -> str:
            return f"Postgres is not ready yet; its log says: {self._home.log_since(log_start, lines=1)}"

        wait_until(settled, tell=self._tell, about=about)
        return self._running()

    def _await_answer(self, ready: Postmaster) -> bool:
        """False when it died instead of answering."""
        refusals: list[psycopg.OperationalError] = []

        def settled() -> bool:
            try:
                database.create_if_absent(ready.socket_folder)
            except psycopg.OperationalError as refusal:
                refusals.append(refusal)
                # A socket in another container's /tmp does not get nearer by waiting.
                hidden = not (ready.socket_folder / socket_folder.SOCKET).exists()
                return hidden or self._running() is None
            refusals.clear()
            return True

        about = "Postgres runs but lets nobody in yet"
        self._wait(settled, about, at_most=LIMIT_FOR_FIRST_ANSWER)
        alive = self._running() is not None
        if refusals and alive:
            raise self._unreachable(ready, refusals[-1]) from refusals[-1]
        return alive

    def _did_not_start(self, log_start: int) -> UserMustAct:
        return UserMustAct(
            f"Postgres did not start on {self._home.data}. What is in there is kept. "
            f"Its log, {self._home.log}, ends with:\n{self._home.log_since(log_start)}\n"
            f"Mend that and start again, or {self._home.way_out}."
        )

    def _unreachable(self, ready: Postmaster, trouble: Exception) -> UserMustAct:
        return UserMustAct(
            f"Postgres runs on {self._home.data}, but could not be reached through {ready.socket_folder}: "
            f"{trouble}. What is in there is kept. If a service or a container started it, use it from "
            "there, or set DEBRIEF_HOME to another folder."
        )

    def _await_end(self, at_most: float = math.inf) -> bool:
        return self._wait(
            lambda: self._running() is None and not is_held(self._home.serving_lock),
            "Postgres is shutting down",
            at_most,
        )

    def _running(self) -> Postmaster | None:
        return postmaster.running(self._home.data)

    def _wait(self, done: Callable[[], bool], about: str, at_most: float = math.inf) -> bool:
        return wait_until(done, tell=self._tell, about=lambda: about, at_most=at_most)


def _send(pid: int, kind: signal.Signals) -> None:
    # It may have ended by itself since we looked, which is what was wanted.
    with suppress(ProcessLookupError):
        os.kill(pid, kind)
