"""Whether somebody waits for a row that somebody else holds."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

_WAITING = text(
    "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
)


async def waits_for_a_lock(engine: AsyncEngine) -> bool:
    """In this database alone: the tests of other workers wait for locks on the same server.

    Asked on a connection of its own, since a transaction sees one and the same list to its end.
    """
    async with engine.connect() as connection:
        return bool((await connection.execute(_WAITING)).scalar_one())
