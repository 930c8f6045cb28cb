"""Whether Slack can reach us over HTTP, as far as we can tell: by asking ourselves from outside."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import ClientError, ClientSession, ClientTimeout

log = logging.getLogger(__name__)

PATIENCE = ClientTimeout(total=10)


async def reachable(public_url: str) -> bool:
    """Whether the pages answer at their public address. True where none is known."""
    if not public_url:
        return True
    try:
        async with (
            ClientSession(timeout=PATIENCE) as session,
            session.get(f"{public_url.rstrip('/')}/healthz") as answer,
        ):
            return answer.ok
    except (ClientError, TimeoutError, OSError):
        return False


@dataclass(slots=True)
class WhileReachable:
    """Notes that events come in, and makes up for what was missed when they do so again."""

    reachable: Callable[[], Awaitable[bool]]
    note_missed: Callable[[], Awaitable[None]]
    make_up: Callable[[], Awaitable[None]]
    still_hearing: Callable[[], Awaitable[None]]
    was_away: bool = False
    unread: bool = False

    async def __call__(self) -> None:
        if not await self.reachable():
            if not self.was_away:
                log.warning("Slack can't reach us: our public address doesn't answer.")
            self.was_away = True
            return
        if self.was_away:
            await self.note_missed()
            self.was_away, self.unread = False, True
        if self.unread:
            await self.make_up()
            self.unread = False
        await self.still_hearing()
