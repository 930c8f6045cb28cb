"""Persons, their accounts, and their places in groups."""

from datetime import datetime

from sqlalchemy import and_, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.group import DAILY, Member, Reached, Role
from bot.domain.happenings import Account
from bot.domain.ids import GroupId, PersonId
from bot.store.storable import storable
from bot.store.tables import identities, memberships, persons, schedules

_JOIN = text(
    "insert into memberships (group_id, person_id, joined_at) values (:g, :p, :now)"
    " on conflict (group_id, person_id) do update set left_at = null, role = 'member'"
    " where memberships.left_at is not null"
)


class People:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def known(self, account: Account) -> PersonId | None:
        row = await self._connection.execute(
            select(identities.c.person_id).where(
                identities.c.platform == account.platform,
                identities.c.scope == account.scope,
                identities.c.external_ref == account.ref,
            )
        )
        found = row.scalar_one_or_none()
        return None if found is None else PersonId(found)

    async def recognise(self, account: Account, installation_ref: str, now: datetime) -> PersonId:
        """The person behind an account, met now for the first time or before."""
        found = await self.known(account)
        if found is not None:
            return found
        # Two first messages at once would make two persons: the account's own lock puts them in turn.
        await self._connection.execute(
            text("select pg_advisory_xact_lock(hashtextextended(:account, 0))"),
            {"account": f"{account.platform}\n{account.scope}\n{account.ref}"},
        )
        found = await self.known(account)
        if found is not None:
            return found
        row = await self._connection.execute(
            text(
                "with p as (insert into persons (name, created_at) values (:name, :now) returning id)"
                " insert into identities (person_id, platform, scope, external_ref, installation_ref)"
                " select id, :platform, :scope, :ref, :installation from p returning person_id"
            ),
            {
                "name": storable(account.name),
                "now": now,
                "platform": account.platform,
                "scope": account.scope,
                "ref": account.ref,
                "installation": installation_ref,
            },
        )
        return PersonId(row.scalar_one())

    async def join(self, group: GroupId, person: PersonId, now: datetime) -> None:
        """A member by taking part; somebody who left is back, as a member whatever they were."""
        await self._connection.execute(_JOIN, {"g": group, "p": person, "now": now})

    async def leave(self, group: GroupId, person: PersonId, now: datetime) -> None:
        await self._connection.execute(
            update(memberships)
            .where(memberships.c.group_id == group, memberships.c.person_id == person)
            .values(left_at=now, role=Role.MEMBER)
        )

    async def set_role(self, group: GroupId, person: PersonId, role: Role) -> None:
        await self._connection.execute(
            update(memberships)
            .where(memberships.c.group_id == group, memberships.c.person_id == person)
            .values(role=role)
        )

    async def set_reminders(self, group: GroupId, person: PersonId, *, wanted: bool) -> None:
        await self._connection.execute(
            update(memberships)
            .where(memberships.c.group_id == group, memberships.c.person_id == person)
            .values(reminders=wanted)
        )

    async def set_zone(self, person: PersonId, zone: str) -> None:
        await self._connection.execute(update(persons).where(persons.c.id == person).values(zone=zone))

    async def members(
        self, group: GroupId, *, role: Role | None = None, reminded: bool = False
    ) -> list[Member]:
        """Those who have not left."""
        wanted = select(memberships.c.person_id, memberships.c.role, persons.c.name, persons.c.zone).join(
            persons, persons.c.id == memberships.c.person_id
        )
        wanted = wanted.where(memberships.c.group_id == group, memberships.c.left_at.is_(None))
        if role is not None:
            wanted = wanted.where(memberships.c.role == role)
        if reminded:
            wanted = wanted.where(memberships.c.reminders)
        rows = await self._connection.execute(wanted.order_by(memberships.c.person_id))
        return [Member(group, PersonId(r.person_id), r.name, Role(r.role), r.zone) for r in rows]

    async def member(self, group: GroupId, person: PersonId) -> Member | None:
        rows = await self._connection.execute(
            select(memberships.c.role, persons.c.name, persons.c.zone)
            .join(persons, persons.c.id == memberships.c.person_id)
            .where(
                memberships.c.group_id == group,
                memberships.c.person_id == person,
                memberships.c.left_at.is_(None),
            )
        )
        row = rows.one_or_none()
        return None if row is None else Member(group, person, row.name, Role(row.role), row.zone)

    async def groups_of(self, person: PersonId) -> list[GroupId]:
        rows = await self._connection.execute(
            select(memberships.c.group_id)
            .where(memberships.c.person_id == person, memberships.c.left_at.is_(None))
            .order_by(memberships.c.group_id)
        )
        return [GroupId(g) for g in rows.scalars()]

    async def zone_of(self, group: GroupId, person: PersonId) -> str:
        """Where a member lives; the group's own zone until they say."""
        row = await self._connection.execute(
            select(func.coalesce(persons.c.zone, schedules.c.zone, "UTC"))
            .select_from(
                persons.outerjoin(schedules, and_(schedules.c.group_id == group, schedules.c.slot == DAILY))
            )
            .where(persons.c.id == person)
        )
        return str(row.scalar_one())

    async def accounts(self, person: PersonId) -> list[Reached]:
        rows = await self._connection.execute(
            select(identities).where(identities.c.person_id == person).order_by(identities.c.id)
        )
        return [Reached(Account(r.platform, r.scope, r.external_ref), r.installation_ref) for r in rows]
