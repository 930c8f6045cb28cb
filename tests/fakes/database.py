"""One Postgres a run, one database a worker cloned from a migrated template, rows deleted a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from adapters.postgres import EmbeddedPostgres
from bot.store import migrate
from bot.store.tables import metadata

TEMPLATE = "template_debrief"
QUEUE_TABLES = ("procrastinate_events", "procrastinate_periodic_defers", "procrastinate_jobs")
EVERYTHING = ";".join(
    f"delete from {table}"
    for table in (*QUEUE_TABLES, *(table.name for table in reversed(metadata.sorted_tables)))
).encode()
KEPT: "dict[str, psycopg.Connection[tuple[object, ...]]]" = {}


@contextmanager
def worker_database(home: Path, worker: str) -> Iterator[str]:
    """The URL of a migrated database that only this worker uses."""
    name = f"debrief_{worker}"
    with EmbeddedPostgres(home) as url:
        with psycopg.connect(url, autocommit=True) as admin:
            # Workers start together: the first makes the template, the others wait for it.
            admin.execute("select pg_advisory_lock(hashtext('test template'))")
            _hurry(admin)
            _make_template(admin, url)
            admin.execute(_create(name, TEMPLATE))
            admin.execute("select pg_advisory_unlock(hashtext('test template'))")
        try:
            yield _named(url, name)
        finally:
            _put_away(_named(url, name))


def empty(url: str) -> None:
    """Delete every row, children first; never TRUNCATE, which costs a hundred times more."""
    try:
        _kept(url).execute(EVERYTHING)
    except psycopg.OperationalError:
        # A test has ended every connection, this one too.
        _put_away(url)
        _kept(url).execute(EVERYTHING)


def _kept(url: str) -> "psycopg.Connection[tuple[object, ...]]":
    """One connection for all tests: a new one learns every table again, at ten times the cost."""
    if url not in KEPT:
        KEPT[url] = psycopg.connect(url, autocommit=True)
    return KEPT[url]


def _put_away(url: str) -> None:
    if url in KEPT:
        KEPT.pop(url).close()


def _hurry(admin: "psycopg.Connection[tuple[object, ...]]") -> None:
    """What a test writes needn't outlive a power cut, and on a disk waiting for it is slow."""
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        admin.execute(sql.SQL("alter system set {} = off").format(sql.Identifier(setting)))
    admin.execute("select pg_reload_conf()")


def _make_template(admin: "psycopg.Connection[tuple[object, ...]]", url: str) -> None:
    if admin.execute("select 1 from pg_database where datname = %s", [TEMPLATE]).fetchone():
        return
    admin.execute(_create("template_draft", "template1"))
    migrate.upgrade(_named(url, "template_draft"))
    admin.execute(sql.SQL("alter database template_draft rename to {}").format(sql.Identifier(TEMPLATE)))


def _create(name: str, template: str) -> sql.Composed:
    return sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template))


def _named(url: str, name: str) -> str:
    scheme, _, rest = url.partition("://")
    head, _, query = rest.partition("?")
    return f"{scheme}://{head.rpartition('/')[0]}/{name}?{query}"
