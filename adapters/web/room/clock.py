"""The room's own time: real time plus an offset, which is kept and only grows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.errors import Defect

TICK = timedelta(microseconds=1)


def _real() -> datetime:
    return datetime.now(UTC)


class RoomClock:
    def __init__(
        self,
        offset: timedelta | None,
        latest: datetime | None = None,
        real: Callable[[], datetime] = _real,
    ) -> None:
        self._real = real
        self._offset = offset
        self._latest = latest
        self.keep: Callable[[timedelta], None] = lambda _: None
        """Called with every new offset, before the time is shown."""

    @property
    def is_set(self) -> bool:
        """The room has a time of its own already."""
        return self._offset is not None

    def now(self) -> datetime:
        """Later each time, even if the machine's clock is set back: what is said later sorts later."""
        shown = self._real() + (self._offset or timedelta())
        if self._latest is not None:
            shown = max(shown, self._latest + TICK)
        self._latest = shown
        return shown

    def begin_at(self, instant: datetime) -> None:
        """Once, before anything has happened in the room; it may lie in the past."""
        if self.is_set:
            raise Defect("The room's clock was set already, and time doesn't begin twice.")
        self._take(instant - self._real())
        self._latest = instant - TICK

    def set_to(self, instant: datetime) -> None:
        """Go forward to an instant; nothing when it's over already."""
        if instant > self.now():
            self._take(instant - self._real())

    def _take(self, offset: timedelta) -> None:
        self.keep(offset)
        self._offset = offset
