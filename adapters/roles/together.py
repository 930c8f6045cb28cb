"""Several duties in one process. When one ends by itself the others are stopped too, and it is named."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping

from bot.errors import DebriefError, Defect, UserMustAct

log = logging.getLogger(__name__)

Duty = Callable[[asyncio.Event], Awaitable[None]]
"""Works until the event is set, then finishes what it has in hand and returns."""

LAST_WORDS = 2.0
"""Seconds beyond the grace that a duty may take to put its things away."""


async def together(
    duties: Mapping[str, Duty], stop: asyncio.Event, grace: float, *, last_words: float = LAST_WORDS
) -> None:
    """Do them all until `stop`. A duty that is still busy `grace` seconds later is cancelled.

    Raises what a duty died of, or a Defect that names the one that ended unasked.
    """
    tasks = [asyncio.create_task(_do(duty, stop), name=name) for name, duty in duties.items()]
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({*tasks, stopping}, return_when=asyncio.FIRST_COMPLETED)
        unasked = [] if stop.is_set() else [task for task in tasks if task.done()]
        stop.set()
        _, late = await asyncio.wait(tasks, timeout=grace + last_words)
        for task in late:
            log.warning("The %s was still busy after %.0f s and is cut off.", task.get_name(), grace)
    finally:
        stopping.cancel()
        await _cancel(tasks)
    for task in unasked or tasks:
        _raise_failure(task, unasked=task in unasked)


async def _do(duty: Duty, stop: asyncio.Event) -> None:
    await duty(stop)


async def _cancel(tasks: Iterable[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _raise_failure(task: asyncio.Task[None], *, unasked: bool) -> None:
    failure = None if task.cancelled() else task.exception()
    if isinstance(failure, UserMustAct):
        log.error("The %s can't go on; the whole process ends.", task.get_name())
    elif failure is not None:
        log.error("The %s broke; the whole process ends.", task.get_name(), exc_info=failure)
    if isinstance(failure, DebriefError):
        raise failure
    if failure is not None:
        raise Defect(f"the {task.get_name()} broke: {type(failure).__name__}") from failure
    if unasked:
        raise Defect(f"the {task.get_name()} ended by itself")


async def stopped_within(stop: asyncio.Event, seconds: float) -> bool:
    """Wait for `stop`, at most that long."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return False
    return True
