"""What was refused a moment ago isn't asked again: Discord counts refusals, and shuts out whoever has many.

Members cause them for nothing: each word to the bot from somebody who takes no direct messages would be one,
and each message that is to be marked where reactions are forbidden.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from adapters.discord.speak.asks import Ask, Spot
from adapters.discord.speak.outcomes import TIME_OUT, NotAllowed, Withheld
from bot.errors import DebriefError, PrivateMessagesClosed

CLOSED = timedelta(minutes=5)
"""Of somebody's direct messages."""
A_FEW = 3
"""Times that these are tried in that time: whoever is told to open them opens them, and asks again."""
WITHHELD = timedelta(minutes=1)
"""Of a right in one place. Whoever grants it sees soon that it helped."""
MOST = 10_000

Key = tuple[str, str, tuple[str, ...]]
Again = Callable[[], DebriefError]


class StillClosed(PrivateMessagesClosed):
    """It was so a moment ago, and wasn't asked again."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What came of a call, how often, and until when that counts."""

    again: Again
    until: datetime
    times: int = 1


@dataclass(slots=True)
class Lately:
    """Of this process alone."""

    now: Callable[[], datetime]
    _refused: OrderedDict[Key, Refused] = field(default_factory=OrderedDict)

    def check(self, ask: Ask) -> None:
        """Raises what came of the same call."""
        known = self._refused.get(_key(ask))
        if known is None:
            return
        if self.now() >= known.until:
            del self._refused[_key(ask)]
        elif known.times >= (A_FEW if ask.spot is Spot.ALONE else 1):
            raise known.again()

    def note(self, ask: Ask, told: DebriefError) -> None:
        match told:
            case PrivateMessagesClosed():
                self._keep(ask, partial(StillClosed, told.message), CLOSED)
            case NotAllowed():
                self._keep(
                    ask, partial(NotAllowed, told.rights, told.place, told.where, taken=told.taken), WITHHELD
                )
            case Withheld(what=what) if what == TIME_OUT:
                self._keep(ask, partial(Withheld, what, told.message), WITHHELD)

    def _keep(self, ask: Ask, again: Again, lasts: timedelta) -> None:
        known = self._refused.get(_key(ask))
        times = known.times + 1 if known else 1
        self._refused[_key(ask)] = Refused(again, self.now() + lasts, times)
        if len(self._refused) > MOST:
            self._refused.popitem(last=False)


def _key(ask: Ask) -> Key:
    """What a call needs belongs to it: without its file the same words may be let through."""
    return ask.name, ask.place or str((ask.body or {}).get("recipient_id") or ""), ask.needs
