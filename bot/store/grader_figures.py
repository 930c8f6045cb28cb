"""How the grader has done lately, over all groups: counts and means, and never what anybody wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.answer import WaitsFor
from bot.domain.grade import GraderKind
from bot.domain.ids import AnswerId, GroupId, PostId, ScenarioId
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

_DUE = text(
    "select a.id, a.group_id, g.name, a.post_id, p.scenario_id, a.grade_due_at, a.failures, a.waits_for,"
    " a.taken_at, a.taken_until from answers a join groups g on g.id = a.group_id"
    " join posts p on p.group_id = a.group_id and p.id = a.post_id"
    " where a.grade_due_at <= :now order by a.grade_due_at, a.id"
)


@dataclass(frozen=True, slots=True)
class DueAnswer:
    """One that somebody should grade, or is grading."""

    id: AnswerId
    group: GroupId
    group_name: str
    post: PostId
    scenario: ScenarioId
    since: datetime
    failures: int
    waits_for: WaitsFor
    taken_at: datetime | None
    taken_until: datetime | None
    """Nobody else takes it up before then, whether it waits or is in hand."""


@dataclass(frozen=True, slots=True)
class Recent:
    number: int
    first_at: datetime
    last_at: datetime


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

    async def graded_lately(self, since: datetime) -> Recent | None:
        """What a model has graded since then; None when nothing."""
        rows = await self._connection.execute(
            select(
                func.count().label("number"),
                func.min(grades.c.created_at).label("first_at"),
                func.max(grades.c.created_at).label("last_at"),
            ).where(
                grades.c.kind == GraderKind.MODEL, grades.c.created_at >= since, grades.c.status == "graded"
            )
        )
        row = rows.one()
        return Recent(row.number, row.first_at, row.last_at) if row.number else None

    async def waiting(self) -> Mapping[str, int]:
        """Answers that can't be graded now, by what they wait for."""
        rows = await self._connection.execute(_WAITING)
        return {str(row.waits_for): int(row.number) for row in rows}

    async def due(self, now: datetime) -> list[DueAnswer]:
        """Every answer that is due and has no grade, the one that was due first before the others."""
        rows = await self._connection.execute(_DUE, {"now": now})
        return [
            DueAnswer(
                AnswerId(row.id),
                GroupId(row.group_id),
                row.name,
                PostId(row.post_id),
                ScenarioId(row.scenario_id),
                row.grade_due_at,
                row.failures,
                WaitsFor(row.waits_for),
                row.taken_at,
                row.taken_until,
            )
            for row in rows
        ]

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
