"""The database: whether it answers, what it is, and whether anybody works on what is due."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import psycopg

from adapters.cli.called import called
from adapters.cli.checks.check import Finding, Site, bad, ok, warn
from adapters.configured.database import home_of
from adapters.postgres import EmbeddedPostgres
from adapters.settings import POSTGRES, Settings
from bot.errors import DebriefError, UserMustAct
from bot.store import migrate
from bot.store.figures import Backlog, Figures
from bot.store.work import engine_for

NAME = "Database"
LEAST_MAJOR = 15
PATIENCE = 5
MUCH_SKEW = timedelta(seconds=5)
LATE = timedelta(minutes=3)
"""Longer than a sweep, a lease and a job take together."""


def find_fault(url: str) -> str:
    """Why that address won't do, in a sentence; empty when it will."""
    if url.partition("://")[0] not in POSTGRES:
        return "That is no address of a Postgres: it begins with postgresql://."
    try:
        with _connected(url) as connection:
            major = connection.info.server_version // 10000
    except UserMustAct as unreadable:
        return unreadable.message
    except psycopg.Error as trouble:
        return f"The database could not be reached: {_first_line(trouble)}."
    return (
        ""
        if major >= LEAST_MAJOR
        else f"Postgres {major} answers there; Debrief needs {LEAST_MAJOR} or later."
    )


@contextmanager
def site_of(settings: Settings) -> Iterator[Site]:
    """The installation as it stands. Starts an embedded server that exists, makes none, migrates nothing."""
    if settings.database_url:
        fault = find_fault(settings.database_url)
        absence = bad(NAME, fault, "See that it runs, and correct DATABASE_URL.") if fault else None
        yield Site(settings, None if fault else settings.database_url, absence)
        return
    home = home_of(settings)
    if not (home / "data").exists():
        yield Site(settings, None, warn(NAME, "none yet", f"`{called()} up` makes one."))
        return
    embedded = EmbeddedPostgres(home)
    try:
        url = embedded.start()
    except DebriefError as refusal:
        yield Site(settings, None, bad(NAME, "the embedded Postgres does not start", str(refusal)))
        return
    try:
        yield Site(settings, url)
    finally:
        embedded.stop()


def server(site: Site) -> Iterable[Finding]:
    if site.database is None:
        yield site.absence or bad(NAME, "none", f"Run `{called()} init`.")
        return
    with _connected(site.database) as connection:
        yield ok(NAME, f"Postgres {connection.info.server_version // 10000} answers")
        before = datetime.now(UTC)
        row = connection.execute("select clock_timestamp()").fetchone()
    skew = abs(row[0] - before) if row else timedelta()
    found = f"{skew.total_seconds():.1f} s apart from the database's"
    if skew > MUCH_SKEW:
        yield warn("Clock", found, "Let both machines take their time from NTP.")
    else:
        yield ok("Clock", found)


def schema(site: Site) -> Iterable[Finding]:
    if site.database is None:
        return
    missing = migrate.pending(site.database)
    if missing:
        yield bad("Schema", f"not at {missing}", f"Run `{called()} db upgrade`; `{called()} up` does it too.")
        return
    yield ok("Schema", f"at {migrate.head()}")
    yield _work_goes_on(asyncio.run(_backlog(site.database)))


async def _backlog(url: str) -> list[Backlog]:
    engine = engine_for(url, connections=1)
    try:
        async with engine.connect() as connection:
            return await Figures(connection).backlog(datetime.now(UTC))
    finally:
        await engine.dispose()


def _work_goes_on(backlog: list[Backlog]) -> Finding:
    name, waiting = "Work", [found for found in backlog if found.rows]
    if not waiting:
        return ok(name, "nothing is due")
    oldest = max(waiting, key=lambda found: found.age)
    minutes = oldest.age.total_seconds() / 60
    found = f"{sum(b.rows for b in waiting)} due; the oldest ({oldest.kind}) for {minutes:.0f} minutes"
    if oldest.age <= LATE:
        return ok(name, found)
    return bad(
        name, found, f"See that `{called()} up` runs with the roles worker and scheduler, and read its log."
    )


@contextmanager
def _connected(url: str) -> Iterator["psycopg.Connection[tuple[datetime]]"]:
    with psycopg.connect(migrate.libpq_url(url), connect_timeout=PATIENCE, autocommit=True) as connection:
        yield connection


def _first_line(trouble: Exception) -> str:
    return str(trouble).strip().partition("\n")[0].rstrip(".")
