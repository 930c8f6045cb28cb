"""What is worth more than one test: the scenarios, what is compiled of their rubrics and of the statements.

Nothing of this changes by being used.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import cache

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.main import House, Parts
from adapters.main import house as wired
from bot.grading.grader import AutomaticGrader
from bot.library.library import Library, for_rounds, load, shipped
from bot.store.work import engine_for

LENT: set[str] = set()


@cache
def daily() -> Library:
    """Read once: that takes most of a second."""
    return load([shipped()])


@cache
def of_rounds() -> Library:
    return load([for_rounds()])


@cache
def checker() -> AutomaticGrader:
    """To compile a rubric costs more than to grade by it."""
    return AutomaticGrader()


@asynccontextmanager
async def kept_house(url: str, parts: Parts) -> AsyncIterator[House]:
    """The product on an engine that has compiled its statements before; a second one has its own engine."""
    async with AsyncExitStack() as stack:
        with pytest.MonkeyPatch.context() as patch:
            if url not in LENT:
                LENT.add(url)
                stack.callback(LENT.discard, url)
                patch.setattr("adapters.main.engine_for", lambda _url, **_: _engine(url, parts.connections))
            built = await stack.enter_async_context(wired(url, parts))
        yield built


@cache
def _engine(url: str, connections: int) -> AsyncEngine:
    """A house that's closed empties its pool, so that the next one may be of another event loop."""
    return engine_for(url, connections=connections)
