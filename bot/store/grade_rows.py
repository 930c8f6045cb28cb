"""A grade as a row, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.grade import (
    Band,
    CheckGrade,
    CriterionGrade,
    Finding,
    Graded,
    GradeOutcome,
    GraderKind,
    Level,
    Met,
    Provenance,
    RedLineGrade,
    ReviewReason,
)
from bot.domain.ids import AnswerId, GradeId
from bot.store.rows import AnyRow


class GradeStatus(StrEnum):
    """What a grade is good for. Only one that is `graded` counts anywhere."""

    GRADED = "graded"
    UNGRADED = "ungraded"
    PROVISIONAL = "provisional"
    """A fallback's word for as long as the grader is away."""
    SHADOW = "shadow"
    """For operators alone."""
    SUPERSEDED = "superseded"
    """A person had the answer graded again."""


@dataclass(frozen=True, slots=True)
class StoredGrade:
    id: GradeId
    answer: AnswerId
    revision: int
    graded: Graded
    """With `held` as it stands now: a ruling takes it away."""
    created_at: datetime
    status: GradeStatus = GradeStatus.GRADED
    frozen: bool = False
    """Its points wait until ratings move again."""


def values_of(outcome: GradeOutcome) -> dict[str, Any]:
    """The columns that say what was found."""
    if not isinstance(outcome, Graded):
        return {"reason": outcome.reason, "findings": {"detail": outcome.detail}}
    findings = {
        "criteria": [asdict(c) for c in outcome.criteria],
        "red_lines": [asdict(r) for r in outcome.red_lines],
        "flags": list(outcome.flags),
        "one_change": outcome.one_change,
        "follow_up_id": outcome.follow_up_id,
        "reviews": list(outcome.reviews),
        "held": outcome.held,
    }
    return {"band": outcome.band, "score": outcome.score, "findings": findings, "held": outcome.held}


def stored(row: AnyRow) -> StoredGrade:
    return StoredGrade(
        id=GradeId(row.id),
        answer=AnswerId(row.answer_id),
        revision=row.revision,
        graded=_graded(row),
        created_at=row.created_at,
        status=GradeStatus(row.status),
        frozen=row.frozen,
    )


def _graded(row: AnyRow) -> Graded:
    found = row.findings
    return Graded(
        band=Band(row.band),
        score=row.score,
        criteria=tuple(map(_criterion, found["criteria"])),
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
        reviews=tuple(map(ReviewReason, found.get("reviews", ()))),
        held=row.held,
    )


def _criterion(found: Mapping[str, Any]) -> CriterionGrade:
    """Rows from before there was a model, and those that were blanked, know no confidence and no checks."""
    return CriterionGrade(
        found["criterion_id"],
        Level(found["level"]),
        Finding(found["finding"]),
        tuple(found["quotes"]),
        found["missing"],
        found.get("confidence"),
        tuple(CheckGrade(c["check_id"], Met(c["met"])) for c in found.get("checks", ())),
    )


def without_words(findings: Mapping[str, Any]) -> dict[str, Any]:
    """Levels stay; what quotes the member, or answers to their words, goes."""

    def bare(found: Sequence[Mapping[str, Any]], **blank: object) -> list[dict[str, Any]]:
        return [{**one, "quotes": [], **blank} for one in found]

    if "criteria" not in findings:
        return dict(findings)
    return {
        **findings,
        "criteria": bare(findings["criteria"], missing=""),
        "red_lines": bare(findings["red_lines"]),
        "one_change": "",
    }
