"""What deciding a day reads of many groups at once: no more of each than it needs."""

from collections.abc import Sequence

from sqlalchemy import any_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.group import Manner
from bot.domain.ids import ChannelId, GroupId
from bot.domain.mode import Mode
from bot.store.rows import bigints
from bot.store.tables import channels, groups, installations

OpenChannel = tuple[GroupId, ChannelId]
"""A channel that can be reached, and whose it is."""


class Planning:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def manners(self, ids: Sequence[GroupId]) -> dict[GroupId, Manner]:
        """By a row for each manner, however many groups have it."""
        rows = await self._connection.execute(
            select(groups.c.mode, groups.c.tracks, func.array_agg(groups.c.id).label("ids"))
            .where(groups.c.id == any_(bigints(ids)))
            .group_by(groups.c.mode, groups.c.tracks)
        )
        found: dict[GroupId, Manner] = {}
        for row in rows:
            found.update(dict.fromkeys(row.ids, Manner(Mode(row.mode), frozenset(row.tracks))))
        return found

    async def open_channels(self, ids: Sequence[GroupId]) -> list[OpenChannel]:
        rows = await self._connection.execute(
            select(channels.c.group_id, channels.c.id)
            .join(installations, installations.c.id == channels.c.installation_id)
            .where(
                channels.c.group_id == any_(bigints(ids)),
                channels.c.gone_at.is_(None),
                installations.c.lost_at.is_(None),
            )
            .order_by(channels.c.id)
        )
        return [(GroupId(group), ChannelId(channel)) for group, channel in rows]
