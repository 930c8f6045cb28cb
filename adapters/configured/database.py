"""The database that is set, or an embedded one; and where the list of the forgotten lies."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from adapters.forgotten import ForgottenFile
from adapters.postgres import EmbeddedPostgres, default_home
from adapters.settings import Settings
from bot.ports import ForgottenList
from bot.store import migrate

FORGOTTEN = "forgotten.jsonl"
"""The list's name in the embedded database's home."""


@dataclass(frozen=True, slots=True)
class Database:
    """A migrated database, for as long as its context lasts."""

    url: str
    mend: Callable[[], object] | None = None
    """Brings an embedded server back that died; a configured one is somebody else's to mend."""


def forgotten_list(settings: Settings) -> ForgottenList | None:
    """Where it was asked for, else beside the embedded database; a configured database has no such place."""
    if settings.forgotten is not None:
        return ForgottenFile(settings.forgotten)
    return None if settings.database_url else ForgottenFile(home_of(settings) / FORGOTTEN)


def home_of(settings: Settings) -> Path:
    """Where the embedded Postgres lives."""
    return settings.home or default_home(os.environ)


@contextmanager
def mendable_database(settings: Settings) -> Iterator[Database]:
    """The configured database, or an embedded one."""
    if settings.database_url:
        migrate.upgrade(settings.database_url)
        yield Database(settings.database_url)
        return
    embedded = EmbeddedPostgres(home_of(settings))
    with embedded as url:
        migrate.upgrade(url)
        yield Database(url, embedded.start)


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """The URL of a migrated database: the configured one, or an embedded one for as long as this lasts."""
    with mendable_database(settings) as found:
        yield found.url
