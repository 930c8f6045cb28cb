"""The room's file. One process has it open; what it says survives the process's death at any instant.

Write-ahead log with synchronous=NORMAL: a commit is in the kernel's hands when it returns, so a killed
process loses nothing, and only a machine without power can lose the last moments, without a broken file.
"""

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from adapters.web.room.rows import LINE_COLUMNS, line_of, line_row, queued_of, queued_row
from adapters.web.room.values import Line, Queued, RoomMember
from bot.errors import RetryLater, UserMustAct

log = logging.getLogger(__name__)

_APPLICATION = 0x44625266
_LAYOUT = 1
_TABLES = (
    f"CREATE TABLE lines ({', '.join(LINE_COLUMNS)}, PRIMARY KEY (ref)) WITHOUT ROWID",
    "CREATE TABLE members (ref TEXT PRIMARY KEY, name TEXT, sample INTEGER)",
    "CREATE TABLE queue (number INTEGER PRIMARY KEY, member, channel, thread, direct_with, happening)",
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
    f"PRAGMA application_id = {_APPLICATION}",
    f"PRAGMA user_version = {_LAYOUT}",
)


class RoomTaken(UserMustAct):
    """Another process has the room open."""


@dataclass(frozen=True, slots=True)
class Written:
    """What changes together. Rows are replaced in place."""

    lines: Sequence[Line] = ()
    members: Sequence[RoomMember] = ()
    queued: Sequence[Queued] = ()
    carried: Sequence[int] = ()
    """Numbers of what leaves the queue."""
    settings: Sequence[tuple[str, str]] = ()
    erases: bool = False
    """Takes words away, which then stand nowhere in the file any more."""


class Kept:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._to_erase = False

    def lines(self) -> list[Line]:
        """In the order in which they came."""
        found = self._connection.execute(f"SELECT {', '.join(LINE_COLUMNS)} FROM lines ORDER BY born")  # noqa: S608  names of our own
        return [line_of(row) for row in found]

    def members(self) -> list[RoomMember]:
        """In the order in which they joined."""
        found = self._connection.execute("SELECT ref, name, sample FROM members ORDER BY rowid")
        return [RoomMember(ref, name, bool(sample)) for ref, name, sample in found]

    def queue(self) -> list[Queued]:
        return [queued_of(row) for row in self._connection.execute("SELECT * FROM queue ORDER BY number")]

    def settings(self) -> dict[str, str]:
        return dict(self._connection.execute("SELECT name, value FROM settings"))

    def write(self, it: Written) -> None:
        """All of it or, when it raises RetryLater, nothing."""
        try:
            with _transaction(self._connection):
                self._write(it)
        except sqlite3.Error as trouble:
            raise RetryLater(f"The room can't write its file ({trouble}). Nothing was changed.") from trouble
        self._to_erase |= it.erases
        if self._to_erase:
            self._erase()

    def _erase(self) -> None:
        try:
            erase_log(self._connection)
        except sqlite3.Error as trouble:  # what was written stands; the log is emptied after the next change
            log.warning("Words that were taken away stay in the room's log for now: %s", trouble)
        else:
            self._to_erase = False

    def _write(self, it: Written) -> None:
        marks = ", ".join("?" * len(LINE_COLUMNS))
        write = self._connection.executemany
        write(f"REPLACE INTO lines VALUES ({marks})", map(line_row, it.lines))  # noqa: S608  question marks
        write(
            "INSERT INTO members VALUES (?, ?, ?) "
            "ON CONFLICT (ref) DO UPDATE SET name = excluded.name, sample = excluded.sample",
            ((member.ref, member.name, member.sample) for member in it.members),
        )
        write("REPLACE INTO queue VALUES (?, ?, ?, ?, ?, ?)", map(queued_row, it.queued))
        write("DELETE FROM queue WHERE number = ?", ((number,) for number in it.carried))
        write("REPLACE INTO settings VALUES (?, ?)", it.settings)


def erase_log(connection: sqlite3.Connection) -> None:
    """The log holds pages as they were; it's emptied so that what was taken away can't be read there."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


@contextmanager
def kept_at(path: Path) -> Iterator[Kept]:
    """The room's file, made when there is none. Raises RoomTaken, or UserMustAct when it's not ours."""
    with _connected(str(path)) as connection:
        try:
            _prepare(connection, path)
        except sqlite3.OperationalError as trouble:
            raise _unopened(path, trouble) from trouble
        except sqlite3.DatabaseError as trouble:
            raise _not_ours(path) from trouble
        yield Kept(connection)


@contextmanager
def kept_in_memory() -> Iterator[Kept]:
    with _connected(":memory:") as connection:
        _prepare(connection, Path(":memory:"))
        yield Kept(connection)


@contextmanager
def _connected(name: str) -> Iterator[sqlite3.Connection]:
    try:
        connection = sqlite3.connect(name, timeout=0, isolation_level=None)
    except sqlite3.OperationalError as trouble:
        raise _unopened(Path(name), trouble) from trouble
    try:
        yield connection
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
    is_new = _is_new(connection, path)  # before anything is written: a file of somebody else's stays as it is
    for setting in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {setting}").fetchall()
    with _transaction(connection):  # takes the lock that lasts until the connection ends
        for statement in _TABLES if is_new else ():
            connection.execute(statement)
    erase_log(connection)


def _is_new(connection: sqlite3.Connection, path: Path) -> bool:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (layout,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    is_new = (tables, application) == (0, 0)
    if not is_new and (application, layout) != (_APPLICATION, _LAYOUT):
        raise _not_ours(path)
    return is_new


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _unopened(path: Path, trouble: sqlite3.OperationalError) -> UserMustAct:
    if trouble.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return RoomTaken(
            f"Another process has the study room in {path} open. Nothing was changed. "
            "Use the one that runs, or stop it first."
        )
    return UserMustAct(
        f"The study room's file {path} can't be opened: {trouble}. Nothing was changed. "
        "See that the folder exists, is yours and has space."
    )


def _not_ours(path: Path) -> UserMustAct:
    return UserMustAct(
        f"The study room's file {path} is damaged or was made by another version of Debrief. "
        "Nothing was changed. Begin afresh with --fresh, or move the file away."
    )
