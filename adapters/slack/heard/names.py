"""What members are called. Slack's events name an account by its number alone."""

import asyncio
import logging
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.slack.heard.needs import Calls, Payload
from adapters.slack.heard.payload import inside
from bot.domain.happenings import Account
from bot.errors import RetryLater, UserMustAct

log = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(hours=24)
AFTER_FAILING = timedelta(minutes=1)
AT_ONCE = 2
"""Lookups under way in one installation: one that is slow or limited keeps no other's members waiting."""
ALL_AT_ONCE = 16
"""In all of them: names can wait, and events that come in meanwhile need the database as well."""
MOST_WAITING = 500
"""Of one installation. Whoever comes on top of that is looked up when they write again, or by `of_many`."""
MOST_UNDER_WAY = 5_000
"""Of all installations together."""
MOST_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Names:
    """Looks up those who take part, and nobody else; again after a day, as people change their names."""

    calls: Calls
    takes_part: Callable[[Account], Awaitable[bool]]
    learn: Callable[[Account, str], Awaitable[None]]
    now: Callable[[], datetime]
    _looked_up: OrderedDict[Account, datetime] = field(default_factory=OrderedDict)
    _failed: OrderedDict[Account, datetime] = field(default_factory=OrderedDict)
    _under_way: set[Account] = field(default_factory=set)
    _turns: dict[str, asyncio.Semaphore] = field(default_factory=dict)
    """Of the installations that wait for one."""
    _waiting: Counter[str] = field(default_factory=Counter)
    _all: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(ALL_AT_ONCE))

    async def of(self, account: Account) -> None:
        who = Account(account.platform, account.scope, account.ref)
        if who in self._under_way or self._is_known(who) or self._is_crowded(who.scope):
            return
        self._under_way.add(who)
        try:
            async with self._turn(who.scope), self._all:
                await self._look_up(who)
        except Exception:
            _note(self._failed, who, self.now())
            raise
        finally:
            self._under_way.discard(who)

    async def of_many(self, accounts: Iterable[Account]) -> None:
        """What can't be learnt now is left for another time."""
        found = await asyncio.gather(*map(self.of, accounts), return_exceptions=True)
        for trouble in found:
            if isinstance(trouble, RetryLater | UserMustAct):
                log.info("A member's name can't be learnt now: %s", type(trouble).__name__)
            elif trouble is not None:
                raise trouble

    @asynccontextmanager
    async def _turn(self, installation_ref: str) -> AsyncIterator[None]:
        turns = self._turns.setdefault(installation_ref, asyncio.Semaphore(AT_ONCE))
        self._waiting[installation_ref] += 1
        try:
            async with turns:
                yield
        finally:
            self._waiting[installation_ref] -= 1
            if not self._waiting[installation_ref]:
                del self._waiting[installation_ref], self._turns[installation_ref]

    def _is_crowded(self, installation_ref: str) -> bool:
        of_theirs = self._waiting.get(installation_ref, 0)
        return of_theirs >= MOST_WAITING or len(self._under_way) >= MOST_UNDER_WAY

    def _is_known(self, who: Account) -> bool:
        """Or Slack has just refused to tell, and isn't asked again with every message."""
        noted, now = ((self._looked_up, AGAIN_AFTER), (self._failed, AFTER_FAILING)), self.now()
        return any(who in kept and kept[who] <= now < kept[who] + rest for kept, rest in noted)

    async def _look_up(self, who: Account) -> None:
        if not await self.takes_part(who):
            return
        user = inside(await self.calls.call(who.scope, "users.info", user=who.ref), "user")
        if name := called(user):
            await self.learn(who, name)
        _note(self._looked_up, who, self.now())


def _note(kept: OrderedDict[Account, datetime], who: Account, now: datetime) -> None:
    kept[who] = now
    kept.move_to_end(who)
    while len(kept) > MOST_KEPT:
        kept.popitem(last=False)


def called(user: Payload) -> str:
    """As Slack's own pages call them: by the name they chose, else by their own."""
    profile = inside(user, "profile")
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"))
    return next((str(name).strip() for name in names if name and str(name).strip()), "")
