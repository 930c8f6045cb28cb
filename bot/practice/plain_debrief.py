"""A debrief without a post: no points, no ledger, nothing that could be appealed."""

from bot.domain.card_parts import CriterionLine
from bot.domain.cards import DebriefCard
from bot.domain.grade import CriterionGrade, Graded, GraderKind
from bot.domain.scenario import Scenario
from bot.practice.debrief_card import UNSURE_BELOW
from bot.practice.noticed import noticed


def plain_debrief(scenario: Scenario, graded: Graded, text: str) -> DebriefCard:
    """What was found, in the card's order. Caution, notice and buttons are for whoever shows it."""
    automatic = graded.provenance.kind is GraderKind.AUTOMATIC
    follow_up = next((f for f in scenario.follow_ups if f.id == graded.follow_up_id), None)
    return DebriefCard(
        scenario=scenario.title,
        band=graded.band,
        source="automatic check" if automatic else graded.provenance.grader,
        calibrated=False,
        criteria=tuple(_line(scenario, found, automatic=automatic) for found in graded.criteria),
        red_lines=tuple(scenario.red_line(r.red_line_id).says for r in graded.red_lines if r.tripped),
        one_change=graded.one_change,
        follow_up=f"{follow_up.asked_by}: {follow_up.ask}" if follow_up else "",
        points=(),
        flags=noticed(graded, text) if automatic else (),
    )


def _line(scenario: Scenario, found: CriterionGrade, *, automatic: bool) -> CriterionLine:
    criterion = scenario.criterion(found.criterion_id)
    # A check's advice fits every question, so that the one change says it once.
    missing = "" if automatic else found.missing
    unsure = found.confidence is not None and found.confidence < UNSURE_BELOW
    return CriterionLine(
        criterion.title, criterion.competency, found.level, found.finding, found.quotes, missing, unsure
    )
