"""Appeals of mock rounds: kept beside those of answers, in the same table."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, exists, func, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.grade import ReviewReason
from bot.domain.group import Role
from bot.domain.ids import GroupId, PersonId, ReviewId, ScenarioId
from bot.domain.review import Review, RoundCase
from bot.domain.round import Round, RoundId, State
from bot.store.reviews import opened, review_of
from bot.store.rows import AnyRow
from bot.store.tables import answers, memberships, posts, reviews, round_messages, rounds

_WAITS = reviews.c.state == "open"
# What was deleted or forgotten has no words left to rule on.
_HAS_WORDS = exists().where(
    round_messages.c.group_id == rounds.c.group_id,
    round_messages.c.round_id == rounds.c.id,
    round_messages.c.state == "kept",
    round_messages.c.text != "",
)


class RoundReviews:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def appeal(self, it: Round, about: str, said: str, now: datetime) -> bool:
        """Ask a person to look; False when that was asked before, and whatever became of it."""
        whole = {"round_id": it.id, "reason": ReviewReason.APPEAL, "criterion_id": about}
        return await opened(self._connection, it.group, said, now, whole)

    async def of_round(self, group: GroupId, found: RoundId) -> list[Review]:
        """Everything that was ever asked about a round, ruled on or not."""
        return (await self.of_rounds(group, [found])).get(found, [])

    async def of_rounds(self, group: GroupId, wanted: Sequence[RoundId]) -> Mapping[RoundId, list[Review]]:
        rows = await self._connection.execute(
            select(reviews)
            .where(reviews.c.group_id == group, reviews.c.round_id.in_(wanted))
            .order_by(reviews.c.round_id, reviews.c.id)
        )
        return {
            RoundId(found): [review_of(row) for row in together]
            for found, together in groupby(rows.all(), lambda row: row.round_id)
        }

    async def waiting(self, group: GroupId) -> list[RoundCase]:
        """A group's open cases, in their turn."""
        return await self._cases(reviews.c.group_id == group)

    async def waiting_anywhere(self) -> list[RoundCase]:
        """For an operator: every group's."""
        return await self._cases(reviews.c.group_id > 0)

    async def case(self, group: GroupId, review: ReviewId) -> RoundCase | None:
        """The open case that a review belongs to; None when it was ruled on, or has no words any more."""
        named = select(reviews.c.round_id).where(reviews.c.group_id == group, reviews.c.id == review)
        found = await self._cases(
            and_(reviews.c.group_id == group, reviews.c.round_id == named.scalar_subquery())
        )
        return found[0] if found else None

    async def met(
        self, group: GroupId, person: PersonId, among: Sequence[ScenarioId]
    ) -> frozenset[ScenarioId]:
        """Of some scenarios, those whose rubric a person knows in this group from words of their own."""
        known = _knowers(group, among)
        rows = await self._connection.execute(
            select(known.c.scenario_id).where(known.c.person_id == person).distinct()
        )
        return frozenset(ScenarioId(name) for name in rows.scalars())

    async def who_met(self, group: GroupId, scenario: ScenarioId) -> list[PersonId]:
        """Who knows a scenario from words of their own, by how seldom they were asked to rule."""
        known = _knowers(group, [scenario])
        ruled = (
            select(func.count())
            .where(reviews.c.group_id == group, reviews.c.ruled_by == known.c.person_id)
            .scalar_subquery()
        )
        rows = await self._connection.execute(
            select(known.c.person_id, ruled.label("ruled")).distinct().order_by("ruled", known.c.person_id)
        )
        return [PersonId(row.person_id) for row in rows]

    async def open_to(self, person: PersonId) -> list[ScenarioId]:
        """Scenarios of others' rounds that a person has ruled on, or may open as an organiser, oldest first.

        Nobody writes down who has read a case. So it counts as read by whoever could.
        """
        found = _open_to(person)
        rows = await self._connection.execute(select(found.c.scenario_id).order_by(found.c.id))
        return [ScenarioId(name) for name in rows.scalars()]

    async def _cases(self, which: ColumnElement[bool]) -> list[RoundCase]:
        rows = await self._connection.execute(_open().where(which).order_by(reviews.c.round_id, reviews.c.id))
        cases = [_case(list(together)) for _, together in groupby(rows.all(), lambda row: row.round_id)]
        return sorted(cases, key=lambda case: case.turn)


def _open() -> Select[Any]:
    return (
        select(reviews, rounds.c.person_id, rounds.c.scenario_id)
        .join(rounds, and_(rounds.c.group_id == reviews.c.group_id, rounds.c.id == reviews.c.round_id))
        .where(_WAITS, _HAS_WORDS)
    )


def _open_to(person: PersonId) -> Subquery:
    """Two selections, so that each has an index of its own."""
    others = select(rounds.c.id, rounds.c.scenario_id).where(rounds.c.person_id != person)
    ruled = select(reviews.c.round_id).where(reviews.c.ruled_by == person, reviews.c.round_id.is_not(None))
    organised = select(memberships.c.group_id).where(
        memberships.c.person_id == person,
        memberships.c.role == Role.ORGANISER,
        memberships.c.left_at.is_(None),
    )
    appealed = exists().where(reviews.c.group_id == rounds.c.group_id, reviews.c.round_id == rounds.c.id)
    return union(
        others.where(rounds.c.id.in_(ruled)), others.where(rounds.c.group_id.in_(organised), appealed)
    ).subquery("open_to")


def _knowers(group: GroupId, scenarios: Sequence[ScenarioId]) -> Subquery:
    """Who was debriefed on a post of such a scenario, or read the packet of an own round over it."""
    debriefed = (
        select(answers.c.person_id, posts.c.scenario_id)
        .join(posts, and_(posts.c.group_id == answers.c.group_id, posts.c.id == answers.c.post_id))
        .where(
            answers.c.group_id == group,
            posts.c.scenario_id.in_(scenarios),
            answers.c.state == "debriefed",
            answers.c.debriefed_at.is_not(None),
        )
    )
    rehearsed = select(rounds.c.person_id, rounds.c.scenario_id).where(
        rounds.c.group_id == group,
        rounds.c.scenario_id.in_(scenarios),
        rounds.c.state == State.CONCLUDED,
    )
    return union(debriefed, rehearsed).subquery("known")


def _case(rows: Sequence[AnyRow]) -> RoundCase:
    row = rows[0]
    return RoundCase(
        group=GroupId(row.group_id),
        author=PersonId(row.person_id),
        reviews=tuple(review_of(one) for one in rows),
        round=RoundId(row.round_id),
        scenario=ScenarioId(row.scenario_id),
    )
