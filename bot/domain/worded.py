"""Which questions a model may put into words, and what came of asking it."""

from dataclasses import dataclass

from bot.domain.grade import Graded, GradeOutcome
from bot.domain.round import Question
from bot.domain.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Worded:
    question: Question
    """The chosen one as it was, where no words would do."""
    calls: int = 0
    cost_micros: int = 0
    """In millionths of a dollar, paid whatever became of the words."""
    why_not: str = ""
    """In a word, where nobody's words would do; empty where they did, or where nobody was asked."""


def may_be_worded(scenario: Scenario, chosen: Question | None, outcome: GradeOutcome | None) -> bool:
    """A follow-up to something that could be read.

    The opening, the twist and answers to a question back are facts, which are told as they are; and what
    takes up a claim quotes it already.
    """
    follow_ups = {one.id for one in scenario.follow_ups}
    return isinstance(outcome, Graded) and chosen is not None and chosen.id in follow_ups
