"""Reads a place to its end, over several visits where it is long or Slack gives few pages."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.slack.heard.payload import UNREADABLE, moment
from adapters.slack.speak.call import Caller
from adapters.slack.speak.history import Message, Page, pages, span
from adapters.slack.speak.outcomes import Spot
from adapters.slack.speak.places import Target
from bot.domain.happenings import MessagePosted
from bot.errors import RetryLater

log = logging.getLogger(__name__)

MOST_PAGES = 10
"""Of one place on one visit: other places wait for their turn, and so does whoever reads."""
NEXT_VISIT = timedelta(seconds=1)
IDLE = timedelta(minutes=30)
"""So long a reading is kept that nobody goes on with, and one that has come to its end."""
AHEAD = timedelta(minutes=5)
"""By how much Slack's clock may be ahead of ours."""

Told = Callable[[Target, Message], MessagePosted | None]
Key = tuple[Target, datetime, datetime | None]


@dataclass(slots=True)
class Partial:
    """A reading that wasn't done on its first visit."""

    todo: deque[Target]
    visited_at: datetime
    until: datetime
    reached: str = ""
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
        partial = self._begun.setdefault(key, Partial(deque([target]), now, now + AHEAD))
        async with partial.turn:
            await self._go_on(partial, after)
        if as_of is None:
            self._begun.pop(key, None)
        return [one for one in partial.found.values() if one.posted_at > after]

    async def _go_on(self, partial: Partial, after: datetime) -> None:
        left = self.most_pages
        while partial.todo:
            target = partial.todo[0]
            async for page in pages(self.caller, target, span(after, partial.until), partial.reached):
                left -= 1
                self._take(partial, target, page, after)
                if page.is_last:
                    partial.todo.popleft()
                    partial.reached = ""
                if left <= 0 and partial.todo:
                    raise RetryLater("There is more to read than is read at once.", NEXT_VISIT)

    def _take(self, partial: Partial, target: Target, page: Page, after: datetime) -> None:
        partial.visited_at, partial.reached = self.now(), page.reached
        for message in page.messages:
            if message.get("ts") == target.thread:
                continue
            try:
                self._take_one(partial, target, message, after)
            except UNREADABLE:
                # It would be as unreadable when read again, and the others are waiting.
                log.exception("A message of a history of Slack's could not be read: %s", message.get("ts"))

    def _take_one(self, partial: Partial, target: Target, message: Message, after: datetime) -> None:
        if target.spot is Spot.ALONE and target.thread is None and _is_answered(message, after):
            partial.todo.append(
                Target(target.installation_ref, target.channel, str(message["ts"]), target.spot)
            )
        one = self.told(target, message)
        if one is not None:
            partial.found[one.at.message_ref] = one

    def _let_go(self) -> None:
        now = self.now()
        self._begun = {
            key: one for key, one in self._begun.items() if one.turn.locked() or now - one.visited_at < IDLE
        }


def _is_answered(message: Message, after: datetime) -> bool:
    """Whether replies stand below it: a conversation's history leaves them out."""
    latest = message.get("latest_reply")
    return bool(message.get("reply_count")) and (not latest or moment(latest) > after)
