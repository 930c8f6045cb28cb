"""Workspaces and guilds: lost and back again, and when we last heard of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, true, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import GroupId, InstallationId
from bot.store.storable import storable
from bot.store.tables import channels, deliveries, groups, installations, missed_times


@dataclass(frozen=True, slots=True)
class Installation:
    id: InstallationId
    platform: str
    ref: str
    lost_at: datetime | None
    lost_reason: str
    installed_at: datetime | None
    heard_at: datetime | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class MissedTime:
    """Nothing was heard from one moment to another."""

    id: int
    since: datetime
    until: datetime
    read: frozenset[str] = frozenset()
    """The places that have been read since."""


_READ = (
    installations.c.id,
    installations.c.platform,
    installations.c.external_ref.label("ref"),
    installations.c.lost_at,
    installations.c.lost_reason,
    installations.c.installed_at,
    installations.c.heard_at,
    installations.c.name,
)


class Installations:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def named(self, platform: str, ref: str) -> Installation | None:
        """The way in for what a platform says of an installation."""
        rows = await self._connection.execute(
            select(*_READ).where(installations.c.platform == platform, installations.c.external_ref == ref)
        )
        row = rows.one_or_none()
        return None if row is None else Installation(*row)

    async def get(self, installation: InstallationId) -> Installation:
        rows = await self._connection.execute(select(*_READ).where(installations.c.id == installation))
        return Installation(*rows.one())

    async def of(self, platform: str) -> list[Installation]:
        """Those of a platform that are not lost."""
        rows = await self._connection.execute(
            select(*_READ)
            .where(installations.c.platform == platform, installations.c.lost_at.is_(None))
            .order_by(installations.c.id)
        )
        return [Installation(*row) for row in rows]

    async def with_missed_times(self, platform: str, now: datetime) -> list[Installation]:
        """Those of a platform where something was missed and hasn't been read since."""
        rows = await self._connection.execute(
            select(*_READ)
            .where(
                installations.c.platform == platform,
                installations.c.lost_at.is_(None),
                installations.c.id.in_(
                    select(missed_times.c.installation_id).where(missed_times.c.until <= now)
                ),
            )
            .order_by(installations.c.id)
        )
        return [Installation(*row) for row in rows]

    async def is_lost(self, platform: str, ref: str) -> bool:
        """Nothing can be sent there now."""
        found = await self._connection.execute(
            select(installations.c.id).where(
                installations.c.platform == platform,
                installations.c.external_ref == ref,
                installations.c.lost_at.is_not(None),
            )
        )
        return found.first() is not None

    async def lose(self, installation: InstallationId, reason: str, seen_at: datetime, now: datetime) -> bool:
        """False when it was known, or when it was installed again since it was seen."""
        changed = await self._connection.execute(
            update(installations)
            .where(
                installations.c.id == installation,
                installations.c.lost_at.is_(None),
                func.coalesce(installations.c.installed_at, seen_at) <= seen_at,
            )
            .values(lost_at=now, lost_reason=storable(reason))
        )
        return changed.rowcount > 0

    async def install(self, platform: str, ref: str, name: str, now: datetime) -> InstallationId:
        """New, or back again: nothing is lost there any more."""
        row = await self._connection.execute(
            upsert(installations)
            .values(
                platform=platform, external_ref=ref, name=storable(name), created_at=now, installed_at=now
            )
            .on_conflict_do_update(
                index_elements=["platform", "external_ref"],
                set_={"name": storable(name), "lost_at": None, "lost_reason": "", "installed_at": now},
            )
            .returning(installations.c.id)
        )
        return InstallationId(row.scalar_one())

    async def groups(self, installation: InstallationId) -> list[GroupId]:
        """Groups with a channel there, whether or not it can be reached."""
        rows = await self._connection.execute(
            select(channels.c.group_id)
            .where(channels.c.installation_id == installation)
            .distinct()
            .order_by(channels.c.group_id)
        )
        return [GroupId(found) for found in rows.scalars()]

    async def homeless(self, installation: InstallationId) -> list[str]:
        """Names of groups that had a channel there, and can be reached in none now."""
        here = select(channels.c.group_id).where(channels.c.installation_id == installation)
        living = select(channels.c.group_id).where(channels.c.gone_at.is_(None))
        rows = await self._connection.execute(
            select(groups.c.name)
            .where(groups.c.id.in_(here), groups.c.id.not_in(living))
            .order_by(groups.c.id)
        )
        return list(rows.scalars())

    async def let_deliveries_go(self, groups: Sequence[GroupId]) -> None:
        """What was put off is due at once."""
        await self._connection.execute(
            update(deliveries)
            .where(deliveries.c.group_id.in_(groups), deliveries.c.state == "pending")
            .values(lease_until=None)
        )

    async def heard(self, platform: str, ref: str | None, now: datetime) -> None:
        """Events come in from this installation, or from all of the platform; not from a lost one."""
        which = installations.c.external_ref == ref if ref is not None else true()
        await self._connection.execute(
            update(installations)
            .where(installations.c.platform == platform, installations.c.lost_at.is_(None), which)
            .values(heard_at=func.greatest(installations.c.heard_at, now))
        )

    async def heard_through(self, installation: InstallationId, since: datetime, until: datetime) -> None:
        """What was missed between is read. An earlier time that nobody noted yet isn't hidden by that."""
        await self._connection.execute(
            update(installations)
            .where(
                installations.c.id == installation,
                func.coalesce(installations.c.heard_at, since) >= since,
                installations.c.lost_at.is_(None),
            )
            .values(heard_at=func.greatest(installations.c.heard_at, until))
        )

    async def missed(self, installation: InstallationId, since: datetime, until: datetime) -> None:
        """Write down that nothing was heard for a while."""
        await self._connection.execute(
            upsert(missed_times)
            .values(installation_id=installation, since=since, until=until)
            .on_conflict_do_update(
                index_elements=["installation_id", "since"],
                set_={"until": func.greatest(missed_times.c.until, until), "read": []},
            )
        )

    async def missed_times(self, installation: InstallationId, now: datetime) -> list[MissedTime]:
        """What was missed, is over, and hasn't been read since, oldest first."""
        rows = await self._connection.execute(
            select(missed_times.c.id, missed_times.c.since, missed_times.c.until, missed_times.c.read)
            .where(missed_times.c.installation_id == installation, missed_times.c.until <= now)
            .order_by(missed_times.c.since)
        )
        return [MissedTime(row.id, row.since, row.until, frozenset(row.read)) for row in rows]

    async def was_read(self, times: Sequence[MissedTime], place: str) -> None:
        """A place was read whole. A time that grew meanwhile needs it once more."""
        for one in times:
            await self._connection.execute(
                update(missed_times)
                .where(missed_times.c.id == one.id, missed_times.c.until <= one.until)
                .values(read=func.array_append(missed_times.c.read, place))
            )

    async def made_up(self, times: Sequence[MissedTime]) -> None:
        """All that was said then has been read, or was asked for. A time that grew meanwhile stays."""
        for one in times:
            await self._connection.execute(
                missed_times.delete().where(missed_times.c.id == one.id, missed_times.c.until <= one.until)
            )

    async def forget_missed(self, installation: InstallationId) -> None:
        """Nobody will read it any more."""
        await self._connection.execute(
            missed_times.delete().where(missed_times.c.installation_id == installation)
        )
