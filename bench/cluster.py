"""A throwaway Postgres for one measurement; BENCH_DATABASE_URL names another (it is emptied)."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from adapters.postgres import EmbeddedPostgres
from bot.store import migrate
from tests.fakes.throwaway_home import throwaway_home


@contextmanager
def bench_database() -> Iterator[str]:
    given = os.environ.get("BENCH_DATABASE_URL")
    if given:
        migrate.downgrade(given)
        migrate.upgrade(given)
        yield given
        return
    # On a disk, as production is: the tests' usual place is in memory where there is room.
    with throwaway_home(Path(tempfile.gettempdir())) as home, EmbeddedPostgres(home) as url:
        migrate.upgrade(url)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("analyze")
        yield url
