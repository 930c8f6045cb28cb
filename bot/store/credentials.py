"""Keys to installations, as sealed bytes: this side of the store can't read them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import InstallationId
from bot.domain.speaking import Site
from bot.store.tables import credentials, installations, spent_states


@dataclass(frozen=True, slots=True)
class Sealed:
    """A key that nobody can read without the seal, and when it expires."""

    content: bytes = field(repr=False)
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class SealedCredential:
    installation: InstallationId
    site: Site
    name: str
    sealed: Sealed
    version: int


_COLUMNS = (
    credentials.c.installation_id,
    installations.c.platform,
    installations.c.external_ref,
    installations.c.name,
    credentials.c.sealed,
    credentials.c.expires_at,
    credentials.c.version,
)


class Credentials:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, installation: InstallationId, new: Sealed, now: datetime) -> None:
        """The key of a new install, over whatever was there."""
        values = {"sealed": new.content, "expires_at": new.expires_at, "changed_at": now}
        await self._connection.execute(
            upsert(credentials)
            .values(installation_id=installation, **values)
            .on_conflict_do_update(
                index_elements=["installation_id"],
                set_={**values, "lease_until": None, "version": credentials.c.version + 1},
            )
        )

    async def of(self, site: Site) -> SealedCredential | None:
        """None as well for an installation that was lost."""
        found = await self._read(_at(site), installations.c.lost_at.is_(None))
        return found[0] if found else None

    async def all(self) -> Sequence[SealedCredential]:
        return await self._read()

    async def lost(self, platform: str) -> Sequence[SealedCredential]:
        """Of installations that were lost; they may have come back without a word."""
        return await self._read(installations.c.platform == platform, installations.c.lost_at.is_not(None))

    async def claim_expiring(
        self, platform: str, before: datetime, now: datetime, lease_until: datetime
    ) -> SealedCredential | None:
        """A key that expires soon, given to one caller only until the lease runs out."""
        due = (
            select(credentials.c.installation_id)
            .join(installations, installations.c.id == credentials.c.installation_id)
            .where(
                installations.c.platform == platform,
                installations.c.lost_at.is_(None),
                credentials.c.expires_at <= before,
                _is_free(now),
            )
            .order_by(credentials.c.expires_at)
            .limit(1)
            .with_for_update(skip_locked=True, of=credentials)
        )
        found = (await self._connection.execute(due)).scalar_one_or_none()
        if found is None:
            return None
        which = credentials.c.installation_id == found
        await self._connection.execute(update(credentials).where(which).values(lease_until=lease_until))
        return (await self._read(which))[0]

    async def claim(self, one: SealedCredential, now: datetime, lease_until: datetime) -> bool:
        """This key, if it still is the one that it was and nobody else is at it."""
        taken = await self._connection.execute(
            update(credentials).where(_same(one), _is_free(now)).values(lease_until=lease_until)
        )
        return taken.rowcount > 0

    async def replace(self, old: SealedCredential, new: Sealed, now: datetime) -> bool:
        """Behind the fence: False when somebody else has replaced it meanwhile."""
        changed = await self._connection.execute(
            update(credentials)
            .where(_same(old))
            .values(
                sealed=new.content,
                expires_at=new.expires_at,
                version=old.version + 1,
                lease_until=None,
                changed_at=now,
            )
        )
        return changed.rowcount > 0

    async def put_off(self, old: SealedCredential, until: datetime) -> None:
        await self._connection.execute(update(credentials).where(_same(old)).values(lease_until=until))

    async def reseal(self, old: SealedCredential, content: bytes) -> bool:
        """The same key under another seal. It stays the version that it is."""
        changed = await self._connection.execute(
            update(credentials)
            .where(_same(old), credentials.c.sealed == old.sealed.content)
            .values(sealed=content)
        )
        return changed.rowcount > 0

    async def drop(self, installation: InstallationId, before: datetime) -> None:
        """The key that was there then; one that was put in since stays."""
        await self._connection.execute(
            delete(credentials).where(
                credentials.c.installation_id == installation, credentials.c.changed_at < before
            )
        )

    async def spend(self, mark: str, expires_at: datetime) -> bool:
        """False for a proof that was spent before."""
        row = await self._connection.execute(
            upsert(spent_states)
            .values(mark=mark, expires_at=expires_at)
            .on_conflict_do_nothing()
            .returning(spent_states.c.mark)
        )
        return row.first() is not None

    async def prune_states(self, before: datetime) -> int:
        gone = await self._connection.execute(delete(spent_states).where(spent_states.c.expires_at < before))
        return gone.rowcount

    async def _read(self, *which: ColumnElement[bool]) -> list[SealedCredential]:
        rows = await self._connection.execute(
            select(*_COLUMNS)
            .join(installations, installations.c.id == credentials.c.installation_id)
            .where(*which)
            .order_by(credentials.c.installation_id)
        )
        return [
            SealedCredential(
                InstallationId(row.installation_id),
                Site(row.platform, row.external_ref),
                row.name,
                Sealed(bytes(row.sealed), row.expires_at),
                row.version,
            )
            for row in rows
        ]


def _at(site: Site) -> ColumnElement[bool]:
    return (installations.c.platform == site.platform) & (
        installations.c.external_ref == site.installation_ref
    )


def _same(one: SealedCredential) -> ColumnElement[bool]:
    return (credentials.c.installation_id == one.installation) & (credentials.c.version == one.version)


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(credentials.c.lease_until.is_(None), credentials.c.lease_until <= now)
