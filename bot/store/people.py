"""Persons, their accounts, and their places in groups."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.group import DAILY, Member, Reached, Role
from bot.domain.happenings import Account
from bot.domain.ids import GroupId, PersonId
from bot.store.fragments import has_place, with_fragments
from bot.store.homes import Homes
from bot.store.standings import show_where_listed
from bot.store.storable import storable
from bot.store.tables import answers, groups, identities, installations, memberships, persons, schedules

_JOIN = with_fragments(
    "insert into memberships (group_id, person_id, joined_at) values (:g, :p, :now)"
    " on conflict (group_id, person_id) do update set left_at = null, role = 'member',"
    " listed = {as_they_come_back} where memberships.left_at is not null",
    as_they_come_back=has_place(
        left_at="null", on_board="memberships.on_board", role="'member'", staff="false"
    ),
)
_LIST = with_fragments(
    "update memberships m set listed = {has_place}"
    " from (select staff_on_board from groups where id = :g for share) g"
    " where m.group_id = :g and m.person_id = any(:people)",
    has_place=has_place(),
)


async def hold_answers(connection: AsyncConnection, person: PersonId, group: GroupId | None = None) -> None:
    """Lock a person's answers before anything else of theirs.

    Whoever enters something into the ledger holds an answer and reads its author's membership. Coming the
    other way round, each would wait for the other.
    """
    mine = select(answers.c.id).where(answers.c.person_id == person)
    if group is not None:
        mine = mine.where(answers.c.group_id == group)
    await connection.execute(mine.order_by(answers.c.id).with_for_update())


_SEEN = text(
    "select greatest(m.joined_at, max(a.arrived_at), max(w.posted_at)) from memberships m"
    " left join answers a on a.group_id = m.group_id and a.person_id = m.person_id"
    " left join answer_messages w on w.group_id = a.group_id and w.answer_id = a.id"
    " where m.group_id = :g and m.person_id = :p group by m.joined_at"
)


_NAMELESS = text(
    "select p.id, i.platform, i.scope, i.external_ref from persons p join identities i on i.person_id = p.id"
    " join installations n on n.platform = i.platform and n.external_ref = i.installation_ref"
    " where p.name = '' and p.id > :after and i.platform = :platform and n.lost_at is null"
    " order by p.id limit :most"
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

    async def _own(self, account: Account) -> PersonId | None:
        """Who it is when it isn't linked."""
        row = await self._connection.execute(
            select(func.coalesce(identities.c.own_person_id, identities.c.person_id)).where(
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
                " insert into identities (person_id, platform, scope, external_ref, installation_ref, met_at)"
                " select id, :platform, :scope, :ref, :installation, :now from p returning person_id"
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
        if await self.member(group, person):
            return  # an upsert would lock the row, and whoever counts points for this member waits on it
        await hold_answers(self._connection, person, group)
        await self._connection.execute(_JOIN, {"g": group, "p": person, "now": now})
        await Homes(self._connection).renew(person)
        await show_where_listed(self._connection, group, [person])

    async def leave(self, group: GroupId, person: PersonId, now: datetime) -> None:
        await self._change(group, person, left_at=now, role=Role.MEMBER)

    async def seen_at(self, group: GroupId, person: PersonId) -> datetime | None:
        """When a member joined or last wrote an answer, whichever is later."""
        row = await self._connection.execute(_SEEN, {"g": group, "p": person})
        seen: datetime | None = row.scalar_one_or_none()
        return seen

    async def set_role(self, group: GroupId, person: PersonId, role: Role) -> None:
        await self._change(group, person, role=role)

    async def set_on_board(self, group: GroupId, person: PersonId, *, wanted: bool) -> None:
        """Whether a member wishes to stand on boards."""
        await self._change(group, person, on_board=wanted)

    async def set_staff_on_board(self, group: GroupId, *, wanted: bool) -> None:
        """Whether a group wishes its organisers on boards."""
        await self._connection.execute(
            update(groups).where(groups.c.id == group).values(staff_on_board=wanted)
        )
        organisers = await self.members(group, role=Role.ORGANISER)
        await self._list(group, [organiser.person for organiser in organisers])

    async def _change(self, group: GroupId, person: PersonId, **values: object) -> None:
        """Change a membership, and with it whether its member is on boards."""
        await hold_answers(self._connection, person, group)
        # The group first, as whoever changes its wish about staff does.
        await self._connection.execute(
            select(groups.c.id).where(groups.c.id == group).with_for_update(read=True)
        )
        await self._connection.execute(
            update(memberships)
            .where(memberships.c.group_id == group, memberships.c.person_id == person)
            .values(**values)
        )
        await self._list(group, [person])

    async def _list(self, group: GroupId, people: Sequence[PersonId]) -> None:
        await self._connection.execute(_LIST, {"g": group, "people": list(people)})
        await show_where_listed(self._connection, group, people)

    async def set_reminders(self, group: GroupId, person: PersonId, *, wanted: bool) -> None:
        await self._connection.execute(
            update(memberships)
            .where(memberships.c.group_id == group, memberships.c.person_id == person)
            .values(reminders=wanted)
        )

    async def set_lending(self, group: GroupId, person: PersonId, *, wanted: bool) -> None:
        """Whether a member's answers may be used to measure the grader by."""
        await self._connection.execute(
            update(memberships)
            .where(memberships.c.group_id == group, memberships.c.person_id == person)
            .values(lends_answers=wanted)
        )

    async def call(self, account: Account, name: str) -> None:
        """By another name from now on; the same one changes nothing, and locks nothing.

        Of accounts that are one person each has its own: the one that holds the rows is on boards.
        """
        named, person = select(persons.c.name), await self._own(account)
        known = await self._connection.execute(named.where(persons.c.id == person))
        if person is None or known.scalar_one() == storable(name):
            return
        # Whoever is being forgotten just now is forgotten once the lock is there, and keeps no account.
        await self._connection.execute(named.where(persons.c.id == person).with_for_update())
        if await self._own(account) == person:
            await self._connection.execute(
                update(persons).where(persons.c.id == person).values(name=storable(name))
            )

    async def nameless(self, platform: str, after: int, most: int) -> list[tuple[PersonId, Account]]:
        """Whom nobody has named yet, where a platform can be asked; in order, from behind a person on."""
        rows = await self._connection.execute(_NAMELESS, {"platform": platform, "after": after, "most": most})
        return [(PersonId(r.id), Account(r.platform, r.scope, r.external_ref)) for r in rows]

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
        groups_own = (
            select(schedules.c.zone)
            .where(schedules.c.group_id == group, schedules.c.slot == DAILY)
            .scalar_subquery()
        )
        row = await self._connection.execute(
            select(func.coalesce(persons.c.zone, groups_own, "UTC")).where(persons.c.id == person)
        )
        return str(row.scalar_one())

    async def home_of(self, account: Account) -> str | None:
        """The installation through which an account was met."""
        row = await self._connection.execute(
            select(identities.c.installation_ref).where(
                identities.c.platform == account.platform,
                identities.c.scope == account.scope,
                identities.c.external_ref == account.ref,
            )
        )
        return row.scalar_one_or_none()

    async def accounts(self, person: PersonId) -> list[Reached]:
        """Those of lost installations come last. Before a link and in it, an account reaches its own."""
        rows = await self._connection.execute(
            select(identities)
            .outerjoin(
                installations,
                (installations.c.platform == identities.c.platform)
                & (installations.c.external_ref == identities.c.installation_ref),
            )
            .where(or_(identities.c.person_id == person, identities.c.own_person_id == person))
            .order_by(
                installations.c.lost_at.is_not(None), identities.c.own_person_id.is_not(None), identities.c.id
            )
        )
        return [Reached(Account(r.platform, r.scope, r.external_ref), r.installation_ref) for r in rows]
