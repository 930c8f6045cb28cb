"""The debrief of an answer to a question that its author brought."""

from dataclasses import replace

from bot.domain.card_parts import Button
from bot.domain.cards import Card, DebriefCard
from bot.domain.grade import Finding, Graded, GraderKind, Ungraded
from bot.domain.happenings import Action
from bot.domain.own_question import OwnQuestion
from bot.domain.scenario import Scenario
from bot.library.own_question import own_question
from bot.practice.caution import UNSURE
from bot.practice.plain_debrief import plain_debrief
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
    return replace(
        plain_debrief(scenario, graded, it.answer),
        caution=_caution(graded),
        notice=words.HELD if graded.held else "",
        buttons=(Button(Action.ASK, "Answer it again", f"{it.group}/{it.id}"),),
    )


def _caution(graded: Graded) -> str:
    if graded.provenance.kind is not GraderKind.AUTOMATIC:
        return words.GENERAL_RUBRIC
    unsure = any(found.finding is Finding.UNSURE for found in graded.criteria)
    return f"{words.NO_RUBRIC} {UNSURE}" if unsure else words.NO_RUBRIC
