"""The packet of a round that somebody played alone."""

from bot.domain.card_parts import CriterionLine
from bot.domain.cards import PacketCard
from bot.domain.grade import CriterionGrade, Graded, GradeOutcome, GraderKind, Ungraded
from bot.domain.interview import PROMPT, Exchange, is_aside
from bot.domain.scenario import Scenario
from bot.domain.unanswered import Answered, answered
from bot.practice.caution import caution_of_check
from bot.practice.rounds.alone import LoneRound
from bot.practice.rounds.ended import how_it_is_held

KEPT_NOWHERE = "Debrief keeps nothing of this round: copy what you want to keep."
STOPPED = "You stopped. This is over what you said: words in {answered} of {turns} turns."
NO_GRADER = "No grader answered ({why}), so there is no verdict: not a bad one, none."


def lone_packet(it: LoneRound) -> PacketCard:
    outcome = it.outcome
    graded = outcome if isinstance(outcome, Graded) else None
    left = answered(it.scenario.prompt, it.had, it.format.turns, ended_early=it.stopped)
    automatic = graded is not None and graded.provenance.kind is GraderKind.AUTOMATIC
    return PacketCard(
        scenario=f"{it.format.title} · {it.scenario.title}",
        band=left.held(graded).band if graded else None,
        source=_source(outcome),
        criteria=tuple(_line(it.scenario, found, short=automatic) for found in graded.criteria)
        if graded
        else (),
        red_lines=_red_lines(it.scenario, graded) if graded else (),
        asked=tuple(_asked(one) for one in it.had if not is_aside(one.question)),
        one_change=graded.one_change if graded else "",
        caution=caution_of_check(graded) if graded and automatic else "",
        notes=tuple(_notes(it, left)),
    )


def _source(outcome: GradeOutcome | None) -> str:
    if outcome is None:
        return "nobody"
    automatic = outcome.provenance.kind is GraderKind.AUTOMATIC
    return "automatic check" if automatic else outcome.provenance.grader


def _line(scenario: Scenario, found: CriterionGrade, *, short: bool) -> CriterionLine:
    """A check's advice fits every scenario: said once, as the one change, it's enough."""
    criterion = scenario.criterion(found.criterion_id)
    missing = "" if short else found.missing
    return CriterionLine(
        criterion.title, criterion.competency, found.level, found.finding, found.quotes, missing
    )


def _red_lines(scenario: Scenario, graded: Graded) -> tuple[str, ...]:
    return tuple(scenario.red_line(line.red_line_id).says for line in graded.red_lines if line.tripped)


def _asked(one: Exchange) -> str:
    question = one.question
    return "The scenario itself" if question.id == PROMPT else f"{question.asked_by}: {question.ask}"


def _notes(it: LoneRound, left: Answered) -> list[str]:
    notes = []
    if it.stopped:
        notes.append(STOPPED.format(answered=left.given, turns=it.format.turns))
    notes += how_it_is_held(left, it.outcome if isinstance(it.outcome, Graded) else None)
    if it.outcome is None:
        notes.append(NO_GRADER.format(why=it.away or "nothing was answered"))
    elif isinstance(it.outcome, Ungraded):
        notes.append(it.outcome.detail)
    return [*notes, KEPT_NOWHERE]
