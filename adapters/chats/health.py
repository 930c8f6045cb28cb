"""How well a socket hears, for whoever looks after it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class SocketHealth:
    connected: bool = False
    since: datetime | None = None
    """When it came to be as it is."""
    gaps: int = 0
    """How often the connection broke off."""
    trouble: str = ""
    """Why it isn't connected, as far as we were told."""

    def up(self, now: datetime) -> None:
        if not self.connected:
            self.connected, self.since, self.trouble = True, now, ""

    def down(self, now: datetime, trouble: str = "") -> None:
        if self.connected:
            self.connected, self.since, self.gaps = False, now, self.gaps + 1
        self.trouble = trouble or self.trouble

    def __str__(self) -> str:
        if self.connected:
            return f"connected since {self.since:%Y-%m-%d %H:%M} UTC, {self.gaps} breaks"
        return f"not connected{f' ({self.trouble})' if self.trouble else ''}"
