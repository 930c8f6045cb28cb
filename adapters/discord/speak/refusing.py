"""Counts what Discord refuses: at 10,000 within ten minutes it shuts an address out."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from time import monotonic

WINDOW = 600.0
MANY = 2_000
"""From then on this process leaves those places alone that refuse it again and again."""
A_FEW = 10
MOST = 8_000
"""Several processes may call from the address: all of them are silent before it is shut out."""
_PLACE = re.compile(r"/(?:channels|guilds)/(\d+)")


@dataclass(slots=True)
class Refusing:
    """Of this process, by place: nobody in one server silences the bot in another."""

    _all: deque[tuple[float, str]] = field(default_factory=deque)
    _in: Counter[str] = field(default_factory=Counter)

    def note(self, path: str) -> None:
        """Of a call that was refused."""
        found = _PLACE.search(path)
        place = found[1] if found else ""
        self._all.append((monotonic(), place))
        self._in[place] += 1

    def holds_all(self) -> float:
        """For how many seconds no call is to be made by anybody; 0 for none."""
        return self._left() if self._count() >= MOST else 0.0

    def holds(self, place: str) -> float:
        """For how many seconds this process makes no call there; 0 for none."""
        return self._left() if self._count() >= MANY and place and self._in[place] >= A_FEW else 0.0

    def _left(self) -> float:
        return max(WINDOW - (monotonic() - self._all[0][0]), 1.0)

    def _count(self) -> int:
        while self._all and monotonic() - self._all[0][0] > WINDOW:
            _, place = self._all.popleft()
            self._in[place] -= 1
            if not self._in[place]:
                del self._in[place]
        return len(self._all)
