"""How the grader has done lately, over all groups: counts and means, and never what anybody wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.answer import WaitsFor
from bot.domain.grade import GraderKind
from bot.domain.ids import GroupId
from bot.store.fragments import with_fragments
from bot.store.tables import answers, grades

# What was kept from an earlier grading says nothing new of the grader.
_FRESH = (
    "kind = 'model' and status <> 'ungraded' and not usage ? 'kept' and created_at > :since"
    " and created_at <= :until"
)
_LATELY = with_fragments(
    "with lately as (select g.*, (select a.person_id from answers a where a.id = g.answer_id) as author"
    " from grades g where {fresh})"
    " select count(*) as graded, count(*) filter (where held) as held,"
    " count(*) filter (where coalesce((usage ->> 'invalid')::int, 0) > 0) as invalid,"
    " count(distinct author) filter (where coalesce((usage ->> 'invalid')::int, 0) > 0) as muddled,"
    " count(distinct author) filter (where coalesce((usage ->> 'quotes_offered')::int, 0)"
    " > coalesce((usage ->> 'quotes_verified')::int, 0)) as misquoted,"
    " coalesce(sum((usage ->> 'quotes_offered')::int), 0) as offered,"
    " coalesce(sum((usage ->> 'quotes_verified')::int), 0) as verified,"
    " avg(score) as mean,"
    " percentile_cont(0.5) within group (order by (usage ->> 'ms')::int) / 1000 as p50,"
    " percentile_cont(0.95) within group (order by (usage ->> 'ms')::int) / 1000 as p95"
    " from lately",
    fresh=_FRESH,
)
_SCORES = with_fragments(
    "select rubric_hash, count(*) as number, avg(score) as mean, coalesce(var_samp(score), 0) as variance"
    " from grades where {fresh} group by rubric_hash",
    fresh=_FRESH,
)
_WAITING = text(
    "select waits_for, count(*) as number from answers where waits_for <> '' and grade_due_at is not null"
    " group by waits_for"
)


@dataclass(frozen=True, slots=True)
class Lately:
    graded: int
    held: int
    invalid: int
    """Gradings whose first reply could not be read."""
    muddled: int
    """The members whose gradings those are."""
    misquoted: int
    """The members for whom a quote was offered that doesn't stand in their answer."""
    offered: int
    verified: int
    mean: float | None
    p50: float | None
    """Seconds that the model took."""
    p95: float | None


@dataclass(frozen=True, slots=True)
class Scores:
    number: int
    mean: float
    variance: float


class GraderFigures:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lately(self, since: datetime, until: datetime) -> Lately:
        rows = await self._connection.execute(_LATELY, {"since": since, "until": until})
        row = rows.one()
        return Lately(
            row.graded,
            row.held,
            row.invalid,
            row.muddled,
            row.misquoted,
            row.offered,
            row.verified,
            _number(row.mean),
            _number(row.p50),
            _number(row.p95),
        )

    async def scores(self, since: datetime, until: datetime) -> Mapping[str, Scores]:
        """By rubric, so that a hard week is told from a harsh grader."""
        rows = await self._connection.execute(_SCORES, {"since": since, "until": until})
        return {r.rubric_hash: Scores(r.number, float(r.mean), float(r.variance)) for r in rows}

    async def last_graded(self, since: datetime) -> datetime | None:
        newest: datetime | None = await self._connection.scalar(
            select(func.max(grades.c.created_at)).where(
                grades.c.kind == GraderKind.MODEL, grades.c.created_at >= since, grades.c.status == "graded"
            )
        )
        return newest

    async def waiting(self) -> Mapping[str, int]:
        """Answers that can't be graded now, by what they wait for."""
        rows = await self._connection.execute(_WAITING)
        return {str(row.waits_for): int(row.number) for row in rows}

    async def waiting_in(self, group: GroupId, waits_for: WaitsFor) -> int:
        rows = await self._connection.execute(
            select(func.count()).where(
                answers.c.group_id == group,
                answers.c.waits_for == waits_for,
                answers.c.waits_for != "",
                answers.c.grade_due_at.is_not(None),
            )
        )
        return int(rows.scalar_one())


def _number(found: Any) -> float | None:  # noqa: ANN401  a Decimal or None, as the driver gives it
    return None if found is None else float(found)
