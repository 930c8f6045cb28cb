"""The scenarios that a group's organisers want next."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import any_, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import GroupId, PersonId, ScenarioId
from bot.store.rows import bigints
from bot.store.tables import queue_items


class Queue:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, groups: Sequence[GroupId]) -> dict[GroupId, list[ScenarioId]]:
        rows = await self._connection.execute(
            select(queue_items.c.group_id, queue_items.c.scenario_id)
            .where(queue_items.c.group_id == any_(bigints(groups)))
            .order_by(queue_items.c.group_id, queue_items.c.position)
        )
        queues: dict[GroupId, list[ScenarioId]] = {}
        for group, scenario in rows:
            queues.setdefault(GroupId(group), []).append(ScenarioId(scenario))
        return queues

    async def replace(
        self, group: GroupId, scenarios: Sequence[ScenarioId], by: PersonId | None, now: datetime
    ) -> None:
        """Set the whole queue, in this order."""
        await self._connection.execute(delete(queue_items).where(queue_items.c.group_id == group))
        if scenarios:
            await self._connection.execute(
                insert(queue_items),
                [
                    {"group_id": group, "position": n, "scenario_id": s, "added_by": by, "added_at": now}
                    for n, s in enumerate(scenarios)
                ],
            )

    async def take(self, taken: Sequence[tuple[GroupId, ScenarioId]]) -> None:
        """Take posted scenarios off their groups' queues."""
        for group, scenario in taken:
            await self._connection.execute(
                delete(queue_items).where(
                    queue_items.c.group_id == group, queue_items.c.scenario_id == scenario
                )
            )
