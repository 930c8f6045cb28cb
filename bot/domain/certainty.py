"""How far a committee's verdict can be trusted, and what stands against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.assessment import Assessment
from bot.domain.bands import FROM
from bot.domain.disagreement import Conflict, sides_differ
from bot.domain.grade import GraderKind

FEW = 3
"""With fewer graded rounds, one bad day decides."""
CLOSE = 3
"""Points of 100 from the edge of a band: the next reading of the same words might cross it."""


class Doubt(StrEnum):
    TOO_FEW = "too few rounds for a verdict"
    FEW = "few rounds"
    MISSED = "rounds that were not attended"
    UNGRADED = "rounds that nobody could grade"
    UNFINISHED = "rounds that ended early"
    AUTOMATIC = "an automatic check read at least one"
    CLOSE = "close to the edge of a band"
    DIVIDED = "interviewers on both sides"


@dataclass(frozen=True, slots=True)
class Certainty:
    doubts: tuple[Doubt, ...] = ()
    ungraded: int = 0
    unfinished: int = 0
    missed: int = 0


NOTHING_DOUBTED = Certainty()


def certainty_of(told: Sequence[Assessment], score: int | None, conflicts: Sequence[Conflict]) -> Certainty:
    """`score` is the mean on which the verdict rests; None where a limit or too little decides it."""
    graded = [one for one in told if one.graded]
    missed = sum(not one.attended for one in told)
    ungraded = len(told) - len(graded) - missed
    unfinished = sum(not one.finished for one in graded)
    stands = {
        Doubt.TOO_FEW: len(graded) < FEW - 1,
        Doubt.FEW: len(graded) == FEW - 1,
        Doubt.MISSED: missed > 0,
        Doubt.UNGRADED: ungraded > 0,
        Doubt.UNFINISHED: unfinished > 0,
        Doubt.AUTOMATIC: any(_is_automatic(one) for one in graded),
        Doubt.CLOSE: score is not None and any(abs(score - edge) < CLOSE for edge in _edges()),
        Doubt.DIVIDED: sides_differ(conflicts),
    }
    return Certainty(tuple(doubt for doubt, holds in stands.items() if holds), ungraded, unfinished, missed)


def _edges() -> list[int]:
    return [least for least in FROM.values() if least]


def _is_automatic(one: Assessment) -> bool:
    return one.graded is not None and one.graded.provenance.kind is GraderKind.AUTOMATIC
