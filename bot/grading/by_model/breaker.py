"""An endpoint that is away is left alone for a while, instead of being asked for every answer."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.ports import Clock

IN_A_ROW = 5
SHARE = 0.2
LEAST_CALLS = 10
WINDOW = timedelta(minutes=5)
OPEN_FOR = timedelta(seconds=60)


@dataclass(slots=True)
class Breaker:
    """Closed: everybody may ask. Open: nobody, for a minute. Then one may try, and decides for all."""

    clock: Clock
    _calls: deque[tuple[datetime, bool]] = field(default_factory=deque)
    """When each call of the window ended, and whether the endpoint was away."""
    _in_a_row: int = 0
    _opened_at: datetime | None = None
    _trying: bool = False

    def wait(self) -> timedelta | None:
        """None: ask, then say `heard` or `dropped`. Otherwise how long nobody should."""
        if self._opened_at is None:
            return None
        left = self._opened_at + OPEN_FOR - self.clock.now()
        if left > timedelta():
            return left
        if self._trying:
            return OPEN_FOR / 10
        self._trying = True
        return None

    def heard(self, *, away: bool) -> None:
        """What came of a call that `wait` allowed."""
        if self._opened_at is not None:
            self._decide(away=away)
            return
        self._note(away=away)
        if self._in_a_row >= IN_A_ROW or self._too_many():
            self._opened_at = self.clock.now()

    def dropped(self) -> None:
        """The call was given up from our side, and says nothing of the endpoint."""
        self._trying = False

    @property
    def is_open(self) -> bool:
        return self._opened_at is not None

    def _decide(self, *, away: bool) -> None:
        if not self._trying:
            return  # it was asked before the breaker opened, and is no news
        self._trying = False
        self._opened_at = self.clock.now() if away else None
        self._calls.clear()
        self._in_a_row = 0

    def _note(self, *, away: bool) -> None:
        now = self.clock.now()
        self._calls.append((now, away))
        while self._calls[0][0] < now - WINDOW:
            self._calls.popleft()
        self._in_a_row = self._in_a_row + 1 if away else 0

    def _too_many(self) -> bool:
        lost = sum(away for _, away in self._calls)
        return len(self._calls) >= LEAST_CALLS and lost > SHARE * len(self._calls)
