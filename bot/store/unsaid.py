"""What could be said to nobody's face, and waits until its reader does something."""

from datetime import datetime

from sqlalchemy import ARRAY, Boolean, Integer, Text, and_, any_, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import ABOUT_A_MESSAGE, BEHIND_A_BUTTON, Delivery
from bot.domain.happenings import Account, Source
from bot.store.compiled import Compiled, Driver
from bot.store.deliveries import delivery_of
from bot.store.rows import bigints
from bot.store.tables import channels, deliveries, identities, installations, memberships

_PERSON = (
    select(identities.c.person_id)
    .where(
        identities.c.platform == bindparam("account_platform"),
        identities.c.scope == bindparam("scope"),
        identities.c.external_ref == bindparam("account"),
    )
    .scalar_subquery()
)
_THEIR_GROUPS = select(memberships.c.group_id).where(
    memberships.c.person_id == _PERSON, memberships.c.left_at.is_(None)
)
_HERE = (
    select(channels.c.id, channels.c.group_id)
    .join(installations, installations.c.id == channels.c.installation_id)
    .where(
        installations.c.platform == bindparam("platform"),
        or_(bindparam("direct", type_=Boolean), installations.c.external_ref == bindparam("installation")),
    )
)
# Asked with every private answer, and nearly always in vain.
_WAITING = Compiled(
    select(deliveries.c.id)
    .where(
        deliveries.c.group_id.in_(_THEIR_GROUPS),
        deliveries.c.person_id == _PERSON,
        deliveries.c.state == "waiting",
        deliveries.c.kind == any_(bindparam("kinds", type_=ARRAY(Text))),
        deliveries.c.due_at > bindparam("since"),
        or_(
            deliveries.c.channel_id.in_(_HERE.with_only_columns(channels.c.id)),
            and_(
                deliveries.c.channel_id.is_(None),
                deliveries.c.group_id.in_(_HERE.with_only_columns(channels.c.group_id)),
            ),
        ),
    )
    .order_by(deliveries.c.id)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True),
    [deliveries.c.id],
)


class Unsaid:
    def __init__(self, connection: AsyncConnection, driver: Driver) -> None:
        self._connection = connection
        self._driver = driver

    async def take(self, account: Account, source: Source, since: datetime, most: int) -> list[Delivery]:
        """Words about an account's own messages or answers in this installation that wait.

        None of a group they left. In a conversation that belongs to no installation: of all of them.

        They count as being sent: whoever takes them settles each.
        """
        found = await _WAITING.run(
            self._driver,
            {
                "account_platform": account.platform,
                "scope": account.scope,
                "account": account.ref,
                "platform": source.platform,
                "installation": source.installation_ref,
                "direct": source.direct,
                "kinds": sorted(ABOUT_A_MESSAGE | BEHIND_A_BUTTON),
                "since": since,
                "most": most,
            },
        )
        if not found:
            return []
        rows = await self._connection.execute(
            update(deliveries)
            .where(deliveries.c.id == any_(bigints([row[deliveries.c.id] for row in found])))
            .values(state="sending", attempt=deliveries.c.attempt + 1)
            .returning(deliveries)
        )
        return sorted((delivery_of(row, tried_before=True) for row in rows), key=lambda delivery: delivery.id)
