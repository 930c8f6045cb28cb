"""A group's seasons, one open at a time."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import GroupId, PostId, SeasonId
from bot.store.rows import AnyRow
from bot.store.storable import storable
from bot.store.tables import posts, seasons


@dataclass(frozen=True, slots=True)
class Season:
    id: SeasonId
    number: int
    name: str
    opened_at: datetime
    closed_at: datetime | None


class Seasons:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def current(self, group: GroupId) -> Season | None:
        rows = await self._connection.execute(
            select(seasons).where(seasons.c.group_id == group, seasons.c.closed_at.is_(None))
        )
        row = rows.one_or_none()
        return None if row is None else _season_of(row)

    async def latest(self, group: GroupId, most: int) -> list[Season]:
        """The newest first, open or closed."""
        rows = await self._connection.execute(
            select(seasons).where(seasons.c.group_id == group).order_by(seasons.c.number.desc()).limit(most)
        )
        return [_season_of(row) for row in rows]

    async def named(self, group: GroupId, season: SeasonId) -> Season | None:
        rows = await self._connection.execute(
            select(seasons).where(seasons.c.group_id == group, seasons.c.id == season)
        )
        row = rows.one_or_none()
        return None if row is None else _season_of(row)

    async def of_post(self, group: GroupId, post: PostId) -> SeasonId | None:
        """The season that a post's answers count for."""
        found = await self._connection.execute(
            select(posts.c.season_id).where(posts.c.group_id == group, posts.c.id == post)
        )
        season = found.scalar_one_or_none()
        return None if season is None else SeasonId(season)

    async def before(self, group: GroupId, season: SeasonId) -> Season | None:
        """The one before it, if it wasn't the first."""
        this = select(seasons.c.number).where(seasons.c.group_id == group, seasons.c.id == season)
        rows = await self._connection.execute(
            select(seasons)
            .where(seasons.c.group_id == group, seasons.c.number < this.scalar_subquery())
            .order_by(seasons.c.number.desc())
            .limit(1)
        )
        row = rows.one_or_none()
        return None if row is None else _season_of(row)

    async def close(self, group: GroupId, now: datetime) -> bool:
        """False when none was open."""
        changed = await self._connection.execute(
            update(seasons)
            .where(seasons.c.group_id == group, seasons.c.closed_at.is_(None))
            .values(closed_at=now)
        )
        return changed.rowcount > 0

    async def open(self, group: GroupId, name: str, now: datetime) -> SeasonId:
        """Posts from now on belong to it. The one before has to be closed."""
        last = select(func.coalesce(func.max(seasons.c.number), 0)).where(seasons.c.group_id == group)
        number = (await self._connection.execute(last)).scalar_one() + 1
        row = await self._connection.execute(
            insert(seasons)
            .values(group_id=group, number=number, name=storable(name) or f"Season {number}", opened_at=now)
            .returning(seasons.c.id)
        )
        return SeasonId(row.scalar_one())


def _season_of(row: AnyRow) -> Season:
    return Season(SeasonId(row.id), row.number, row.name, row.opened_at, row.closed_at)
