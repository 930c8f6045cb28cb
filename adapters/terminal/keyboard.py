"""Waiting for the reader without blocking what else goes on, so that Ctrl-C is heard at once."""

import asyncio
import sys
from typing import TextIO


def is_read_by_somebody(keys: TextIO | None = None) -> bool:
    """Whether a person sits at both ends: scripts and pipes press no keys."""
    stream = keys or sys.stdin
    return bool(stream and stream.isatty() and sys.stdout.isatty())


async def enter(keys: TextIO | None = None) -> None:
    """Until a line was typed."""
    stream = keys or sys.stdin
    loop, typed = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(stream.fileno(), typed.set)
    try:
        await typed.wait()
    finally:
        loop.remove_reader(stream.fileno())
    stream.readline()
