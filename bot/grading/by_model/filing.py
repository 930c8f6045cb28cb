"""What is kept of a grade: where it comes from, what it took, and the words for the member."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.grade import (
    CriterionGrade,
    Graded,
    GraderKind,
    Provenance,
    Ungraded,
    UngradedReason,
)
from bot.domain.model import GraderAway, ModelFailure, NoReply, Reply, Usage
from bot.grading.advice import follow_up_id
from bot.grading.by_model.combine import Combined
from bot.grading.by_model.desk import Prepared
from bot.grading.by_model.scored import Scored
from bot.grading.by_model.words import Hush, missing, one_change

_TOO_SHORT = (
    "That is too short to grade: a sentence or two on what you would do, and why, is enough to begin."
)
_NOT_READ = (
    "The model would not read this answer, which says nothing about how good it is. "
    "Your answer is kept, it counts as given, and a person can grade it instead."
)
_NO_EVIDENCE = (
    "The model could not show in your own words what its grade rests on, so it gets none from it. "
    "Your answer is kept, it counts as given, and a person can grade it instead."
)
_LONGEST_KEPT = 20_000
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Took:
    """What a grade took, and what was said for it."""

    usage: Usage
    replies: tuple[Reply, ...]
    offered: int
    """Quotes given as evidence."""
    verified: int
    """Those of them that stand in the answer."""
    unread: int = 0
    """Replies that could not be read."""


def source(
    prepared: Prepared, took: Took, model: str, prompt_hash: str, *, stood_in: bool = False
) -> Provenance:
    usage = took.usage
    counted = {
        "calls": usage.calls,
        "prompt_tokens": usage.prompt_tokens,
        "cached_tokens": usage.cached_tokens,
        "completion_tokens": usage.completion_tokens,
        "reasoning_tokens": usage.reasoning_tokens,
        "ms": round(1000 * sum(reply.seconds for reply in took.replies)),
        "quotes_offered": took.offered,
        "quotes_verified": took.verified,
        "readings": len(took.replies),
        "invalid": took.unread,
    }
    return Provenance(
        kind=GraderKind.MODEL,
        grader=model,
        rubric_hash=prepared.rubric.rubric_hash,
        prompt_hash=prompt_hash,
        usage=tuple(counted.items()),
        cost_micros=usage.cost_micros,
        raw_reply=_BETWEEN.join(_storable(reply.text) for reply in took.replies),
        stood_in=stood_in,
    )


def filed(
    prepared: Prepared, combined: Combined, readings: Sequence[Scored], provenance: Provenance
) -> Graded:
    """The grade as it is kept and shown. `readings` are those whose own words a member may read."""
    hush = Hush(prepared.scenario, prepared.answer.original)
    criteria = tuple(
        replace(graded, missing=missing(graded, _said(readings, place, graded), hush))
        for place, graded in enumerate(combined.criteria)
    )
    change = readings[0].found.one_change if readings else ""
    return Graded(
        band=combined.band,
        score=combined.score,
        criteria=criteria,
        red_lines=combined.red_lines,
        provenance=provenance,
        flags=prepared.signs.flags,
        one_change=one_change(prepared.scenario, criteria, combined.red_lines, change, hush),
        follow_up_id=follow_up_id(prepared.scenario, criteria),
        reviews=combined.reviews,
        held=combined.held,
    )


def too_short(provenance: Provenance) -> Ungraded:
    return Ungraded(UngradedReason.TOO_SHORT, _TOO_SHORT, provenance)


def without_a_grade(no: NoReply, provenance: Provenance) -> Ungraded:
    """For a person, if no model will read the answer; else GraderAway, and nothing is lost."""
    if no.failure is ModelFailure.UNFOUNDED:
        return Ungraded(UngradedReason.REFUSED, _NO_EVIDENCE, provenance)
    if no.after is None:
        return Ungraded(UngradedReason.REFUSED, _NOT_READ, provenance)
    calls = dict(provenance.usage)["calls"]
    cost = provenance.cost_micros
    raise GraderAway(no.failure.value, no.after, failure=no.failure, calls=calls, cost_micros=cost)


def _said(readings: Sequence[Scored], place: int, graded: CriterionGrade) -> list[str]:
    """What the readings miss on a criterion, of those that saw it at the level it got."""
    found = [reading.found.criteria[place] for reading in readings]
    return [own.missing for own in found if own.level is graded.level]


def _storable(text: str) -> str:
    """Without what a database can't keep."""
    kept = text[:_LONGEST_KEPT].replace("\0", "\N{REPLACEMENT CHARACTER}")
    return kept.encode("utf-8", "replace").decode("utf-8")
