"""Brings a database to the schema that this code was written for."""

from collections.abc import Callable

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, make_url, pool

from bot.errors import UserMustAct
from bot.shipped import folder
from bot.store.tables import metadata


def ours(_item: object, name: str | None, *_: object) -> bool:
    """The queue's tables belong to its library."""
    return not (name or "").startswith("procrastinate_")


def libpq_url(url: str) -> str:
    """The same address, as libpq spells it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def engine_of(url: str) -> Engine:
    return create_engine(make_url(url).set(drivername="postgresql+psycopg"), poolclass=pool.NullPool)


def upgrade(url: str, revision: str = "head") -> None:
    """Migrate up. Safe to call from many processes at once: they take turns."""
    _run(url, lambda config: command.upgrade(config, revision))


def downgrade(url: str, revision: str = "base") -> None:
    _run(url, lambda config: command.downgrade(config, revision))


def write_revision(url: str, message: str) -> None:
    """Draft a migration from the difference between models and database; read it before it's kept."""
    _run(url, lambda config: command.revision(config, message, autogenerate=True))


def pending(url: str) -> str | None:
    """The revision that the database lacks; None when it's current."""
    wanted = ScriptDirectory.from_config(_config()).get_current_head()
    engine = engine_of(url)
    with engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    return None if present == wanted else wanted


def drift(url: str) -> list[str]:
    """How the migrated database differs from the models. Empty when they agree."""
    engine = engine_of(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_object": ours},
        )
        differences = [str(difference) for difference in compare_metadata(context, metadata)]
    engine.dispose()
    return differences


def require_current(url: str) -> None:
    """Refuse to work on a database of another version."""
    missing = pending(url)
    if missing is not None:
        raise UserMustAct(
            f"The database is not at schema {missing}. Nothing was changed. Run `debrief db upgrade` first."
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder("alembic")))
    config.set_main_option("path_separator", "os")
    return config


def _run(url: str, act: Callable[[Config], object]) -> None:
    config = _config()
    engine = engine_of(url)
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        act(config)
    engine.dispose()
