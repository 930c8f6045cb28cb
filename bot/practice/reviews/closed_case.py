"""What a reader is told before a case opens that would spoil a scenario for them."""

from bot.domain.card_parts import Section
from bot.domain.scenario import Scenario

HOLDS = (
    "A member appeals the verdict of a mock round over a scenario that you have not met. The case holds what "
    "they said, and the part of the rubric that it's about."
)
COSTS = (
    "Once you rule, an answer or a round of yours over it counts for no rating. Your plan leaves it out, and "
    "mock rounds ask it of you last, whether you open it or not."
)
SOMEBODY_ELSE = "An organiser who has met the scenario can rule instead. Until then it waits here."


def before_it_opens(scenario: Scenario) -> Section:
    return Section(f"“{scenario.title}” is new to you", (HOLDS, COSTS))
