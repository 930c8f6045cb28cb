"""Where something may have been missed, until that is written down."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

Since = datetime | None
"""None: since events were last known to come in."""

EARLIER = timedelta(seconds=5)
"""What reached us at a moment was written a little before."""
ANYWHERE = ""


@dataclass(slots=True)
class Gaps:
    note_missed: Callable[[str, Since], Awaitable[None]]
    """In one server, until now."""
    note_missed_everywhere: Callable[[Since], Awaitable[None]]
    tell: Callable[[], None] = lambda: None
    """That there is something to write down."""
    _since: dict[str, Since] = field(default_factory=dict)
    """By server."""

    @property
    def unwritten(self) -> bool:
        return bool(self._since)

    def within(self, guilds: Iterable[str], since: Since) -> None:
        for guild in guilds:
            self._add(guild, since and since - EARLIER)
        self.tell()

    def anywhere(self, since: Since) -> None:
        self.within([ANYWHERE], since)

    async def write_down(self) -> None:
        while self._since:
            guild, since = next(iter(self._since.items()))
            # First: what is missed while it's written lies behind it.
            del self._since[guild]
            try:
                if guild == ANYWHERE:
                    await self.note_missed_everywhere(since)
                else:
                    await self.note_missed(guild, since)
            except BaseException:
                self._add(guild, since)
                raise

    def _add(self, guild: str, since: Since) -> None:
        before = self._since.get(guild, since)
        self._since[guild] = min(before, since) if before and since else None
