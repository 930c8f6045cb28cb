"""Whether Slack can reach us over HTTP, as far as we can tell: by asking ourselves from outside."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

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
    """Notes what was missed while nobody could reach us.

    That we can be reached is no sign that Slack's events come in: only they are.
    """

    reachable: Callable[[], Awaitable[bool]]
    note_missed: Callable[[datetime | None], Awaitable[None]]
    """Since then; None: since events were last known to come in, which the first of them hides."""
    now: Callable[[], datetime]
    was_away: bool = False
    _reached_at: datetime | None = None

    async def __call__(self) -> None:
        now = self.now()
        if not await self.reachable():
            if not self.was_away:
                log.warning("Slack can't reach us: our public address doesn't answer.")
            self.was_away = True
            return
        if self.was_away:
            await self.note_missed(self._reached_at)
            self.was_away = False
        self._reached_at = now
