"""Grades, appended and never edited."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.answer import Answer
from bot.domain.grade import (
    Band,
    CriterionGrade,
    Finding,
    Graded,
    GradeOutcome,
    GraderKind,
    Level,
    Provenance,
    RedLineGrade,
    UngradedReason,
)
from bot.domain.ids import AnswerId, GradeId, GroupId
from bot.store.rows import AnyRow
from bot.store.storable import storable
from bot.store.tables import grades


@dataclass(frozen=True, slots=True)
class StoredGrade:
    id: GradeId
    answer: AnswerId
    revision: int
    graded: Graded
    created_at: datetime


class Grades:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def append(self, answer: Answer, outcome: GradeOutcome, now: datetime) -> GradeId:
        source = outcome.provenance
        row = await self._connection.execute(
            insert(grades)
            .values(
                group_id=answer.group,
                answer_id=answer.id,
                revision=answer.revision,
                attempt=answer.attempt,
                kind=source.kind,
                grader=source.grader,
                rubric_hash=source.rubric_hash,
                prompt_hash=source.prompt_hash,
                usage=dict(source.usage),
                cost_micros=source.cost_micros,
                raw_reply=storable(source.raw_reply),
                created_at=now,
                **_verdict(outcome),
            )
            .returning(grades.c.id)
        )
        return GradeId(row.scalar_one())

    async def get(self, group: GroupId, grade: GradeId) -> StoredGrade:
        row = await self._connection.execute(
            select(grades).where(
                grades.c.group_id == group, grades.c.id == grade, grades.c.status == "graded"
            )
        )
        return _stored(row.one())

    async def blank_words(self, group: GroupId, answer: AnswerId) -> None:
        """Forget the member's words in an answer's grades; levels and bands stay."""
        rows = await self._connection.execute(
            select(grades.c.id, grades.c.findings).where(
                grades.c.group_id == group, grades.c.answer_id == answer
            )
        )
        for row in rows.all():
            await self._connection.execute(
                update(grades)
                .where(grades.c.group_id == group, grades.c.id == row.id)
                .values(findings=_without_quotes(row.findings), raw_reply="")
            )

    async def why_ungraded(self, group: GroupId, answer: AnswerId, revision: int) -> UngradedReason | None:
        """Why this revision has no grade, if a grader said so."""
        row = await self._connection.execute(
            select(grades.c.reason)
            .where(
                grades.c.group_id == group,
                grades.c.answer_id == answer,
                grades.c.revision == revision,
                grades.c.status == "ungraded",
            )
            .order_by(grades.c.id.desc())
            .limit(1)
        )
        reason = row.scalar_one_or_none()
        return None if reason is None else UngradedReason(reason)

    async def of(self, group: GroupId, answer: AnswerId) -> list[StoredGrade]:
        """An answer's grades, oldest first; what could not be graded is not among them."""
        rows = await self._connection.execute(
            select(grades)
            .where(grades.c.group_id == group, grades.c.answer_id == answer, grades.c.status == "graded")
            .order_by(grades.c.id)
        )
        return [_stored(row) for row in rows]


def _without_quotes(findings: Mapping[str, Any]) -> dict[str, Any]:
    def bare(found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [{**one, "quotes": []} for one in found]

    kept = {name: bare(findings[name]) for name in ("criteria", "red_lines") if name in findings}
    return {**findings, **kept, "one_change": ""} if kept else dict(findings)


def _verdict(outcome: GradeOutcome) -> dict[str, Any]:
    if not isinstance(outcome, Graded):
        return {"status": "ungraded", "reason": outcome.reason, "findings": {"detail": outcome.detail}}
    findings = {
        "criteria": [asdict(c) for c in outcome.criteria],
        "red_lines": [asdict(r) for r in outcome.red_lines],
        "flags": list(outcome.flags),
        "one_change": outcome.one_change,
        "follow_up_id": outcome.follow_up_id,
    }
    return {"status": "graded", "band": outcome.band, "score": outcome.score, "findings": findings}


def _stored(row: AnyRow) -> StoredGrade:
    found = row.findings
    graded = Graded(
        band=Band(row.band),
        score=row.score,
        criteria=tuple(
            CriterionGrade(
                c["criterion_id"], Level(c["level"]), Finding(c["finding"]), tuple(c["quotes"]), c["missing"]
            )
            for c in found["criteria"]
        ),
        red_lines=tuple(
            RedLineGrade(r["red_line_id"], r["tripped"], r["ruled_out"], tuple(r["quotes"]))
            for r in found["red_lines"]
        ),
        provenance=Provenance(
            GraderKind(row.kind),
            row.grader,
            row.rubric_hash,
            row.prompt_hash,
            tuple(sorted(row.usage.items())),
            row.cost_micros,
            row.raw_reply,
        ),
        flags=tuple(found["flags"]),
        one_change=found["one_change"],
        follow_up_id=found["follow_up_id"],
    )
    return StoredGrade(GradeId(row.id), AnswerId(row.answer_id), row.revision, graded, row.created_at)
