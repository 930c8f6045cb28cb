"""What questions that nobody answered do to a round's verdict.

A grader reads what was said. It can't see what wasn't: a good first answer, and silence to the question after
it, reads as a good answer. An interviewer who got no answer doesn't say yes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.bands import highest_of
from bot.domain.clarifying import reply
from bot.domain.grade import Band, Graded
from bot.domain.interview import Exchange, counted, is_aside


@dataclass(frozen=True, slots=True)
class Answered:
    """How many of a round's questions got an answer."""

    given: int
    of: int

    @property
    def most(self) -> Band:
        """The best verdict that is left: a gap leaves a lean one, and past half of them no yes at all."""
        if self.given >= self.of:
            return Band.STRONG_YES
        return Band.LEAN_YES if 2 * self.given >= self.of else Band.LEAN_NO

    def holds(self, band: Band | None) -> bool:
        """Whether a verdict would be better than that."""
        return band is not None and band.rank > self.most.rank

    def held(self, graded: Graded) -> Graded:
        """The grade as the round's verdict: its levels as they were found, its band no better than that."""
        if not self.holds(graded.band):
            return graded
        return replace(graded, band=self.most, score=min(graded.score, highest_of(self.most)))


ALL = Answered(0, 0)
"""Of a round in which nothing was left open."""


def answered(prompt: str, had: Sequence[Exchange], turns: int, *, ended_early: bool) -> Answered:
    """Who ended a round early left open what was still to come; time that ran out is nobody's gap."""
    asked = counted(had)
    return Answered(len(_given(prompt, had)), max(turns, asked) if ended_early else asked)


def _given(prompt: str, had: Sequence[Exchange]) -> set[int]:
    """The questions to which something was said that was no question back, and no plea for the answer."""
    given, number, ask = set[int](), 0, ""
    for place, one in enumerate(had):
        if not is_aside(one.question):
            number, ask = number + 1, one.question.ask
        asked_back = place + 1 < len(had) and is_aside(had[place + 1].question)
        if one.said and not asked_back and reply(prompt, ask, one.said, 0) is None:
            given.add(number)
    return given
