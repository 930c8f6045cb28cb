"""Takes a due row up, for rounds and for loops alike: one attempt at a time, and each behind a lease."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.rows import AnyRow


async def taken_up(
    connection: AsyncConnection,
    table: Table,
    row_id: int,
    now: datetime,
    *,
    lease: Callable[[int], timedelta],
    read: tuple[ColumnElement[object], ...],
) -> AnyRow | None:
    """The row with one attempt more; None when it isn't due, or an attempt is under way."""
    rows = await connection.execute(
        select(table.c.group_id, table.c.attempt)
        .where(
            table.c.id == row_id,
            table.c.due_at <= now,
            or_(table.c.taken_until.is_(None), table.c.taken_until <= now),
        )
        .with_for_update(skip_locked=True)
    )
    found = rows.one_or_none()
    if found is None:
        return None
    until = now + lease(found.attempt)
    row = await connection.execute(
        update(table)
        .where(table.c.group_id == found.group_id, table.c.id == row_id)
        .values(attempt=found.attempt + 1, lease_until=until, taken_until=until)
        .returning(*read)
    )
    return row.one()
