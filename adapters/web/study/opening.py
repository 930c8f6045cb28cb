"""Opens the room where it was left: its time stands still while nobody runs it."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.web.room.clock import RoomClock
from adapters.web.room.kept import kept_at
from adapters.web.room.room import Room

log = logging.getLogger(__name__)

ROOM, TIME = "room.sqlite", "room.time"
FILES = (ROOM, f"{ROOM}-wal", f"{ROOM}-shm", TIME, f"{TIME}.new")
KEPT_EVERY = timedelta(seconds=2)


@dataclass(slots=True)
class TimeFile:
    """Beside the room's own file: writing it is no change of the room that a page has to hear of."""

    path: Path
    _kept: datetime | None = None

    def read(self) -> datetime | None:
        """When the room was left; somewhat later, so that no time that was shown comes again."""
        try:
            return datetime.fromisoformat(self.path.read_text(encoding="ascii").strip()) + KEPT_EVERY
        except (FileNotFoundError, ValueError):
            return None

    def keep(self, instant: datetime, *, at_once: bool = False) -> None:
        if not at_once and self._kept is not None and instant - self._kept < KEPT_EVERY:
            return
        new = self.path.with_name(f"{TIME}.new")
        new.unlink(missing_ok=True)
        # Exclusively: a link that somebody else put there is not followed.
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as written:
            written.write(instant.isoformat())
        new.replace(self.path)
        self._kept = instant


@dataclass(frozen=True, slots=True)
class LeftRoom:
    """The room and its clock, which goes on from when the room was left."""

    room: Room
    clock: RoomClock
    time: TimeFile
    real: Callable[[], datetime]
    """The machine's own time."""

    def keep_time(self, *, at_once: bool = False) -> None:
        """A time that can't be written down is no reason to stop: the lines have times of their own."""
        try:
            self.time.keep(self.clock.now(), at_once=at_once)
        except OSError as trouble:
            log.warning("The room's time can't be kept: %s", trouble)


def _real() -> datetime:
    return datetime.now(UTC)


@contextmanager
def opened_where_left(home: Path, real: Callable[[], datetime] = _real) -> Iterator[LeftRoom]:
    """The room for as long as this lasts. Raises what `kept_at` raises."""
    time = TimeFile(home / TIME)
    _keep_to_ourselves(home / ROOM)
    with kept_at(home / ROOM) as kept:
        latest = max((line.at for line in kept.lines()), default=None)
        left = max((moment for moment in (time.read(), latest) if moment), default=None)
        clock = RoomClock(None if left is None else left - real(), latest, real)
        it = LeftRoom(Room(kept, clock), clock, time, real)
        clock.keep = lambda offset: time.keep(real() + offset, at_once=True)
        try:
            yield it
        finally:
            if clock.is_set:
                it.keep_time(at_once=True)


def _keep_to_ourselves(path: Path) -> None:
    """What is said in the room is no other account's to read; the log beside it takes after the file."""
    with suppress(OSError):  # whoever opens it next tells what is wrong
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600))


def clear_away(home: Path) -> None:
    """Remove the room's files, and nothing else."""
    for name in FILES:
        with suppress(FileNotFoundError):
            (home / name).unlink()
