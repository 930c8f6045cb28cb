"""What a packet says of what a grader found: the same of a round that is stored and of one played alone."""

from collections.abc import Sequence

from bot.domain.answered import Answered
from bot.domain.card_parts import CriterionLine
from bot.domain.cards import PacketCard
from bot.domain.grade import CriterionGrade, Graded, GradeOutcome, GraderKind
from bot.domain.interview import PROMPT, is_aside
from bot.domain.round import Question
from bot.domain.scenario import Scenario
from bot.practice.caution import caution_of_check

CHECK = "automatic check"


def found_packet(
    scenario: Scenario, outcome: GradeOutcome | None, left: Answered, asked: Sequence[Question]
) -> PacketCard:
    """Without a word of how the round went; `left` are the questions that may hold its verdict."""
    graded = outcome if isinstance(outcome, Graded) else None
    by_check = outcome is not None and outcome.provenance.kind is GraderKind.AUTOMATIC
    return PacketCard(
        scenario=scenario.title,
        band=left.held(graded).band if graded else None,
        source=_source(outcome, by_check=by_check),
        criteria=tuple(_line(scenario, one, by_check=by_check) for one in graded.criteria) if graded else (),
        red_lines=_red_lines(scenario, graded) if graded else (),
        asked=tuple(_asked(question) for question in asked if not is_aside(question)),
        one_change=graded.one_change if graded else "",
        caution=caution_of_check(graded) if graded and by_check else "",
    )


def _source(outcome: GradeOutcome | None, *, by_check: bool) -> str:
    if outcome is None:
        return "nobody yet"
    return CHECK if by_check else outcome.provenance.grader


def _line(scenario: Scenario, found: CriterionGrade, *, by_check: bool) -> CriterionLine:
    """A check's advice fits every scenario: said once, as the one change, it's enough."""
    criterion = scenario.criterion(found.criterion_id)
    missing = "" if by_check else found.missing
    return CriterionLine(
        criterion.title, criterion.competency, found.level, found.finding, found.quotes, missing
    )


def _red_lines(scenario: Scenario, graded: Graded) -> tuple[str, ...]:
    return tuple(scenario.red_line(one.red_line_id).says for one in graded.red_lines if one.tripped)


def _asked(question: Question) -> str:
    if question.id == PROMPT:
        return "The scenario itself"
    by = f" (in the words of {question.worded_by})" if question.worded_by else ""
    return f"{question.asked_by}: {question.ask}{by}"
