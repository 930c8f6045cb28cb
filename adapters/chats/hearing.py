"""Keeps account of when events come in, and has made up for what was missed in between."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import RetryLater, UserMustAct

log = logging.getLogger(__name__)

BEAT = 30.0
"""Seconds between two notes that events come in."""
LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Hearing:
    """A duty, beside the one that hears."""

    note_missed: Callable[[datetime | None], Awaitable[None]]
    """None: since events were last known to come in."""
    make_up: Callable[[], Awaitable[None]]
    """Raises RetryLater: then it is called again."""
    still_hearing: Callable[[], Awaitable[None]]
    """Takes the time before it waits for anything: what breaks off meanwhile is no longer heard.

    Over HTTP, where only deliveries are a sign of that: looks whether they can come in.
    """
    hears: Callable[[], bool]
    beat: float = BEAT
    _missed: deque[datetime | None] = field(default_factory=deque)
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _noted: asyncio.Event = field(default_factory=asyncio.Event)

    def missed(self, since: datetime | None) -> None:
        """Something may have been missed since then. Returns at once."""
        self._missed.append(since)
        self._woken.set()

    async def __call__(self, stop: asyncio.Event) -> None:
        making_up = asyncio.create_task(self._make_up_from_now_on(stop))
        try:
            while not stop.is_set():
                self._woken.clear()
                pause = await self._tried(self._keep_account, "That events come in can't be written down")
                await _rest(pause, stop, self._woken)
        finally:
            # What it was making up for is written down, and is gone on with at the next start.
            making_up.cancel()
            await asyncio.gather(making_up, return_exceptions=True)

    async def _keep_account(self) -> None:
        """What is missed first: a note that events come in would hide that they didn't."""
        while self._missed:
            await self.note_missed(self._missed[0])
            self._missed.popleft()
            self._noted.set()
        # Nothing may be waited for in between: what is missed from now on is younger than the note.
        if self.hears():
            await self.still_hearing()

    async def _make_up_from_now_on(self, stop: asyncio.Event) -> None:
        """Beside the account, which says meanwhile that events come in: this may take hours."""
        while not stop.is_set():
            self._noted.clear()
            # Always: what somebody else noted, or left unread, is made up for as well.
            pause = await self._tried(self.make_up, "What was missed can't be made up for")
            await _rest(pause, stop, self._noted)

    async def _tried(self, work: Callable[[], Awaitable[None]], trouble: str) -> float:
        """How many seconds to wait before the next time."""
        try:
            await work()
        except RetryLater as later:
            log.info("%s yet: %s", trouble, later.reason)
            return min(later.after.total_seconds(), LONGEST_PAUSE)
        except UserMustAct as refused:
            log.error("%s: %s It is tried again.", trouble, refused.message)  # noqa: TRY400  it says it all
        except Exception:  # whatever it was, it is tried again, and nothing depends on when
            log.exception("%s. It is tried again.", trouble)
        return self.beat


async def _rest(seconds: float, *ends: asyncio.Event) -> None:
    """For so long, or until one of these is set."""
    waiting = {asyncio.create_task(end.wait()) for end in ends}
    try:
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in waiting:
            one.cancel()
