"""What a model is given to put a question into words, and what its words are held against."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.interview import Exchange, taken_back
from bot.domain.round import Question
from bot.domain.scenario import Scenario
from bot.grading.by_model.intake import LONGEST, clean


@dataclass(frozen=True)
class Before:
    """The round up to a question that was chosen and not yet asked."""

    scenario: Scenario
    had: Sequence[Exchange]
    chosen: Question

    @cached_property
    def ask(self) -> str:
        """What its author asks, without the member's words before it."""
        return taken_back(self.chosen).ask

    @cached_property
    def said(self) -> str:
        """The member's words, as a model gets them: of very many the newest, which the question follows."""
        return clean("\n\n".join(one.said.strip() for one in self.had if one.said.strip())[-LONGEST:]).text

    @property
    def asked(self) -> list[str]:
        """The questions so far."""
        return [one.question.ask for one in self.had]

    @property
    def others(self) -> list[str]:
        """What the scenario may still ask, or has asked: no second wording of one of these is wanted."""
        follow_ups = [one.ask for one in self.scenario.follow_ups if one.id != self.chosen.id]
        return [*follow_ups, self.scenario.twist]

    @property
    def open_texts(self) -> list[str]:
        """All that the member has read or said: words from there give nothing away."""
        return [self.scenario.prompt, self.ask, *self.asked, self.said]
