"""By which account somebody is reached who began something that comes in direct messages."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.group import Reached
from bot.domain.happenings import Account
from bot.domain.ids import InstallationId, PersonId
from bot.store.tables import identities, installations


async def reached_by(
    connection: AsyncConnection, installation: InstallationId, person: PersonId, scope: str
) -> Reached | None:
    """The account that began it, if the person still has it."""
    rows = await connection.execute(
        select(identities, installations.c.external_ref.label("installation"))
        .join(installations, installations.c.platform == identities.c.platform)
        .where(
            installations.c.id == installation,
            identities.c.person_id == person,
            identities.c.scope == scope,
        )
        .order_by(identities.c.id)
        .limit(1)
    )
    row = rows.one_or_none()
    if row is None:
        return None
    return Reached(Account(row.platform, row.scope, row.external_ref), row.installation)
