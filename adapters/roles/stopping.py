"""From a signal to an end: the first one lets work finish, the second one doesn't."""

import asyncio
import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

log = logging.getLogger(__name__)

SIGNALS = (signal.SIGTERM, signal.SIGINT)
AT_ONCE = 3
"""Seconds to unwind in after the second signal; then the system ends the process."""
UNWINDING = 15
"""Seconds beyond the grace in which pools are closed and an embedded Postgres stops."""


@contextmanager
def heard(stop: asyncio.Event, grace: float) -> Iterator[None]:
    """Set `stop` at the first SIGTERM or SIGINT, and cancel this task at the second."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()

    def hear() -> None:
        if not stop.is_set():
            log.info("Stopping. What is in hand gets %.0f s; a second signal ends at once.", grace)
            stop.set()
            # A thread that hangs can't be cancelled; rows make even that end safe.
            signal.alarm(round(grace) + UNWINDING)
        elif task is not None:
            log.warning("Ending at once. What was in hand stays due.")
            signal.alarm(AT_ONCE)
            task.cancel()

    for kind in SIGNALS:
        loop.add_signal_handler(kind, hear)
    try:
        yield
    finally:
        for kind in SIGNALS:
            loop.remove_signal_handler(kind)
            # Removing leaves the default, which would end us in the middle of closing the database.
            signal.signal(kind, _ignored)


@contextmanager
def leaving_tidily() -> Iterator[None]:
    """Let SIGTERM unwind like Ctrl-C does, while no loop is there to hear it."""
    before = {kind: signal.getsignal(kind) for kind in SIGNALS}
    signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        signal.alarm(0)
        for kind, handler in before.items():
            signal.signal(kind, handler)


def _leave(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def _ignored(_number: int, _frame: object) -> None:
    log.info("Already stopping.")
