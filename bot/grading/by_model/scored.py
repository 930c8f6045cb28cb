"""One verified reading with the score that code makes of it."""

from dataclasses import dataclass
from typing import Self

from bot.domain.grade import Band, CriterionGrade, Finding, Met, RedLineGrade
from bot.domain.scenario import Scenario
from bot.grading.bands import verdict
from bot.grading.by_model.found import CriterionFound, Found


@dataclass(frozen=True, slots=True)
class Scored:
    found: Found
    score: int
    """Under no cap: one reading alone caps nothing."""
    band: Band
    capped: int
    """Under the caps of the red lines that it says are crossed."""
    capped_band: Band

    @classmethod
    def of(cls, scenario: Scenario, found: Found) -> Self:
        criteria = [as_grade(criterion) for criterion in found.criteria]
        crossed = [
            RedLineGrade(r.red_line_id, r.crossed is Met.YES, ruled_out=False) for r in found.red_lines
        ]
        score, band = verdict(scenario, criteria, ())
        return cls(found, score, band, *verdict(scenario, criteria, crossed))


def as_grade(found: CriterionFound) -> CriterionGrade:
    """A criterion as one reading has it, without the words for the member."""
    finding = Finding.FOUND if found.level else Finding.NOT_FOUND
    return CriterionGrade(
        found.criterion_id, found.level, finding, found.quotes, "", found.confidence, found.checks
    )
