"""What grading costs, by group and quarter of an hour; and what a group may spend on a day."""

from datetime import UTC, datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import GroupId
from bot.store.tables import canary_runs, groups, spending

QUARTER = 15 * 60
"""Seconds."""


class Spending:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, group: GroupId, now: datetime, calls: int, micros: int) -> None:
        if not calls and not micros:
            return
        quarter = datetime.fromtimestamp(int(now.timestamp()) // QUARTER * QUARTER, UTC)
        new = upsert(spending).values(group_id=group, quarter=quarter, calls=calls, micros=micros)
        await self._connection.execute(
            new.on_conflict_do_update(
                index_elements=["group_id", "quarter"],
                set_={
                    "calls": spending.c.calls + new.excluded.calls,
                    "micros": spending.c.micros + new.excluded.micros,
                },
            )
        )

    async def since(self, group: GroupId, since: datetime) -> int:
        """Millionths of a dollar."""
        row = await self._connection.execute(
            select(func.coalesce(func.sum(spending.c.micros), 0)).where(
                spending.c.group_id == group, spending.c.quarter >= since
            )
        )
        return int(row.scalar_one())

    async def of_all(self, since: datetime) -> int:
        """By every group, and by what is graded to watch the grader."""
        row = await self._connection.execute(
            select(
                select(func.coalesce(func.sum(spending.c.micros), 0))
                .where(spending.c.quarter >= since)
                .scalar_subquery()
                + select(func.coalesce(func.sum(canary_runs.c.micros), 0))
                .where(canary_runs.c.begun_at >= since)
                .scalar_subquery()
            )
        )
        return int(row.scalar_one())

    async def cap(self, group: GroupId) -> int | None:
        """What the group may spend on a day; None for no limit of its own."""
        row = await self._connection.execute(select(groups.c.day_budget_micros).where(groups.c.id == group))
        found = row.scalar_one()
        return None if found is None else int(found)

    async def set_cap(self, group: GroupId, micros: int | None) -> None:
        await self._connection.execute(
            update(groups).where(groups.c.id == group).values(day_budget_micros=micros)
        )
