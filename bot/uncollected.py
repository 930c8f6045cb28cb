"""Starting without the garbage collector.

What a start builds stays. Looking it through again and again took a sixth of the time to the first page.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """For stretches that only build. Inside another such stretch, it ends with that one."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
