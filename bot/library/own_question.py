"""A question that somebody brings, as a scenario: the general rubric of seven competencies."""

from functools import cache

from bot.domain.own_question import GENERAL, LONGEST_QUESTION, SHORTEST_QUESTION
from bot.domain.scenario import Scenario
from bot.domain.text import storable
from bot.errors import Defect, UserMustAct
from bot.library.read import read_scenario
from bot.shipped import folder

_TITLE_LETTERS = 60


def own_question(question: str) -> Scenario:
    """The general rubric about this question. Raises UserMustAct when that can't be a question.

    It stands in no rotation. Its reference answers are to the rubric's own sample, not to this question.
    """
    asked = storable(question).replace("\r\n", "\n").strip()
    _measure(asked)
    # Not a copy of the model: that would take the sample's digest along.
    values = general().model_dump() | {"title": _title(asked), "prompt": asked}
    return Scenario.model_validate(values)


@cache
def general() -> Scenario:
    """The rubric with its own sample question."""
    found = read_scenario(folder("scenarios") / "general" / f"{GENERAL}.yaml")
    if not isinstance(found, Scenario):
        raise Defect(f"The general rubric can't be read: {found[0].message}.")
    return found


def is_own_question(scenario: Scenario) -> bool:
    return scenario.id == GENERAL


def _measure(asked: str) -> None:
    if len(asked) < SHORTEST_QUESTION:
        raise UserMustAct(
            f"The question has {len(asked)} characters, and below {SHORTEST_QUESTION} there is nothing "
            "to grade an answer by. Nothing was graded. Write it out as an interviewer would ask it."
        )
    if len(asked) > LONGEST_QUESTION:
        raise UserMustAct(
            f"The question has {len(asked):,} characters, and {LONGEST_QUESTION:,} are the most. "
            "Nothing was graded. Leave out what the answer doesn't need."
        )


def _title(asked: str) -> str:
    """How the question begins, on one line."""
    line = " ".join(asked.split())
    if len(line) <= _TITLE_LETTERS:
        return line
    beginning = line[:_TITLE_LETTERS].rsplit(" ", 1)[0].rstrip(" ,;:.")
    return f"{beginning} …" if beginning else general().title
