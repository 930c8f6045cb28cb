"""Waiting that says what it waits for, instead of a limit that a slow disk would break."""

import math
import time
from collections.abc import Callable

POLL = 0.01
FIRST_WORD = 3.0
NEXT_WORD = 5.0


def wait_until(
    done: Callable[[], bool],
    *,
    tell: Callable[[str], None],
    about: Callable[[], str],
    at_most: float = math.inf,
) -> bool:
    """False when `at_most` seconds went by. `about` is asked for a sentence every few seconds."""
    started = time.monotonic()
    next_word = FIRST_WORD
    while not done():
        waited = time.monotonic() - started
        if waited >= at_most:
            return False
        if waited >= next_word:
            tell(f"{about()} ({waited:.0f} s so far)")
            next_word = waited + NEXT_WORD
        time.sleep(POLL)
    return True
