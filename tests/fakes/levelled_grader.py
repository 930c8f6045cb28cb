"""A grader that reads its levels off the answer: a test says what it finds, and how sure it is."""

import re
from dataclasses import dataclass, field

from bot.domain.grade import (
    CriterionGrade,
    Finding,
    Graded,
    GradeOutcome,
    GraderKind,
    Level,
    Provenance,
    RedLineGrade,
    ReviewReason,
    Ungraded,
    UngradedReason,
)
from bot.domain.scenario import Scenario
from bot.grading.bands import verdict
from bot.grading.rubric import rubric_hash

_LEVELS = re.compile(r"levels (\d+)")
_FILLER = 24


def an_answer(author: str, levels: str, *about: str) -> str:
    """`levels` has a digit a criterion; words of nobody else's, so that a second one would be a copy."""
    said = " ".join(f"{author}says{n}{'-'.join(about)}" for n in range(_FILLER))
    return f"{author} levels {levels} {' '.join(about)}. {said}"


@dataclass(slots=True)
class LevelledGrader:
    kind: GraderKind = GraderKind.AUTOMATIC
    asked: list[str] = field(default_factory=list)
    shift: int = 0
    """Added to every level: another rubric sees the same words otherwise."""

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        self.asked.append(text)
        source = Provenance(self.kind, "levelled", rubric_hash(scenario))
        if "refused" in text:
            return Ungraded(UngradedReason.REFUSED, "No model would read it.", source)
        found = _LEVELS.search(text)
        digits = (found[1] if found else "").ljust(len(scenario.criteria), "1")
        levels = [Level(min(4, max(0, int(digit) + self.shift))) for digit in digits]
        criteria = tuple(
            CriterionGrade(c.id, level, Finding.FOUND, (text[:20],), "One more step.", confidence=60)
            for c, level in zip(scenario.criteria, levels, strict=False)
        )
        red_lines = tuple(
            RedLineGrade(r.id, tripped="crossed" in text and n == 0, ruled_out=False)
            for n, r in enumerate(scenario.red_lines)
        )
        score, band = verdict(scenario, criteria, red_lines)
        held = "suspect" in text
        return Graded(
            band,
            score,
            criteria,
            red_lines,
            source,
            reviews=_reviews(text, held=held),
            held=held,
        )


def _reviews(text: str, *, held: bool) -> tuple[ReviewReason, ...]:
    unsure = (ReviewReason.LOW_CONFIDENCE,) if "unsure" in text else ()
    return (*unsure, ReviewReason.SUSPECT) if held else unsure
