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
    """Over HTTP, where only deliveries are a sign of that: looks whether they can come in."""
    hears: Callable[[], bool]
    beat: float = BEAT
    _missed: deque[datetime | None] = field(default_factory=deque)
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def missed(self, since: datetime | None) -> None:
        """Something may have been missed since then. Returns at once."""
        self._missed.append(since)
        self._woken.set()

    async def __call__(self, stop: asyncio.Event) -> None:
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                pause = await self._round()
                waking = asyncio.create_task(self._woken.wait())
                await asyncio.wait({stopping, waking}, timeout=pause, return_when=asyncio.FIRST_COMPLETED)
                waking.cancel()
        finally:
            stopping.cancel()

    async def _round(self) -> float:
        """What is missed first: a note that events come in would hide that they didn't."""
        self._woken.clear()
        try:
            await self._note()
            # Always: what somebody else noted, or left unread, is made up for as well.
            await self.make_up()
            if self.hears():
                await self.still_hearing()
        except RetryLater as later:
            log.info("What was missed can't be read yet: %s", later.reason)
            return min(later.after.total_seconds(), LONGEST_PAUSE)
        except UserMustAct as refused:
            log.error(  # noqa: TRY400  the sentence says it all
                "What was missed can't be made up for: %s It is tried again.", refused.message
            )
        except Exception:  # whatever it was, it is tried again, and nothing depends on when
            log.exception("What was missed could not be made up for. It is tried again.")
        return self.beat

    async def _note(self) -> None:
        while self._missed:
            await self.note_missed(self._missed[0])
            self._missed.popleft()
