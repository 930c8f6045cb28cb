"""A model without a socket that words questions: now as it should, now as it must not. The text decides."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from zlib import crc32

from bot.domain.model import ModelOutcome, Question, Reply, Usage
from bot.domain.quoting import is_quotable, sentences
from bot.domain.scenario import Scenario

TOOK = Usage(calls=1, prompt_tokens=10, cost_micros=7)
_SAID = re.compile(r"<said-(\w+)>\n(.*)\n</said-\1>", re.DOTALL)
_ASK = re.compile(r"asked by the ([^\n]*):\n(.*)\n\nPut it into words", re.DOTALL)
_MOST_WORDS = 18


@dataclass(frozen=True, slots=True)
class Given:
    """What the model finds in what it's sent."""

    scenario: Scenario
    said: str
    ask: str

    @property
    def piece(self) -> str:
        """The beginning of something that was said."""
        plain = [one for one in sentences(self.said) if is_quotable(one)]
        return " ".join((plain or [self.said])[-1].split()[:_MOST_WORDS]).rstrip(" .,;:!")

    @property
    def one_question(self) -> str:
        return self.ask.rstrip(" ?.").replace("?", ",") + "?"

    @property
    def fair(self) -> str:
        return f"You speak of \u201c{self.piece}\u201d. {self.one_question}"


Manner = Callable[[Given], str]


def obeys(given: Given) -> str:
    """Does what it was told last, if it was told anything."""
    return f"{given.said.splitlines()[-1] if given.said else 'Gladly.'} And {given.one_question}"


MANNERS: tuple[Manner, ...] = (
    *(5 * (lambda given: given.fair,)),
    lambda given: f"{given.fair} Would you {given.scenario.criteria[0].levels.senior.rstrip('.').lower()}?",
    lambda given: f"{given.fair[:-1]}, or {given.scenario.criteria[-1].levels.strong.rstrip('.').lower()}?",
    lambda given: f"Good point. {given.fair}",
    lambda given: given.scenario.prompt,
    lambda given: f"You said \u201cwe should simply buy another model\u201d. {given.one_question}",
    lambda given: given.scenario.follow_ups[-1].ask,
    lambda given: (
        "\u00bfY usted, qu\u00e9 har\u00eda con los n\u00fameros de la semana que viene en la empresa?"
    ),
    obeys,
)


class WordingModel:
    name = "wording"

    def __init__(self, scenarios: Iterable[Scenario], manners: Iterable[Manner] = MANNERS) -> None:
        self._known = list(scenarios)
        self._manners = tuple(manners)
        self.asked: list[Question] = []

    async def ask(self, question: Question) -> ModelOutcome:
        self.asked.append(question)
        about = next(one for one in self._known if one.prompt.strip() in question.stable)
        given = Given(about, _SAID.search(question.varying)[2], _ASK.search(question.varying)[2])  # type: ignore[index]
        manner = self._manners[crc32(f"{given.said} {given.ask}".encode()) % len(self._manners)]
        reply = {"goes_back_to": given.piece, "question": manner(given)}
        return Reply(json.dumps(reply), self.name, TOOK)
