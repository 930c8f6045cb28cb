"""What is left of installations that nobody has brought back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import InstallationId, PersonId
from bot.domain.speaking import Site
from bot.store.tables import channels, credentials, deliveries, identities, installations


class Purging:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lost_before(self, before: datetime) -> Sequence[tuple[InstallationId, Site]]:
        """Installations lost so long ago of which something is still kept."""
        its_people = exists().where(
            identities.c.platform == installations.c.platform,
            identities.c.installation_ref == installations.c.external_ref,
        )
        its_key = exists().where(
            credentials.c.installation_id == installations.c.id, credentials.c.changed_at < before
        )
        rows = await self._connection.execute(
            select(installations.c.id, installations.c.platform, installations.c.external_ref)
            .where(installations.c.lost_at < before, or_(its_people, its_key))
            .order_by(installations.c.id)
        )
        return [(InstallationId(row.id), Site(row.platform, row.external_ref)) for row in rows]

    async def stays_lost(self, installation: InstallationId, before: datetime) -> bool:
        """Until this transaction ends nobody brings it back. False when somebody has, or is about to.

        An install puts its new key first.
        """
        new_key = exists().where(
            credentials.c.installation_id == installations.c.id, credentials.c.changed_at >= before
        )
        rows = await self._connection.execute(
            select(installations.c.id)
            .where(installations.c.id == installation, installations.c.lost_at < before, ~new_key)
            # Rows that name it by their foreign key may come in meanwhile.
            .with_for_update(key_share=True, of=installations)
        )
        return rows.first() is not None

    async def one_of(self, site: Site) -> PersonId | None:
        """Somebody who was known there; None when nobody is left."""
        row = await self._connection.execute(
            select(identities.c.person_id)
            .where(
                identities.c.platform == site.platform,
                identities.c.installation_ref == site.installation_ref,
            )
            .limit(1)
        )
        found = row.scalar_one_or_none()
        return None if found is None else PersonId(found)

    async def known_elsewhere(self, person: PersonId, site: Site) -> bool:
        """By an account of another installation."""
        other = or_(
            identities.c.platform != site.platform,
            identities.c.installation_ref != site.installation_ref,
        )
        rows = await self._connection.execute(
            select(identities.c.id).where(identities.c.person_id == person, other).limit(1)
        )
        return rows.first() is not None

    async def drop_accounts(self, person: PersonId, site: Site) -> None:
        """Whoever is known elsewhere stays, without their account there."""
        await self._connection.execute(
            identities.delete().where(
                identities.c.person_id == person,
                identities.c.platform == site.platform,
                identities.c.installation_ref == site.installation_ref,
            )
        )

    async def drop_deliveries(self, installation: InstallationId) -> None:
        """Nothing is owed any more to groups that had no other installation."""
        theirs = select(channels.c.group_id).where(channels.c.installation_id == installation)
        elsewhere = select(channels.c.group_id).where(channels.c.installation_id != installation)
        await self._connection.execute(
            update(deliveries)
            .where(
                deliveries.c.group_id.in_(theirs),
                deliveries.c.group_id.not_in(elsewhere),
                deliveries.c.state.in_(["pending", "sending", "waiting"]),
            )
            .values(state="dropped", lease_until=None)
        )
