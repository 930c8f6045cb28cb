"""What waits for a person, and what a person said. Rows are opened once, and ruled on once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, any_, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.grade import ReviewReason
from bot.domain.ids import AnswerId, GradeId, GroupId, PersonId, PostId, ReviewId
from bot.domain.review import Case, Outcome, Review
from bot.store.rows import AnyRow, bigints
from bot.store.storable import storable
from bot.store.tables import answers, grades, posts, reviews, revisions

_WAITS = reviews.c.state == "open"
# What was withdrawn or forgotten has no words left to rule on. A grade that came to nothing keeps none of
# its own: its revision does.
_HAS_WORDS = exists().where(
    revisions.c.group_id == grades.c.group_id,
    revisions.c.answer_id == grades.c.answer_id,
    revisions.c.number == grades.c.revision,
    revisions.c.text != "",
)
# What no grader has graded is ruled on as it stands now: other words since then are asked about anew.
_IS_OVERTAKEN = and_(grades.c.status == "ungraded", answers.c.revision != grades.c.revision)


@dataclass(frozen=True, slots=True)
class Said:
    """A ruling, as it is written down beside each review that it settles."""

    by: PersonId | None
    """None for an operator."""
    at: datetime
    because: str
    levels: Mapping[str, int]
    """By criterion; a red line has 1 when it is crossed."""


class Reviews:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open(
        self,
        group: GroupId,
        answer: AnswerId,
        grade: GradeId,
        reason: ReviewReason,
        now: datetime,
        *,
        criterion: str = "",
        said: str = "",
    ) -> bool:
        """Ask a person to look at a grade; False when that was asked before, and whatever became of it."""
        about = {"answer_id": answer, "grade_id": grade, "reason": reason, "criterion_id": criterion}
        return await opened(self._connection, group, said, now, about)

    async def of_grade(self, group: GroupId, grade: GradeId) -> list[Review]:
        """Everything that was ever asked about a grader's grade, ruled on or not."""
        rows = await self._connection.execute(
            select(reviews)
            .where(reviews.c.group_id == group, reviews.c.grade_id == grade)
            .order_by(reviews.c.id)
        )
        return [review_of(row) for row in rows]

    async def waiting(self, group: GroupId) -> list[Case]:
        """A group's open cases, in their turn."""
        return await self._cases(reviews.c.group_id == group)

    async def case(self, group: GroupId, review: ReviewId) -> Case | None:
        """The open case that a review belongs to; None when it was ruled on, or has no words any more."""
        named = select(reviews.c.grade_id).where(reviews.c.group_id == group, reviews.c.id == review)
        found = await self._cases(
            and_(reviews.c.group_id == group, reviews.c.grade_id == named.scalar_subquery())
        )
        return found[0] if found else None

    async def group_of(self, review: ReviewId) -> GroupId | None:
        """For an operator, who names no group."""
        row = await self._connection.execute(select(reviews.c.group_id).where(reviews.c.id == review))
        found = row.scalar_one_or_none()
        return None if found is None else GroupId(found)

    async def waiting_anywhere(self) -> list[Case]:
        """For an operator: every group's."""
        return await self._cases(reviews.c.group_id > 0)

    async def settle(self, group: GroupId, outcomes: Mapping[ReviewId, Outcome], said: Said) -> int:
        """Write a ruling down; how many still waited."""
        settled = 0
        for review, outcome in outcomes.items():
            changed = await self._connection.execute(
                update(reviews)
                .where(reviews.c.group_id == group, reviews.c.id == review, _WAITS)
                .values(
                    state="ruled",
                    outcome=outcome,
                    ruled_at=said.at,
                    ruled_by=said.by,
                    because=storable(said.because),
                    levels=dict(said.levels),
                )
            )
            settled += changed.rowcount
        return settled

    async def words_of(self, group: GroupId, answer: AnswerId) -> list[tuple[ReviewId, str, str]]:
        """What was said about an answer: its author's reasons, and those of rulings."""
        rows = await self._connection.execute(
            select(reviews.c.id, reviews.c.said, reviews.c.because).where(
                reviews.c.group_id == group, reviews.c.answer_id == answer
            )
        )
        return [(ReviewId(row.id), row.said, row.because) for row in rows]

    async def reword(self, group: GroupId, review: ReviewId, said: str, because: str) -> None:
        await self._connection.execute(
            update(reviews)
            .where(reviews.c.group_id == group, reviews.c.id == review)
            .values(said=said, because=because)
        )

    async def debriefed(self, group: GroupId, person: PersonId, among: Sequence[PostId]) -> frozenset[PostId]:
        """Of some posts, those that a person was debriefed on."""
        rows = await self._connection.execute(
            select(answers.c.post_id).where(
                answers.c.group_id == group,
                answers.c.person_id == person,
                answers.c.debriefed_at.is_not(None),
                answers.c.post_id == any_(bigints(among)),
            )
        )
        return frozenset(PostId(post) for post in rows.scalars())

    async def who_answered(self, group: GroupId, post: PostId) -> list[PersonId]:
        """Who was debriefed on a post, by how seldom they were asked to rule on somebody's answer."""
        ruled = (
            select(func.count())
            .where(reviews.c.group_id == answers.c.group_id, reviews.c.ruled_by == answers.c.person_id)
            .correlate(answers)
            .scalar_subquery()
        )
        rows = await self._connection.execute(
            select(answers.c.person_id)
            .where(
                answers.c.group_id == group,
                answers.c.post_id == post,
                answers.c.state == "debriefed",
                answers.c.debriefed_at.is_not(None),
            )
            .order_by(ruled, answers.c.debriefed_at, answers.c.id)
        )
        return [PersonId(person) for person in rows.scalars()]

    async def _cases(self, which: ColumnElement[bool]) -> list[Case]:
        rows = await self._connection.execute(_open().where(which).order_by(reviews.c.grade_id, reviews.c.id))
        cases = [_case(list(together)) for _, together in groupby(rows.all(), lambda row: row.grade_id)]
        return sorted(cases, key=lambda case: case.turn)


