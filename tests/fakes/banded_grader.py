"""A grader that reads its verdict off the answer: a test says what each one is worth."""

import re

from bot.domain.bands import FROM
from bot.domain.grade import Band, Graded, GradeOutcome, GraderKind, Provenance
from bot.domain.scenario import Scenario

_WORTH = re.compile(r"worth (\d)")


def score_of(worth: int) -> int:
    """The lowest score of the band."""
    return FROM[list(Band)[worth]]


def an_answer(author: str, worth: int, about: str = "") -> str:
    """Words of nobody else's, long enough that a second one of them would be a copy."""
    return " ".join([f"{author} worth {worth}", *(f"{author}{about}says{n}" for n in range(24))])


class BandedGrader:
    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        found = _WORTH.search(text)
        worth = int(found[1]) if found else 0
        source = Provenance(GraderKind.AUTOMATIC, "banded", scenario.digest)
        return Graded(list(Band)[worth], score_of(worth), (), (), source)
