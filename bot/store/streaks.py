"""What streaks are read from: the posts that stood, and who has a credit for which."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, any_, case, func, not_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar import SkipReason
from bot.domain.group import DAILY
from bot.domain.ids import GroupId, PersonId, PostId
from bot.domain.mode import Mode
from bot.domain.post import SkippedDay
from bot.domain.streak import Stood
from bot.store.rows import bigints
from bot.store.tables import (
    answers,
    ledger,
    memberships,
    persons,
    postings,
    posts,
    scenario_versions,
    schedules,
)

_STOOD = select(postings.c.id).where(
    postings.c.group_id == posts.c.group_id,
    postings.c.post_id == posts.c.id,
    postings.c.state == "sent",
).exists() & (posts.c.state != "skipped")

FEW = 50


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to say about a post and somebody's answer to it."""

    title: str
    arrived_at: datetime | None
    credited: bool
    """By the answer itself; not by a repair."""
    mode: Mode


class Streaks:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def stood(self, group: GroupId) -> list[Stood]:
        """The group's posts that stood somewhere, oldest first."""
        rows = await self._connection.execute(
            select(posts.c.id, posts.c.local_date, posts.c.deadline_at)
            .where(posts.c.group_id == group, _STOOD)
            .order_by(posts.c.due_at, posts.c.id)
        )
        return [Stood(PostId(r.id), r.local_date, r.deadline_at) for r in rows]

    async def skipped(self, group: GroupId, since: date, now: datetime) -> list[SkippedDay]:
        """Days without a post from a date on; a post that stood nowhere when its time was over is one too."""
        rows = await self._connection.execute(
            select(posts.c.local_date, posts.c.skip_reason)
            .where(
                posts.c.group_id == group,
                posts.c.local_date >= since,
                not_(_STOOD),
                (posts.c.state == "skipped") | (posts.c.deadline_at <= now),
            )
            .order_by(posts.c.local_date)
        )
        return [SkippedDay(r.local_date, SkipReason(r.skip_reason or SkipReason.TOO_LATE)) for r in rows]

    async def joined_at(self, group: GroupId, person: PersonId) -> datetime | None:
        """When somebody who is a member first took part."""
        row = await self._connection.execute(
            select(memberships.c.joined_at).where(
                memberships.c.group_id == group,
                memberships.c.person_id == person,
                memberships.c.left_at.is_(None),
            )
        )
        joined: datetime | None = row.scalar_one_or_none()
        return joined

    async def credited(self, group: GroupId, person: PersonId) -> frozenset[PostId]:
        """The posts for which somebody has a credit."""
        rows = await self._connection.execute(
            select(ledger.c.post_id)
            .where(ledger.c.group_id == group, ledger.c.person_id == person, ledger.c.credit != 0)
            .group_by(ledger.c.post_id)
            .having(func.sum(ledger.c.credit) > 0)
        )
        return frozenset(PostId(post) for post in rows.scalars())

    async def told(self, group: GroupId, person: PersonId, about: Sequence[PostId]) -> dict[PostId, Told]:
        own = and_(
            answers.c.group_id == group, answers.c.post_id == posts.c.id, answers.c.person_id == person
        )
        title = scenario_versions.c.body["title"].astext
        rows = await self._connection.execute(
            select(posts.c.id, posts.c.mode, title.label("title"), answers.c.arrived_at, answers.c.credited)
            .join(scenario_versions, scenario_versions.c.hash == posts.c.scenario_hash)
            .outerjoin(answers, own)
            .where(posts.c.group_id == group, posts.c.id == any_(bigints(about)))
        )
        return {PostId(r.id): Told(r.title, r.arrived_at, bool(r.credited), Mode(r.mode)) for r in rows}

    async def lives(self, group: GroupId) -> dict[PersonId, str]:
        """The members, and the zone of each."""
        zone = func.coalesce(persons.c.zone, schedules.c.zone, "UTC")
        rows = await self._connection.execute(
            select(memberships.c.person_id, zone)
            .join(persons, persons.c.id == memberships.c.person_id)
            .outerjoin(schedules, and_(schedules.c.group_id == group, schedules.c.slot == DAILY))
            .where(memberships.c.group_id == group, memberships.c.left_at.is_(None))
        )
        return {PersonId(person): where for person, where in rows}

    async def credits(
        self, group: GroupId, posted: Sequence[PostId], lately: Sequence[PostId], by: Collection[PersonId]
    ) -> dict[PersonId, frozenset[PostId]]:
        """For which of these posts anybody has a credit who got one for one of the latest.

        `by` may narrow it down to those; others may be among the result all the same.
        """
        # Grouped by person alone and netted here: a withdrawal is rare, and a second grouping is slow.
        plain = func.bool_and(ledger.c.credit > 0)
        # Few are fetched each by their own rows; many by reading the group's once.
        some = [ledger.c.person_id == any_(bigints([*by]))] if 0 < len(by) <= FEW else []
        rows = await self._connection.execute(
            select(
                ledger.c.person_id,
                func.array_agg(ledger.c.post_id),
                case((not_(plain), func.array_agg(ledger.c.credit))),
            )
            .where(
                ledger.c.group_id == group,
                ledger.c.post_id == any_(bigints(posted)),
                ledger.c.credit != 0,
                *some,
            )
            .group_by(ledger.c.person_id)
            .having(func.bool_or(ledger.c.post_id == any_(bigints(lately))))
        )
        return {PersonId(person): _net(about, credit) for person, about, credit in rows}


def _net(about: Sequence[PostId], credit: Sequence[int] | None) -> frozenset[PostId]:
    """The posts whose credits add up to something: what was withdrawn took its credit back."""
    if credit is None:
        return frozenset(about)
    total: Counter[PostId] = Counter()
    for post, one in zip(about, credit, strict=True):
        total[post] += one
    return frozenset(post for post, sum_ in total.items() if sum_ > 0)
