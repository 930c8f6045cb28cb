"""Whom we asked to post again what they may have written unheard, and about which times."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import DeliveryKind
from bot.domain.ids import GroupId, InstallationId, PersonId
from bot.domain.silence import Silence
from bot.store.tables import deliveries


class Asked:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def about(
        self, installation: InstallationId, groups: Collection[GroupId], after: datetime
    ) -> dict[tuple[GroupId, PersonId], list[Silence]]:
        """The silences there that members were asked about, of those that ended after a moment."""
        rows = await self._connection.execute(
            select(
                deliveries.c.group_id, deliveries.c.person_id, deliveries.c.since, deliveries.c.due_at
            ).where(
                deliveries.c.group_id.in_(groups),
                deliveries.c.installation_id == installation,
                deliveries.c.kind == DeliveryKind.MISSED_TIME,
                deliveries.c.due_at > after,
            )
        )
        found = defaultdict[tuple[GroupId, PersonId], list[Silence]](list)
        for group, person, since, until in rows:
            found[GroupId(group), PersonId(person)].append(Silence(since, until))
        return found
