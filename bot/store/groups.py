"""Groups, and the installations and channels by which they are reached."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import any_, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.grade import GraderKind
from bot.domain.group import Channel, Group
from bot.domain.ids import ChannelId, GroupId, InstallationId
from bot.domain.mode import Mode
from bot.domain.points import PointsTable
from bot.store.compiled import Found
from bot.store.rows import bigints
from bot.store.storable import storable
from bot.store.tables import channels, groups, installations

GROUP_COLUMNS = tuple(column for column in groups.c if column.name != "created_at")
"""What `group_of` reads."""


def group_of(row: Found) -> Group:
    bands = row[groups.c.points_by_band]
    return Group(
        id=GroupId(row[groups.c.id]),
        name=row[groups.c.name],
        mode=Mode(row[groups.c.mode]),
        tracks=frozenset(row[groups.c.tracks]),
        quiet=timedelta(minutes=row[groups.c.quiet_minutes]),
        points=PointsTable(
            row[groups.c.points_on_time],
            row[groups.c.points_late],
            (bands[0], bands[1], bands[2], bands[3], bands[4]),
            GraderKind(row[groups.c.band_source]),
        ),
    )


def channel_of(row: Found) -> Channel:
    return Channel(
        id=ChannelId(row[channels.c.id]),
        group=GroupId(row[channels.c.group_id]),
        installation=InstallationId(row[channels.c.installation_id]),
        platform=row[installations.c.platform],
        installation_ref=row[installations.c.external_ref],
        ref=row[channels.c.external_ref],
    )


CHANNEL_COLUMNS = (
    channels.c.id,
    channels.c.group_id,
    channels.c.installation_id,
    channels.c.external_ref,
    installations.c.platform,
    installations.c.external_ref,
)


class Groups:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, name: str, mode: Mode, now: datetime) -> GroupId:
        """A group of default points, which its organisers may change."""
        points = PointsTable()
        row = await self._connection.execute(
            insert(groups)
            .values(
                name=storable(name),
                mode=mode,
                points_on_time=points.on_time,
                points_late=points.late,
                points_by_band=list(points.by_band),
                band_source=points.source,
                created_at=now,
            )
            .returning(groups.c.id)
        )
        return GroupId(row.scalar_one())

    async def get(self, group: GroupId) -> Group:
        row = await self._connection.execute(select(groups).where(groups.c.id == group))
        return group_of(row.mappings().one())

    async def many(self, ids: Sequence[GroupId]) -> dict[GroupId, Group]:
        rows = await self._connection.execute(select(groups).where(groups.c.id == any_(bigints(ids))))
        found = [group_of(row) for row in rows.mappings()]
        return {group.id: group for group in found}

    async def change(self, group: GroupId, **values: str | int | list[str]) -> None:
        await self._connection.execute(update(groups).where(groups.c.id == group).values(**values))

    async def note_installation(
        self, platform: str, ref: str, now: datetime, name: str = ""
    ) -> InstallationId:
        """Its row, made unless it's there: what it's called then stays, and whether it is lost."""
        row = await self._connection.execute(
            upsert(installations)
            .values(platform=platform, external_ref=ref, name=storable(name), created_at=now)
            .on_conflict_do_update(
                index_elements=["platform", "external_ref"], set_={"name": installations.c.name}
            )
            .returning(installations.c.id)
        )
        return InstallationId(row.scalar_one())

    async def open_channel(
        self, group: GroupId, installation: InstallationId, ref: str, now: datetime
    ) -> ChannelId | None:
        """Give a channel to a group; None when another group has it."""
        row = await self._connection.execute(
            upsert(channels)
            .values(group_id=group, installation_id=installation, external_ref=ref, opened_at=now)
            .on_conflict_do_update(
                index_elements=["installation_id", "external_ref"],
                set_={"gone_at": None, "gone_reason": "", "opened_at": now},
                where=channels.c.group_id == group,
            )
            .returning(channels.c.id)
        )
        found = row.scalar_one_or_none()
        return None if found is None else ChannelId(found)

    async def channel_gone(self, channel: Channel, reason: str, seen_at: datetime, now: datetime) -> bool:
        """Note that a channel can't be reached; False when that was known, or is older than its opening."""
        changed = await self._connection.execute(
            update(channels)
            .where(
                channels.c.group_id == channel.group,
                channels.c.id == channel.id,
                channels.c.gone_at.is_(None),
                func.coalesce(channels.c.opened_at, seen_at) <= seen_at,
            )
            .values(gone_at=now, gone_reason=reason)
        )
        return changed.rowcount > 0

    async def channel(self, group: GroupId, channel: ChannelId) -> Channel | None:
        rows = await self._connection.execute(
            select(*CHANNEL_COLUMNS)
            .join(installations, installations.c.id == channels.c.installation_id)
            .where(channels.c.group_id == group, channels.c.id == channel)
        )
        row = rows.mappings().one_or_none()
        return None if row is None else channel_of(row)

    async def channels(self, ids: Sequence[GroupId]) -> list[Channel]:
        """The channels of some groups that can be reached."""
        rows = await self._connection.execute(
            select(*CHANNEL_COLUMNS)
            .join(installations, installations.c.id == channels.c.installation_id)
            .where(
                channels.c.group_id == any_(bigints(ids)),
                channels.c.gone_at.is_(None),
                installations.c.lost_at.is_(None),
            )
            .order_by(channels.c.id)
        )
        return [channel_of(row) for row in rows.mappings()]

    async def channel_at(self, platform: str, installation_ref: str, ref: str) -> Channel | None:
        """The channel that an event speaks of. The way in: it finds the group, so it is given none."""
        rows = await self._connection.execute(
            select(*CHANNEL_COLUMNS)
            .join(installations, installations.c.id == channels.c.installation_id)
            .where(
                installations.c.platform == platform,
                installations.c.external_ref == installation_ref,
                channels.c.external_ref == ref,
            )
        )
        row = rows.mappings().one_or_none()
        return None if row is None else channel_of(row)

    async def began_in(self, group: GroupId) -> InstallationId | None:
        """The installation of its first channel, whatever became of that."""
        row = await self._connection.execute(
            select(channels.c.installation_id)
            .where(channels.c.group_id == group)
            .order_by(channels.c.id)
            .limit(1)
        )
        found = row.scalar_one_or_none()
        return None if found is None else InstallationId(found)

    async def homes_of(self, platform: str, ref: str) -> list[str]:
        """The installations in which this channel is a group's. The way in: several may see one channel."""
        rows = await self._connection.execute(
            select(installations.c.external_ref)
            .join(channels, channels.c.installation_id == installations.c.id)
            .where(
                installations.c.platform == platform,
                installations.c.lost_at.is_(None),
                channels.c.external_ref == ref,
            )
            .order_by(channels.c.gone_at.is_not(None), channels.c.id)
        )
        return list(rows.scalars())

    async def served_by(self, group: GroupId, installation: InstallationId) -> bool:
        """Whether the installation is one of the group's."""
        return bool(await self._gone_at(group, installation))

    async def served_only_by(self, group: GroupId, installation: InstallationId, channel_ref: str) -> bool:
        """Whether that channel of the installation is the group's, and no other living one there is."""
        gone_at = await self._gone_at(group, installation)
        others = (gone for ref, gone in gone_at.items() if ref != channel_ref)
        return channel_ref in gone_at and None not in others

    async def _gone_at(self, group: GroupId, installation: InstallationId) -> dict[str, datetime | None]:
        rows = await self._connection.execute(
            select(channels.c.external_ref, channels.c.gone_at).where(
                channels.c.group_id == group, channels.c.installation_id == installation
            )
        )
        return {row.external_ref: row.gone_at for row in rows}

    async def installation(self, platform: str, ref: str) -> InstallationId | None:
        row = await self._connection.execute(
            select(installations.c.id).where(
                installations.c.platform == platform, installations.c.external_ref == ref
            )
        )
        found = row.scalar_one_or_none()
        return None if found is None else InstallationId(found)
