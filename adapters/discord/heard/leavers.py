"""Members who left: Discord tells of it only whom it lets read every server's list of members."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.happenings import Account

AT_A_TIME = 200
"""Accounts, of all servers together; each takes a call or two."""
EVERY = timedelta(hours=1)
SOON = timedelta(minutes=5)
"""After somebody wasn't found: they are gone when they aren't found again."""
FORGOTTEN = timedelta(hours=6)
MOST = 10_000

IsThere = Callable[[str, Account], Awaitable[bool]]


@dataclass(slots=True)
class Missing:
    """One answer of Discord's ends no membership, nor an organiser's office: it may be wrong for a moment."""

    is_there: IsThere
    now: Callable[[], datetime]
    doubts: int = 0
    """How many weren't found for the first time, in this round."""
    _since: OrderedDict[tuple[str, str], datetime] = field(default_factory=OrderedDict)

    async def is_there_still(self, installation_ref: str, account: Account) -> bool:
        """False once they weren't found twice, some minutes apart. Raises as a call of Discord does."""
        named, now = (installation_ref, account.ref), self.now()
        if await self.is_there(installation_ref, account):
            self._since.pop(named, None)
            return True
        if now - self._since.get(named, now) > FORGOTTEN:
            del self._since[named]
        if named not in self._since:
            self._since[named] = now
            self.doubts += 1
        while len(self._since) > MOST:
            self._since.popitem(last=False)
        return now - self._since.get(named, now) < SOON


@dataclass(slots=True)
class Leavers:
    """All are looked for within an hour, or as fast as upkeep gets round where they are very many.

    Sooner again after somebody wasn't found.
    """

    look: Callable[[int, int], Awaitable[tuple[int, int]]]
    """From behind an account on, so many at most: how many had left, and from where to go on."""
    now: Callable[[], datetime]
    missing: Missing
    _after: int = 0
    _begun: datetime | None = None

    async def look_for_some(self) -> int:
        if not self._after:
            waits = SOON if self.missing.doubts else EVERY
            if self._begun is not None and self.now() - self._begun < waits:
                return 0
            self._begun, self.missing.doubts = self.now(), 0
        left, self._after = await self.look(self._after, AT_A_TIME)
        return left
