"""Which accounts are one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import Owed
from bot.domain.happenings import Account
from bot.domain.ids import PersonId
from bot.domain.linking import LINKS_WITHIN
from bot.store.rows import AnyRow
from bot.store.tables import answers, identities, links, memberships, persons

# Where the answer or the question came from; else where the group is. An account that can't be reached
# comes last.
_NEAR = text(
    "select i.platform from identities i"
    " left join installations n on n.platform = i.platform and n.external_ref = i.installation_ref"
    " where i.person_id = :person order by n.lost_at is not null,"
    " exists (select from answers a where a.group_id = :group and a.id = cast(:answer as bigint)"
    " and coalesce(a.own_person_id, a.person_id) = coalesce(i.own_person_id, i.person_id)) desc,"
    " exists (select from own_questions q join installations t on t.id = q.installation_id"
    " where q.group_id = :group and q.id = cast(:question as bigint) and t.platform = i.platform) desc,"
    " exists (select from channels c join installations t on t.id = c.installation_id"
    " where c.group_id = :group and c.gone_at is null and t.platform = i.platform) desc,"
    " i.own_person_id is not null, i.id limit 1"
)


@dataclass(frozen=True, slots=True)
class Link:
    id: int
    person: PersonId
    other: PersonId


@dataclass(frozen=True, slots=True)
class Self:
    """One account of a person."""

    account: Account
    installation_ref: str
    own: PersonId
    """Who it is when it isn't linked."""


class Links:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def hold(self, *people: PersonId) -> None:
        """Nobody else links, ends a link of theirs or tries a code for them until this transaction ends."""
        await self._connection.execute(
            select(persons.c.id)
            .where(persons.c.id.in_(people))
            .order_by(persons.c.id)
            .with_for_update(key_share=True)
        )

    async def selves(self, person: PersonId) -> list[Self]:
        """All accounts that are this person now, the one that holds the rows first."""
        rows = await self._connection.execute(
            select(identities, persons.c.name)
            .join(persons, persons.c.id == func.coalesce(identities.c.own_person_id, identities.c.person_id))
            .where(identities.c.person_id == person)
            .order_by(identities.c.own_person_id.is_not(None), identities.c.id)
        )
        return [
            Self(
                Account(row.platform, row.scope, row.external_ref, row.name),
                row.installation_ref,
                PersonId(row.own_person_id or row.person_id),
            )
            for row in rows
        ]

    async def near(self, person: PersonId, owed: Owed) -> str | None:
        """The platform on which a person with several accounts is to read this."""
        values = {"person": person, "group": owed.group, "answer": owed.answer, "question": owed.own_question}
        row = await self._connection.execute(_NEAR, values)
        found: str | None = row.scalar_one_or_none()
        return found

    async def of(self, person: PersonId) -> Link | None:
        """The link in which somebody is, on whichever side."""
        rows = await self._connection.execute(
            select(links).where(
                or_(links.c.person_id == person, links.c.other_id == person), links.c.ended_at.is_(None)
            )
        )
        row = rows.one_or_none()
        return None if row is None else _link_of(row)

    async def whole(self, person: PersonId) -> list[PersonId]:
        """Everybody who is this person now."""
        link = await self.of(person)
        return [person] if link is None else [link.person, link.other]

    async def begun(self, people: list[PersonId], since: datetime) -> int:
        rows = await self._connection.execute(
            select(func.count()).where(
                or_(links.c.person_id.in_(people), links.c.other_id.in_(people)), links.c.linked_at > since
            )
        )
        return rows.scalar_one()

    async def named(self, link: int, person: PersonId) -> Link | None:
        rows = await self._connection.execute(
            select(links).where(links.c.id == link, links.c.person_id == person, links.c.ended_at.is_(None))
        )
        row = rows.one_or_none()
        return None if row is None else _link_of(row)

    async def next_due(self, now: datetime) -> Link | None:
        """A link to look over once more. Not locked: whoever ends it holds its persons first."""
        rows = await self._connection.execute(
            select(links).where(links.c.again_at <= now).order_by(links.c.again_at).limit(1)
        )
        row = rows.one_or_none()
        return None if row is None else _link_of(row)

    async def looked(self, link: Link) -> None:
        await self._connection.execute(update(links).where(links.c.id == link.id).values(again_at=None))

    async def has_answered(self, person: PersonId) -> bool:
        """In whichever group."""
        rows = await self._connection.execute(
            select(answers.c.id)
            .where(
                answers.c.group_id.in_(
                    select(memberships.c.group_id).where(memberships.c.person_id == person)
                ),
                answers.c.person_id == person,
            )
            .limit(1)
        )
        return rows.first() is not None

    async def begin(
        self, person: PersonId, other: PersonId, places: Sequence[Any], now: datetime, again: datetime
    ) -> Link:
        """The other's account is the person's from now on."""
        await self._connection.execute(
            update(identities)
            .where(identities.c.person_id == other)
            .values(person_id=person, own_person_id=other)
        )
        row = await self._connection.execute(
            insert(links)
            .values(person_id=person, other_id=other, places=places, linked_at=now, again_at=again)
            .returning(links)
        )
        return _link_of(row.one())

    async def places(self, link: Link) -> list[dict[str, Any]]:
        """The memberships of both, as they were written down when the link began."""
        row = await self._connection.execute(select(links.c.places).where(links.c.id == link.id))
        found: list[dict[str, Any]] = row.scalar_one()
        return found

    async def look(self, link: Link) -> int:
        """Counts how often rows were moved for a link: every move of one answer has a key of its own."""
        row = await self._connection.execute(
            update(links)
            .where(links.c.id == link.id)
            .values(looks=links.c.looks + 1)
            .returning(links.c.looks)
        )
        return int(row.scalar_one())

    async def prune(self, now: datetime) -> None:
        """Links that ended so long ago that they limit no new one."""
        await self._connection.execute(delete(links).where(links.c.ended_at < now - LINKS_WITHIN))

    async def end(self, link: Link, now: datetime) -> None:
        """Each account is its own person's again."""
        await self._connection.execute(
            update(identities)
            .where(identities.c.person_id == link.person, identities.c.own_person_id == link.other)
            .values(person_id=link.other, own_person_id=None)
        )
        await self._connection.execute(
            update(links).where(links.c.id == link.id).values(ended_at=now, again_at=None, places=[])
        )


def _link_of(row: AnyRow) -> Link:
    return Link(row.id, PersonId(row.person_id), PersonId(row.other_id))
