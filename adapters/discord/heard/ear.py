"""What one connection heard, and until when."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

from adapters.discord.heard.reception import Reception
from adapters.discord.needs import Payload

READY, RESUMED = "READY", "RESUMED"
MOST_BREAKS, MOST_BREAKS_WITHIN = 30, 10.0
"""In seconds."""


@dataclass(slots=True)
class ShardEar:
    reception: Reception
    now: Callable[[], datetime]
    changed: Callable[[], None]
    """It stands, or stands no more."""
    stands: bool = False
    seen: datetime | None = None
    """When something last came while it stood. What was told since may have been missed."""
    _breaks: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_BREAKS))

    def alive(self) -> None:
        if self.stands:
            self.seen = self.now()

    def told(self, kind: str, payload: Payload) -> None:
        """A session that is taken up tells all that was missed by itself, before it says so."""
        if kind == READY:
            self.reception.hear(kind, payload, self.seen)
        elif kind != RESUMED:
            self.reception.hear(kind, payload)
        if kind in (READY, RESUMED):
            self._stand()

    def unreadable(self, why: str) -> None:
        self.reception.unreadable(why)

    def broke_off(self) -> None:
        self._breaks.append(monotonic())
        self.fell()

    def breaks_at_once(self) -> bool:
        """The library would go on so without a pause."""
        breaks = self._breaks
        if len(breaks) < MOST_BREAKS or breaks[-1] - breaks[0] > MOST_BREAKS_WITHIN:
            return False
        breaks.clear()
        return True

    def fell(self) -> None:
        if self.stands:
            self.stands = False
            self.changed()

    def _stand(self) -> None:
        self.stands, self.seen = True, self.now()
        self.changed()
