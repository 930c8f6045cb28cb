"""Members who left: Discord tells of it only whom it lets read every server's list of members."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

AT_A_TIME = 200
"""Accounts, of all servers together; each takes a call or two."""
EVERY = timedelta(hours=1)


@dataclass(slots=True)
class Leavers:
    """All are looked for within an hour, or as fast as upkeep gets round where they are very many."""

    look: Callable[[int, int], Awaitable[tuple[int, int]]]
    """From behind an account on, so many at most: how many had left, and from where to go on."""
    now: Callable[[], datetime]
    _after: int = 0
    _begun: datetime | None = None

    async def look_for_some(self) -> int:
        if not self._after:
            if self._begun is not None and self.now() - self._begun < EVERY:
                return 0
            self._begun = self.now()
        left, self._after = await self.look(self._after, AT_A_TIME)
        return left
