"""The codes that join accounts and channels, and how often somebody tried one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import GroupId, PersonId
from bot.domain.linking import CodeKind
from bot.store.rows import AnyRow
from bot.store.tables import link_codes, link_tries

CODES_KEPT = timedelta(hours=1)
TRIES_KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class NewCode:
    mark: str
    kind: CodeKind
    person: PersonId
    group: GroupId | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Code:
    id: int
    person: PersonId
    """Who asked for it."""
    group: GroupId | None


class LinkCodes:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def make(self, new: NewCode, now: datetime) -> None:
        """Those that the person had of this kind open nothing any more."""
        await self._connection.execute(
            update(link_codes)
            .where(
                link_codes.c.person_id == new.person,
                link_codes.c.kind == new.kind,
                link_codes.c.spent_at.is_(None),
            )
            .values(spent_at=now)
        )
        await self._connection.execute(
            insert(link_codes).values(
                mark=new.mark,
                kind=new.kind,
                person_id=new.person,
                for_group_id=new.group,
                made_at=now,
                expires_at=new.expires_at,
            )
        )

    async def made(self, person: PersonId, since: datetime) -> int:
        rows = await self._connection.execute(
            select(func.count()).where(link_codes.c.person_id == person, link_codes.c.made_at > since)
        )
        return rows.scalar_one()

    async def found(self, mark: str, person: PersonId, now: datetime) -> Code | None:
        """The code that somebody typed, locked, if it opens anything and nobody else has typed it."""
        rows = await self._connection.execute(
            select(link_codes)
            .where(
                link_codes.c.mark == mark,
                link_codes.c.expires_at > now,
                link_codes.c.spent_at.is_(None),
                or_(link_codes.c.claimed_by.is_(None), link_codes.c.claimed_by == person),
            )
            .with_for_update()
        )
        row = rows.one_or_none()
        return None if row is None else _code_of(row)

    async def claimed(self, code: int, person: PersonId, now: datetime) -> Code | None:
        """The code that somebody typed before, by its number. Whoever made it is held when it's spent."""
        rows = await self._connection.execute(
            select(link_codes).where(
                link_codes.c.id == code,
                link_codes.c.kind == CodeKind.PERSON,
                link_codes.c.claimed_by == person,
                link_codes.c.expires_at > now,
                link_codes.c.spent_at.is_(None),
            )
        )
        row = rows.one_or_none()
        return None if row is None else _code_of(row)

    async def claim(self, code: Code, person: PersonId) -> None:
        """Nobody else can type it from now on."""
        await self._connection.execute(
            update(link_codes).where(link_codes.c.id == code.id).values(claimed_by=person)
        )

    async def spend(self, code: Code, now: datetime) -> None:
        await self._connection.execute(
            update(link_codes).where(link_codes.c.id == code.id).values(spent_at=now)
        )

    async def wrong(self, person: PersonId, since: datetime) -> int:
        rows = await self._connection.execute(
            select(func.count()).where(link_tries.c.person_id == person, link_tries.c.tried_at > since)
        )
        return rows.scalar_one()

    async def note_wrong(self, person: PersonId, now: datetime) -> None:
        await self._connection.execute(insert(link_tries).values(person_id=person, tried_at=now))

    async def prune(self, now: datetime) -> None:
        """Codes and tries that nothing is decided by any more."""
        await self._connection.execute(delete(link_codes).where(link_codes.c.expires_at < now - CODES_KEPT))
        await self._connection.execute(delete(link_tries).where(link_tries.c.tried_at < now - TRIES_KEPT))


def _code_of(row: AnyRow) -> Code:
    group = row.for_group_id
    return Code(row.id, PersonId(row.person_id), None if group is None else GroupId(group))
