"""The grader's switch: one for the whole house, every change kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.grader_mode import GraderMode, GraderState
from bot.store.storable import storable
from bot.store.tables import grader_state


class Switch:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def state(self) -> GraderState:
        found = await self.changes(1)
        return found[0] if found else GraderState()

    async def lock(self) -> GraderState:
        """The state, and nobody else's to change before this transaction ends."""
        await self._connection.execute(text("select pg_advisory_xact_lock(hashtext('grader switch'))"))
        return await self.state()

    async def set(self, state: GraderState, now: datetime) -> None:
        await self._connection.execute(
            insert(grader_state).values(
                mode=state.mode,
                reason=storable(state.reason),
                changed_by=storable(state.changed_by),
                changed_at=now,
            )
        )

    async def changes(self, limit: int) -> Sequence[GraderState]:
        """Newest first."""
        rows = await self._connection.execute(
            select(grader_state).order_by(grader_state.c.id.desc()).limit(limit)
        )
        return [GraderState(GraderMode(r.mode), r.reason, r.changed_by, r.changed_at) for r in rows]
