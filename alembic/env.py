"""Runs migrations on one Postgres. The queue's own tables are left to the queue's library."""

from alembic import context
from sqlalchemy import Connection, create_engine, pool, text

from bot.store.migrate import ours
from bot.store.tables import metadata


def migrate(connection: Connection) -> None:
    # One migration at a time, and none that waits behind a long query while everybody waits behind it.
    connection.execute(text("set lock_timeout = '5s'"))
    connection.execute(text("select pg_advisory_lock(hashtext('debrief.migrations'))"))
    connection.commit()
    context.configure(
        connection=connection, target_metadata=metadata, include_object=ours, compare_server_default=True
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.execute(text("select pg_advisory_unlock(hashtext('debrief.migrations'))"))
    connection.commit()


def main() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:
        migrate(given)
        return
    url = context.config.get_main_option("sqlalchemy.url")
    engine = create_engine(url or "", poolclass=pool.NullPool)
    with engine.connect() as connection:
        migrate(connection)
    engine.dispose()


main()
