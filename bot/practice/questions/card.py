"""The debrief of an answer to a question that its author brought."""

from bot.domain.cards import Button, Card, CriterionLine, DebriefCard
from bot.domain.grade import CriterionGrade, Finding, Graded, GraderKind, Ungraded
from bot.domain.happenings import Action
from bot.domain.own_question import OwnQuestion
from bot.domain.scenario import Scenario
from bot.library.own_question import own_question
from bot.practice.caution import UNSURE
from bot.practice.debrief_card import UNSURE_BELOW
from bot.practice.noticed import noticed
from bot.practice.questions import words


def own_debrief(it: OwnQuestion) -> Card:
    """As things stand: the debrief, why there is none, or that it's still to come."""
    match it.outcome:
        case Graded() as graded:
            return _debrief(it, own_question(it.question), graded)
        case Ungraded() as ungraded:
            return words.ungraded(ungraded.reason)
        case _:
            return words.WAITS if it.failures else words.IN_HAND


def _debrief(it: OwnQuestion, scenario: Scenario, graded: Graded) -> DebriefCard:
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
        flags=noticed(graded, it.answer) if automatic else (),
        caution=_caution(graded, automatic=automatic),
        notice=words.HELD if graded.held else "",
        buttons=(Button(Action.ASK, "Answer it again", f"{it.group}/{it.id}"),),
    )


def _line(scenario: Scenario, found: CriterionGrade, *, automatic: bool) -> CriterionLine:
    criterion = scenario.criterion(found.criterion_id)
    # A check's advice fits every question, so that the one change says it once.
    missing = "" if automatic else found.missing
    unsure = found.confidence is not None and found.confidence < UNSURE_BELOW
    return CriterionLine(
        criterion.title, criterion.competency, found.level, found.finding, found.quotes, missing, unsure
    )


def _caution(graded: Graded, *, automatic: bool) -> str:
    if not automatic:
        return words.GENERAL_RUBRIC
    unsure = any(found.finding is Finding.UNSURE for found in graded.criteria)
    return f"{words.NO_RUBRIC} {UNSURE}" if unsure else words.NO_RUBRIC
