"""Brings a database to the schema that this code was written for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, inspect, make_url, pool
from sqlalchemy.exc import ArgumentError, OperationalError

from bot.errors import RetryLater, UserMustAct
from bot.shipped import folder
from bot.store.tables import metadata


def ours(_item: object, name: str | None, *_: object) -> bool:
    """The queue's tables belong to its library."""
    return not (name or "").startswith("procrastinate_")


def libpq_url(url: str) -> str:
    """The same address, as libpq spells it."""
    return _parsed(url).set(drivername="postgresql").render_as_string(hide_password=False)


def engine_of(url: str) -> Engine:
    return create_engine(_parsed(url).set(drivername="postgresql+psycopg"), poolclass=pool.NullPool)


def upgrade(url: str, revision: str = "head") -> None:
    """Migrate up. Safe to call from many processes at once: they take turns."""
    _run(url, lambda config: command.upgrade(config, revision))


def downgrade(url: str, revision: str = "base") -> None:
    _run(url, lambda config: command.downgrade(config, revision))


def pending(url: str) -> str | None:
    """The revision that the database lacks; None when it's current."""
    wanted = head()
    with _connected(url) as connection:
        present = MigrationContext.configure(connection).get_current_revision()
    return None if present == wanted else wanted


def head() -> str | None:
    """The revision that this code was written for."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def drift(url: str) -> list[str]:
    """How the migrated database differs from the models. Empty when they agree."""
    with _connected(url) as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_object": ours},
        )
        return [str(difference) for difference in compare_metadata(context, metadata)]


def tables(url: str) -> list[str]:
    """The tables that are there, but for the one that holds the revision."""
    with _connected(url) as connection:
        return [name for name in inspect(connection).get_table_names() if name != "alembic_version"]


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as unreadable:
        raise UserMustAct(
            "DATABASE_URL can't be read as an address. Nothing was changed. It looks like "
            "postgresql://user:password@host:5432/name, with %40 for an @ in the password."
        ) from unreadable


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder("alembic")))
    config.set_main_option("path_separator", "os")
    return config


def _run(url: str, act: Callable[[Config], object]) -> None:
    config = _config()
    with _connected(url) as connection:
        config.attributes["connection"] = connection
        try:
            act(config)
        except CommandError as refused:
            raise UserMustAct(
                f"The database can't be brought to this version's schema ({refused}). Nothing was changed. "
                "If a newer Debrief has used it, install that version again."
            ) from refused


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = engine_of(url)
    try:
        connection = engine.connect()
    except OperationalError as away:
        raise RetryLater(
            f"The database could not be reached ({str(away.orig).strip()}). Nothing was changed. "
            "See that it runs and that DATABASE_URL names it.",
            timedelta(seconds=5),
        ) from away
    with connection:
        yield connection
    engine.dispose()
