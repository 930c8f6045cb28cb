"""Starting without the garbage collector.

What a start builds stays. Looking it through again and again took a sixth of the time to the first page,
and looking it through once, when all of it was there, another tenth.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """For stretches that only build: what is there at the end is never looked through again.

    Inside another such stretch, it ends with that one.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
