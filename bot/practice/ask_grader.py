"""Asks the grader, unless the text is too short for anybody to grade."""

from bot.domain.answering import long_enough
from bot.domain.grade import GradeOutcome, GraderKind, Provenance, Ungraded, UngradedReason
from bot.domain.scenario import Scenario
from bot.practice.core import Core
from bot.practice.words import FEWER

_TOO_SHORT = f"{FEWER.capitalize()}: too short to say anything fair."


async def ask_grader(core: Core, scenario: Scenario, text: str) -> GradeOutcome:
    """May take long, and raise whatever the grader raises."""
    if long_enough(text):
        return await core.grader.grade(scenario, text)
    source = Provenance(GraderKind.AUTOMATIC, "length rule", scenario.digest)
    return Ungraded(UngradedReason.TOO_SHORT, _TOO_SHORT, source)