def _open() -> Select[Any]:
    return (
        select(reviews, answers.c.post_id, answers.c.person_id, posts.c.deadline_at, grades.c.revision)
        .join(answers, and_(answers.c.group_id == reviews.c.group_id, answers.c.id == reviews.c.answer_id))
        .join(posts, and_(posts.c.group_id == answers.c.group_id, posts.c.id == answers.c.post_id))
        .join(grades, and_(grades.c.group_id == reviews.c.group_id, grades.c.id == reviews.c.grade_id))
        .where(_WAITS, answers.c.state != "withdrawn", _HAS_WORDS, ~_IS_OVERTAKEN)
    )


def _case(rows: Sequence[AnyRow]) -> Case:
    row = rows[0]
    return Case(
        group=GroupId(row.group_id),
        author=PersonId(row.person_id),
        reviews=tuple(review_of(one) for one in rows),
        post=PostId(row.post_id),
        answer=AnswerId(row.answer_id),
        grade=GradeId(row.grade_id),
        revision=row.revision,
        closes=row.deadline_at,
    )


async def opened(
    connection: AsyncConnection, group: GroupId, said: str, now: datetime, about: Mapping[str, object]
) -> bool:
    """Whether a person is asked now; False when that was asked before, and whatever became of it."""
    row = await connection.execute(
        upsert(reviews)
        .values(group_id=group, said=storable(said), opened_at=now, **about)
        .on_conflict_do_nothing()
        .returning(reviews.c.id)
    )
    return row.first() is not None


def review_of(row: AnyRow) -> Review:
    return Review(
        id=ReviewId(row.id),
        reason=ReviewReason(row.reason),
        about=row.criterion_id,
        said=row.said,
        opened_at=row.opened_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        because=row.because,
    )
