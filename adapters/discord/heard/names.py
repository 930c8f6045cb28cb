"""What members are called, as each of their messages and presses says. Boards and cards go by it."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TypeVar

from bot.domain.happenings import Account

_T = TypeVar("_T")
MOST = 10_000
OUTSIDE = 600.0
"""Seconds for which somebody counts as taking no part, whatever else they write there."""


@dataclass(frozen=True, slots=True)
class Seen:
    account: Account
    nick: str
    """In this server; empty for none."""
    server: str


@dataclass(frozen=True, slots=True)
class Names:
    learn: Callable[[Account, str, str], Awaitable[bool]]
    """False, and nothing, for somebody who takes no part in that server."""
    now: Callable[[], float] = monotonic
    _outside: OrderedDict[tuple[str, str], float] = field(default_factory=OrderedDict)
    _known: OrderedDict[tuple[str, str], tuple[str, str]] = field(default_factory=OrderedDict)

    def is_news(self, seen: Seen) -> bool:
        """Of a member once in a process, and whenever it changes; of others every ten minutes."""
        asked = self._outside.get(_place(seen))
        return self._is_other(seen) and (asked is None or self.now() - asked > OUTSIDE)

    async def of(self, seen: Seen) -> None:
        if not self._is_other(seen):
            return
        place = _place(seen)
        if await self.learn(seen.account, seen.nick, seen.server):
            _keep(self._known, place, (seen.account.name, seen.nick))
            self._outside.pop(place, None)
        else:
            _keep(self._outside, place, self.now())

    def _is_other(self, seen: Seen) -> bool:
        named = (seen.account.name, seen.nick)
        return any(named) and self._known.get(_place(seen)) != named


def _keep(among: OrderedDict[tuple[str, str], _T], place: tuple[str, str], what: _T) -> None:
    among[place] = what
    if len(among) > MOST:
        among.popitem(last=False)


def _place(seen: Seen) -> tuple[str, str]:
    return seen.account.ref, seen.server
