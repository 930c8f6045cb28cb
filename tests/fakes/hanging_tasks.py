"""What each task waits for, said just before a test that hangs is ended: threads alone don't tell."""

import asyncio
import gc
from io import StringIO
from pathlib import Path
from threading import Timer

BEFORE = 3.0
"""Seconds before the end."""


def watched(test: str, seconds: float, page: Path) -> Timer:
    """A timer, begun, that adds to the page. Whoever ends the test in time cancels it."""
    timer = Timer(max(seconds - BEFORE, 0.1), _write, [test, page])
    timer.daemon = True
    timer.start()
    return timer


def _write(test: str, page: Path) -> None:
    said = StringIO()
    print(f"{test} hangs. Its tasks wait here:", file=said)
    for one in gc.get_objects():
        if isinstance(one, asyncio.Task) and not one.done():
            one.print_stack(file=said)
    with page.open("a") as out:
        out.write(said.getvalue())
