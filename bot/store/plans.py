"""What members asked their plans to be laid out for."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import GroupId, PersonId
from bot.domain.plan import PlanWish
from bot.store.tables import plans


class Plans:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, group: GroupId, person: PersonId) -> PlanWish | None:
        rows = await self._connection.execute(
            select(plans.c.interview, plans.c.rest).where(
                plans.c.group_id == group, plans.c.person_id == person
            )
        )
        row = rows.one_or_none()
        return None if row is None else PlanWish(row.interview, frozenset(row.rest))

    async def put(self, group: GroupId, person: PersonId, wish: PlanWish, now: datetime) -> None:
        """One a group and member: it takes the place of another."""
        values = {"interview": wish.interview, "rest": sorted(wish.rest), "set_at": now}
        await self._connection.execute(
            upsert(plans)
            .values(group_id=group, person_id=person, **values)
            .on_conflict_do_update(index_elements=["group_id", "person_id"], set_=values)
        )

    async def drop(self, group: GroupId, person: PersonId) -> bool:
        gone = await self._connection.execute(
            delete(plans).where(plans.c.group_id == group, plans.c.person_id == person)
        )
        return gone.rowcount > 0
