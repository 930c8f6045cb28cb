"""Reads a place to its end, over several visits where it is long or a platform gives few pages."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot.domain.happenings import MessagePosted
from bot.errors import RetryLater

log = logging.getLogger(__name__)

MOST_PAGES = 10
"""Of one place on one visit: other places wait for their turn, and so does whoever reads."""
NEXT_VISIT = timedelta(seconds=1)
IDLE = timedelta(minutes=30)
"""So long a reading is kept that nobody goes on with, and one that has come to its end."""
AHEAD = timedelta(minutes=5)
"""By how much a platform's clock may be ahead of ours."""
UNREADABLE = (AttributeError, LookupError, OverflowError, TypeError, ValueError)
"""What reading a payload raises that isn't as it is documented."""

T = TypeVar("T")
M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    messages: Sequence[M]
    reached: str
    """What was read ends with this message: to go on from there at another time."""
    is_last: bool


@dataclass(frozen=True, slots=True)
class Span:
    since: datetime
    until: datetime


@dataclass(slots=True)
class Partial(Generic[T]):
    """A reading that wasn't done on its first visit."""

    todo: deque[T]
    visited_at: datetime
    within: Span
    reached: str = ""
    found: dict[str, MessagePosted] = field(default_factory=dict)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(slots=True)
class Readings(Generic[T, M]):
    """Of places `T`, in which a platform's own messages `M` stand."""

    pages: Callable[[T, Span, str], AsyncIterator[Page[M]]]
    """Onwards from what was reached."""
    told: Callable[[T, M], MessagePosted | None]
    """As the core is told of a message; None for one that no member wrote."""
    now: Callable[[], datetime]
    below: Callable[[T, M, datetime], T | None] = lambda _target, _message, _after: None
    """A further place, where something may have been written after a moment below a message."""
    _begun: dict[tuple[T, datetime, datetime | None], Partial[T]] = field(default_factory=dict)

    async def since(self, target: T, after: datetime, as_of: datetime | None) -> list[MessagePosted]:
        """All that stands. Raises RetryLater when it isn't all read yet: what was read so far is kept.

        What was read for another `as_of` isn't used.
        """
        self._let_go()
        now = self.now()
        key = (target, after, as_of)
        partial = self._begun.setdefault(key, Partial(deque([target]), now, Span(after, now + AHEAD)))
        async with partial.turn:
            await self._go_on(partial)
        if as_of is None:
            self._begun.pop(key, None)
        return [one for one in partial.found.values() if one.posted_at > after]

    async def _go_on(self, partial: Partial[T]) -> None:
        left = MOST_PAGES
        while partial.todo:
            target = partial.todo[0]
            async for page in self.pages(target, partial.within, partial.reached):
                left -= 1
                partial.visited_at, partial.reached = self.now(), page.reached
                for message in page.messages:
                    self._take(partial, target, message)
                if page.is_last:
                    partial.todo.popleft()
                    partial.reached = ""
                if left <= 0 and partial.todo:
                    raise RetryLater("There is more to read than is read at once.", NEXT_VISIT)

    def _take(self, partial: Partial[T], target: T, message: M) -> None:
        try:
            further = self.below(target, message, partial.within.since)
            one = self.told(target, message)
        except UNREADABLE:
            # It would be as unreadable when read again, and the others are waiting.
            log.exception("A message of a history could not be read. It was left out.")
            return
        if further is not None:
            partial.todo.append(further)
        if one is not None:
            partial.found[one.at.message_ref] = one

    def _let_go(self) -> None:
        now = self.now()
        self._begun = {
            key: one for key, one in self._begun.items() if one.turn.locked() or now - one.visited_at < IDLE
        }
