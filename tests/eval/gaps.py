"""Ways past the automatic check that are known and open. Each knows the cues."""

import random
from itertools import product

from bot.domain.scenario import Scenario
from tests.eval.attacks import keyword_list

_WHO = ("My old manager", "A friend of mine", "The person next to me", "Somebody I trust", "A good designer")
_DID = (
    "told me about it on a train",
    "liked to talk about this at lunch",
    "once drew it on a napkin for me",
    "said that it takes patience",
    "kept a note of it in a drawer",
)
_AND = (
    "and I still think of that.",
    "which I found useful at the time.",
    "because it was a long week.",
    "and we laughed about it later.",
)
_CUES, _FILLERS = 2, 2
_STRONG = 3
_FIGURES = {"<number>": "40", "<percent>": "40 %", "<money>": "$40", "<duration>": "two days"}


def three_keywords(scenario: Scenario, sentences: int, seed: int) -> str:
    """Three random keywords and a full stop, again and again."""
    chance = random.Random(f"{scenario.id} {seed}")
    words = keyword_list(scenario).split(", ")
    return " ".join(f"{' '.join(chance.sample(words, 3)).capitalize()}." for _ in range(sentences))


def filler_between(scenario: Scenario, seed: int) -> str:
    """The words of two cues of each criterion, bare, with sentences about nothing after each."""
    filler = [" ".join(parts) for parts in product(_WHO, _DID, _AND)]
    random.Random(seed).shuffle(filler)
    said: list[str] = []
    for criterion in scenario.criteria:
        strong = [cue for cue in criterion.cues if cue.level >= _STRONG]
        for cue in strong[:_CUES]:
            said.append(f"{' '.join(map(_one_way, cue.all)).capitalize()}.")
            said += [filler.pop() for _ in range(_FILLERS)]
    return " ".join(said)


def _one_way(group: str) -> str:
    """The first of a word group's alternatives."""
    first = group.split("|")[0].strip()
    return _FIGURES.get(first, first.replace("*", ""))
