"""Reads a place to its end, over several visits where it is long."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.discord.needs import Payload
from adapters.discord.speak.call import Caller
from adapters.discord.speak.history import Span, pages
from adapters.discord.speak.places import Target
from bot.domain.happenings import MessagePosted
from bot.errors import RetryLater

MOST_PAGES = 10
"""Of one place on one visit: other places wait for their turn, and so does whoever reads."""
NEXT_VISIT = timedelta(seconds=1)
IDLE = timedelta(minutes=30)
"""So long a reading is kept that nobody goes on with, and one that has come to its end."""
AHEAD = timedelta(minutes=5)
"""By how much Discord's clock may be ahead of ours."""

Told = Callable[[Target, Payload], MessagePosted | None]
Key = tuple[Target, datetime, datetime | None]


@dataclass(slots=True)
class Partial:
    """A reading that wasn't done on its first visit."""

    visited_at: datetime
    until: datetime
    reached: str = ""
    is_done: bool = False
    found: dict[str, MessagePosted] = field(default_factory=dict)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(slots=True)
class Readings:
    caller: Caller
    now: Callable[[], datetime]
    told: Told
    most_pages: int = MOST_PAGES
    _begun: dict[Key, Partial] = field(default_factory=dict)

    async def since(self, target: Target, after: datetime, as_of: datetime | None) -> list[MessagePosted]:
        """All that stands. Raises RetryLater when it isn't all read yet: what was read so far is kept.

        What was read for another `as_of` isn't used.
        """
        self._let_go()
        now = self.now()
        key = (target, after, as_of)
        partial = self._begun.setdefault(key, Partial(now, now + AHEAD))
        async with partial.turn:
            await self._go_on(partial, target, after)
        if as_of is None:
            self._begun.pop(key, None)
        return [one for one in partial.found.values() if one.posted_at > after]

    async def _go_on(self, partial: Partial, target: Target, after: datetime) -> None:
        left = self.most_pages
        if partial.is_done:
            return
        async for page in pages(self.caller, target, Span(after, partial.until), partial.reached):
            left -= 1
            partial.visited_at, partial.reached, partial.is_done = self.now(), page.reached, page.is_last
            for message in page.messages:
                one = self.told(target, message)
                if one is not None:
                    partial.found[one.at.message_ref] = one
            if left <= 0 and not partial.is_done:
                raise RetryLater("There is more to read than is read at once.", NEXT_VISIT)

    def _let_go(self) -> None:
        now = self.now()
        self._begun = {
            key: one for key, one in self._begun.items() if one.turn.locked() or now - one.visited_at < IDLE
        }
