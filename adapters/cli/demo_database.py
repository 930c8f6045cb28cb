"""A database for one run of the demo, in a home of its own: no run meets another, or anybody's data."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from adapters.cli.demo_words import ANOTHER_HOME
from adapters.postgres import EmbeddedPostgres
from bot.store import migrate

_PREFIX = "day_"
_TURN = "select pg_advisory_lock(hashtext('demo databases'))"
_NEXT = "select pg_advisory_unlock(hashtext('demo databases'))"
_LEFT_OVER = (
    "select datname from pg_database where starts_with(datname, %s)"
    " and datname not in (select datname from pg_stat_activity where datname is not null)"
)


@contextmanager
def fresh_database(home: Path, tell: Callable[[str], None]) -> Iterator[str]:
    """The URL of an empty, migrated database; it's gone afterwards."""
    name = _PREFIX + token_hex(6)
    embedded = EmbeddedPostgres(home, tell=tell, way_out=ANOTHER_HOME)
    with embedded as server, psycopg.connect(server, autocommit=True) as admin:
        url = urlsplit(server)._replace(path=f"/{name}").geturl()
        keeper = _create(admin, name, url)
        try:
            migrate.upgrade(url)
            yield url
        finally:
            keeper.close()
            admin.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def _create(admin: psycopg.Connection, name: str, url: str) -> psycopg.Connection:
    """Make the database, and clear away those of runs that were killed. The connection shows it's in use."""
    admin.execute(_TURN)
    try:
        for (left_over,) in admin.execute(_LEFT_OVER, (_PREFIX,)).fetchall():
            admin.execute(sql.SQL("drop database {}").format(sql.Identifier(left_over)))
        admin.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        return psycopg.connect(url, autocommit=True)
    finally:
        admin.execute(_NEXT)
