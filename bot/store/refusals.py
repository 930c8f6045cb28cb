"""What a platform doesn't let us do in an installation, and since when its organisers know."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import InstallationId
from bot.store.storable import storable
from bot.store.tables import refusals


class Refusals:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def note(
        self, installation: InstallationId, what: str, says: str, now: datetime, again_before: datetime
    ) -> bool:
        """False when it stands there, noted at that moment or later."""
        row = await self._connection.execute(
            upsert(refusals)
            .values(installation_id=installation, what=storable(what), says=storable(says), noted_at=now)
            .on_conflict_do_update(
                index_elements=["installation_id", "what"],
                set_={"says": storable(says), "noted_at": now},
                where=refusals.c.noted_at < again_before,
            )
            .returning(refusals.c.what)
        )
        return row.scalar_one_or_none() is not None

    async def noted_at(self, installation: InstallationId, moment: datetime) -> list[str]:
        """In words."""
        rows = await self._connection.execute(
            select(refusals.c.says)
            .where(refusals.c.installation_id == installation, refusals.c.noted_at == moment)
            .order_by(refusals.c.what)
        )
        return list(rows.scalars())

    async def forget(self, installation: InstallationId) -> None:
        await self._connection.execute(refusals.delete().where(refusals.c.installation_id == installation))
