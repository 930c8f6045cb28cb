"""Which of a round's questions got an answer.

A grader reads what was said. It can't see what wasn't: a good first answer, and silence to the question after
it, reads as a good answer. An interviewer who got no answer doesn't say yes.
"""

from collections.abc import Sequence

from bot.domain.answered import Answered
from bot.domain.clarifying import reply
from bot.domain.interview import Exchange, counted, is_aside


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
