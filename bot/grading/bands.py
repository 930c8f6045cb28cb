"""From levels and red lines to a score and a band, for every grader."""

from collections.abc import Iterable

from bot.domain.bands import band_of, highest_of
from bot.domain.grade import Band, CriterionGrade, Level, RedLineGrade
from bot.domain.scenario import Scenario


def verdict(
    scenario: Scenario, criteria: Iterable[CriterionGrade], red_lines: Iterable[RedLineGrade]
) -> tuple[int, Band]:
    """The weighted mean of the levels out of 100 and its band, both under the cap of any red line crossed."""
    weights = {criterion.id: criterion.weight for criterion in scenario.criteria}
    earned = sum(weights[grade.criterion_id] * grade.level for grade in criteria)
    score = round(100 * earned / (Level.SENIOR * sum(weights.values())))
    for line in red_lines:
        if line.tripped:
            score = min(score, highest_of(scenario.red_line(line.red_line_id).cap))
    return score, band_of(score)
