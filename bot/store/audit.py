"""Who changed what. Rows are only ever added; words that their author takes back leave them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import cast, insert, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import GroupId, PersonId, PostId
from bot.store.storable import storable
from bot.store.tables import audit


@dataclass(frozen=True, slots=True)
class AuditEntry:
    actor: PersonId | None
    action: str
    details: Mapping[str, Any]
    occurred_at: datetime


def _plain(details: Mapping[str, str | int | None]) -> dict[str, str | int | None]:
    return {key: storable(value) if isinstance(value, str) else value for key, value in details.items()}


class Audit:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def note(
        self, group: GroupId, actor: PersonId | None, action: str, now: datetime, **details: str | int | None
    ) -> None:
        await self._connection.execute(
            insert(audit).values(
                group_id=group, actor_id=actor, action=action, details=_plain(details), occurred_at=now
            )
        )

    async def reasons(self, group: GroupId, person: PersonId, post: PostId) -> list[tuple[int, str]]:
        """What organisers gave as reasons about somebody's answer to a post, by the rows' numbers."""
        reason = audit.c.details["reason"].astext
        rows = await self._connection.execute(
            select(audit.c.id, reason.label("reason")).where(
                audit.c.group_id == group,
                audit.c.details["person"].astext == str(person),
                audit.c.details["post"].astext == str(post),
                reason.is_not(None),
            )
        )
        return [(row.id, row.reason) for row in rows]

    async def reword(self, group: GroupId, entry: int, reason: str) -> None:
        """A reason without words that were taken back. That it was given, and when, stays."""
        bare = audit.c.details.op("||")(cast({"reason": reason}, JSONB))
        await self._connection.execute(
            update(audit).where(audit.c.group_id == group, audit.c.id == entry).values(details=bare)
        )

    async def of(self, group: GroupId, limit: int = 50) -> list[AuditEntry]:
        rows = await self._connection.execute(
            select(audit).where(audit.c.group_id == group).order_by(audit.c.id.desc()).limit(limit)
        )
        return [AuditEntry(r.actor_id, r.action, r.details, r.occurred_at) for r in rows]
