"""Where the study room lives, who has it open, and how its database is begun anew."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from adapters.postgres.account import server_account
from adapters.postgres.home import Home
from adapters.postgres.locks import FileLock
from bot.errors import UserMustAct

_SERVED = re.compile(r"http://[0-9A-Za-z.:\[\]-]{1,100}:[0-9]{1,5}")
LOCK, ADDRESS, READY = "room.lock", "room.address", "room.ready"


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever typed the command wants."""

    host: str
    port: int | None
    browser: bool
    fresh: bool


class AlreadyOpen(UserMustAct):
    """The room is served by another process; `address` is where, as far as it can be told."""

    def __init__(self, address: str) -> None:
        super().__init__(f"The study room is open already, at {address or 'the address that it printed'}.")
        self.address = address


def made(home: Path) -> Path:
    """The folder, made so that the embedded server can enter it."""
    place = Home(home.expanduser().resolve())
    place.prepare(server_account(os.environ, place.data))
    return place.folder


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Nobody else opens the room while this lasts. Raises AlreadyOpen."""
    with FileLock(home / LOCK) as lock:
        if not lock.try_exclusive():
            raise AlreadyOpen(_address(home))
        # One that a killed process left: somebody else may listen there by now.
        (home / ADDRESS).unlink(missing_ok=True)
        try:
            yield
        finally:
            (home / ADDRESS).unlink(missing_ok=True)


def note_address(home: Path, address: str) -> None:
    (home / ADDRESS).unlink(missing_ok=True)
    # Exclusively: a link that somebody else put there is not followed.
    handle = os.open(home / ADDRESS, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as written:
        written.write(address)


def _address(home: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        noted = (home / ADDRESS).read_text(encoding="ascii").strip()
        return noted if _SERVED.fullmatch(noted) else ""
    return ""


def is_to_be_continued(home: Path) -> bool:
    """Whether somebody was let into the room that is there: one that is half-made is begun anew."""
    return (home / READY).exists()


def note_ready(home: Path) -> None:
    (home / READY).touch()


def begin_anew(home: Path, database_url: str) -> None:
    """Forget that a room was there, and give it an empty database."""
    (home / READY).unlink(missing_ok=True)
    if _is_empty(database_url):
        return
    address = urlsplit(database_url)
    name = sql.Identifier(address.path.removeprefix("/"))
    with psycopg.connect(address._replace(path="/postgres").geturl(), autocommit=True) as admin:
        admin.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        admin.execute(sql.SQL("create database {}").format(name))


def _is_empty(database_url: str) -> bool:
    with psycopg.connect(database_url) as connection:
        found = connection.execute("select 1 from pg_tables where schemaname = 'public' limit 1")
        return found.fetchone() is None
