"""A grader whose verdict is a function of the text, so that a grade of the wrong revision is seen."""

import asyncio
import random
from hashlib import sha256

from bot.domain.grade import Band, Graded, GradeOutcome, GraderKind, Provenance
from bot.domain.scenario import Scenario


def score_of(text: str) -> int:
    return sha256(text.encode()).digest()[0] % 101


def band_of(score: int) -> Band:
    return list(Band)[min(score // 20, 4)]


class SteadyGrader:
    def __init__(self, slowest: float) -> None:
        self._slowest = slowest

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        await asyncio.sleep(random.random() * self._slowest)
        score = score_of(text)
        source = Provenance(GraderKind.AUTOMATIC, "steady", scenario.digest)
        return Graded(band_of(score), score, (), (), source)
