"""Memberships of two accounts that become one person, and what else is written down by person."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import GroupId, PersonId
from bot.domain.linking import Place
from bot.store.fragments import has_place, with_fragments
from bot.store.links import Link
from bot.store.standings import show_where_listed
from bot.store.tables import groups, memberships

_LIST = with_fragments(
    "update memberships m set listed = {has_place} from groups g"
    " where g.id = m.group_id and m.group_id = :group and m.person_id = any(:people)",
    has_place=has_place(),
)
_GROUPS = "select m.group_id from memberships m where m.person_id in (:person, :other)"
# An account is of another platform than the one that it was linked with: so the platform tells whose it was.
_THEIRS = (
    "select n.id from installations n join identities i on i.platform = n.platform"
    " where i.person_id = :person and i.own_person_id = :other"
)
_LETTERS_OF_ANSWERS = with_fragments(
    "update deliveries d set person_id = a.person_id from answers a"
    " where d.group_id in ({groups}) and a.group_id = d.group_id and a.id = d.answer_id"
    " and d.person_id in (:person, :other) and a.person_id in (:person, :other)"
    " and d.person_id <> a.person_id",
    groups=_GROUPS,
)
_REMINDERS = with_fragments(
    "update deliveries set state = 'dropped' where group_id in ({groups}) and person_id = :other"
    " and kind = 'reminder' and state = 'pending'",
    groups=_GROUPS,
)
_LETTERS = with_fragments(
    "update deliveries set person_id = :person where group_id in ({groups}) and person_id = :other"
    " and answer_id is null",
    groups=_GROUPS,
)
_ROUNDS = text("update rounds set person_id = :person where person_id = :other")
_QUESTIONS = text("update own_questions set person_id = :person where person_id = :other")
_STORIES = text("update stories set person_id = :person where person_id = :other")
_ROUNDS_BACK = with_fragments(
    "update rounds set person_id = :other where person_id = :person and installation_id in ({theirs})",
    theirs=_THEIRS,
)
_QUESTIONS_BACK = with_fragments(
    "update own_questions set person_id = :other where person_id = :person and installation_id in ({theirs})",
    theirs=_THEIRS,
)
# Whoever has a plan of their own keeps it: the other's waits where it is until they are two again.
_PLANS = text(
    "update plans o set person_id = :person, own_person_id = coalesce(own_person_id, person_id)"
    " where person_id = :other and not exists"
    " (select from plans p where p.group_id = o.group_id and p.person_id = :person)"
)
_PLANS_BACK = text(
    "update plans set person_id = :other, own_person_id = null"
    " where person_id = :person and own_person_id = :other"
)
_STORIES_BACK = with_fragments(
    "update stories set person_id = :other where person_id = :person and installation_id in ({theirs})",
    theirs=_THEIRS,
)
_LETTERS_BACK = with_fragments(
    "update deliveries d set person_id = :other where d.group_id in ({groups})"
    " and d.person_id = :person and d.answer_id is null and ("
    "d.own_question_id in (select q.id from own_questions q where q.person_id = :other)"
    " or d.round_id in (select r.id from rounds r where r.person_id = :other)"
    " or d.channel_id in (select c.id from channels c where c.installation_id in ({theirs})))",
    groups=_GROUPS,
    theirs=_THEIRS,
)
_WROTE = text(
    "select exists (select from answers where group_id = :group and person_id in (:person, :other)"
    " and coalesce(own_person_id, person_id) = :owner)"
)
_SERVED = text(
    "select exists (select from channels c join installations n on n.id = c.installation_id"
    " join identities i on i.platform = n.platform"
    " where c.group_id = :group and coalesce(i.own_person_id, i.person_id) = :owner)"
)


class LinkPlaces:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, person: PersonId) -> dict[GroupId, Place]:
        """Every group that somebody is or was in."""
        rows = await self._connection.execute(
            select(memberships).where(memberships.c.person_id == person).order_by(memberships.c.group_id)
        )
        return {
            GroupId(r.group_id): Place(
                r.role, r.reminders, r.on_board, r.lends_answers, r.joined_at, r.left_at
            )
            for r in rows
        }

    async def hold_groups(self, link_groups: list[GroupId]) -> None:
        """In order, before their memberships: as whoever changes a group's wish about staff does."""
        await self._connection.execute(
            select(groups.c.id)
            .where(groups.c.id.in_(link_groups))
            .order_by(groups.c.id)
            .with_for_update(read=True)
        )

    async def put(self, group: GroupId, person: PersonId, place: Place) -> None:
        values = asdict(place)
        await self._connection.execute(
            upsert(memberships)
            .values(group_id=group, person_id=person, **values)
            .on_conflict_do_update(index_elements=["group_id", "person_id"], set_=values)
        )

    async def show(self, group: GroupId, person: PersonId, other: PersonId) -> None:
        """Boards follow the memberships; to be called when all sums are right."""
        await self._connection.execute(_LIST, {"group": group, "people": [person, other]})
        await show_where_listed(self._connection, group, [person, other])

    async def gather(self, link: Link) -> None:
        """Rounds, questions, stories and letters of the other are the person's."""
        both = {"person": link.person, "other": link.other}
        for statement in (_REMINDERS, _LETTERS_OF_ANSWERS, _LETTERS):
            await self._connection.execute(statement, both)
        for statement in (_ROUNDS, _QUESTIONS, _STORIES, _PLANS):
            await self._connection.execute(statement, both)

    async def give_back(self, link: Link) -> None:
        """What came through the other's account is theirs. To be called before it is their account again."""
        both = {"person": link.person, "other": link.other}
        back = (_ROUNDS_BACK, _QUESTIONS_BACK, _STORIES_BACK, _PLANS_BACK)
        for statement in (_LETTERS_OF_ANSWERS, *back, _LETTERS_BACK):
            await self._connection.execute(statement, both)

    async def wrote(self, group: GroupId, link: Link, owner: PersonId) -> bool:
        """Whether an answer there was begun by that one's account."""
        row = await self._connection.execute(
            _WROTE, {"group": group, "person": link.person, "other": link.other, "owner": owner}
        )
        return bool(row.scalar_one())

    async def reads(self, group: GroupId, owner: PersonId) -> bool:
        """Whether the group has a channel on the platform of that one's account."""
        row = await self._connection.execute(_SERVED, {"group": group, "owner": owner})
        return bool(row.scalar_one())


def kept(place: Place | None) -> dict[str, Any] | None:
    """As it is written down with a link."""
    if place is None:
        return None
    plain = asdict(place)
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in plain.items()}


def read(plain: Mapping[str, Any] | None) -> Place | None:
    if plain is None:
        return None
    moments = {k: datetime.fromisoformat(plain[k]) if plain[k] else None for k in ("joined_at", "left_at")}
    return Place(**{**plain, **moments})
