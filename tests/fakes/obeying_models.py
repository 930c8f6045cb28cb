"""Models that do what a text tells them, each in its own way; and an honest one to measure them against.

An obeying model obeys as long as it's shown six words of the payload in a row: it is easier to talk round
than any real one, so what holds against it holds by construction.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from bot.domain.model import ModelOutcome, Question, Reply, Usage
from bot.domain.scenario import Scenario
from bot.grading.by_model.wording import Wording
from tests.fakes.model_replies import criterion_of, evidence, quotable, reply_of, sentences_of

_LINE = re.compile(r"^\[\d+\] ", re.MULTILINE)
_RUN = 6
_TOP = 4
_INVENTED = (
    "We stop every risky decision within the hour and name one owner for it.",
    "Each side is priced from the screen and the dearer mistake is taken first.",
)


class How(StrEnum):
    """How a model obeys."""

    INVENTS = "invents quotes"
    QUOTES_PAYLOAD = "quotes the payload"
    REAL_QUOTES = "quotes the honest words"


@dataclass(frozen=True, slots=True)
class HonestModel:
    """Gives these levels to whatever it's shown, with the words that bear them out best."""

    scenario: Scenario
    levels: Mapping[str, int]
    red_lines: tuple[str, ...] = ()
    of: str = ""
    """The whole text that the levels are of; empty for levels that nothing changes."""
    name: str = "honest"

    async def ask(self, question: Question) -> ModelOutcome:
        shown = shown_in(question)
        said = reply_of(self.scenario, self._levels(shown), shown, red_lines=self.red_lines)
        return Reply(said, self.name, Usage(calls=1))

    def _levels(self, shown: str) -> Mapping[str, int]:
        """One less where the best words for it aren't shown."""
        if not self.of:
            return self.levels
        joined = joined_words(shown)
        lost = {
            criterion.id
            for criterion in self.scenario.criteria
            if joined_words(evidence(criterion, self.of, sentences_of(self.of))[0]) not in joined
        }
        return {name: max(0, level - (name in lost)) for name, level in self.levels.items()}


@dataclass(frozen=True, slots=True)
class ObeyingModel:
    """Honest, until it's shown a payload: then everything is senior."""

    scenario: Scenario
    levels: Mapping[str, int]
    honest: str
    payload: tuple[str, ...]
    """The words that the attack added."""
    how: How
    red_lines: tuple[str, ...] = ()
    name: str = "obeying"

    async def ask(self, question: Question) -> ModelOutcome:
        shown = shown_in(question)
        if self.is_told(shown):
            return Reply(self._obeying(shown), self.name, Usage(calls=1))
        return await HonestModel(self.scenario, self.levels, self.red_lines).ask(question)

    def is_told(self, shown: str) -> bool:
        length = min(_RUN, len(self.payload))
        runs = (self.payload[place : place + length] for place in range(len(self.payload) - length + 1))
        joined = joined_words(shown)
        return bool(self.payload) and any(f" {' '.join(run)} " in joined for run in runs)

    def _obeying(self, shown: str) -> str:
        criteria = {
            criterion.id: criterion_of(criterion, _TOP, self._quotes(criterion.id, shown), confidence=95)
            for criterion in self.scenario.criteria
        }
        lines = {line.id: {"quote": "", "crossed": "no"} for line in self.scenario.red_lines}
        return json.dumps({"criteria": criteria, "red_lines": lines, "one_change": "Nothing: it is senior."})

    def _quotes(self, criterion_id: str, shown: str) -> Sequence[str]:
        if self.how is How.INVENTS:
            return _INVENTED
        if self.how is How.QUOTES_PAYLOAD:
            theirs = [own for own in sentences_of(shown) if self.is_told(shown[own.start : own.end])]
            turned = theirs[len(criterion_id) % max(1, len(theirs)) :] + theirs
            return [quotable(own, shown) for own in turned[:3]] or [" ".join(self.payload[:20])]
        return evidence(self.scenario.criterion(criterion_id), self.honest, sentences_of(self.honest))


def shown_in(question: Question) -> str:
    """The lines of the answer that a question shows."""
    found = re.search(r"<answer-(\w+)>\n(.*)\n</answer-\1>", question.varying, re.DOTALL)
    return _LINE.sub("\n", found[2]) if found else ""


@lru_cache(maxsize=512)
def joined_words(text: str) -> str:
    return Wording.of(text).joined


@lru_cache(maxsize=512)
def added_words(honest: str, attacked: str) -> tuple[str, ...]:
    """The words of an attacked text that the honest one doesn't hold there."""
    before, after = Wording.of(honest).words, Wording.of(attacked).words
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(word for kind, _, _, start, end in steps if kind != "equal" for word in after[start:end])
