"""Texts made of a scenario's cues with hardly a word between them, for somebody who has the cues."""

import random
from collections.abc import Iterator
from itertools import product

from bot.domain.scenario import Scenario

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
_STRONG = 3
_FIGURES = {"<number>": "40", "<percent>": "40 %", "<money>": "$40", "<duration>": "two days"} | {
    "<did>": "I told",
    "<who>": "the nurse",
    "<count>": "40",
}
_LITTLE = ("the", "of", "to", "we", "is", "it", "that", "for", "in", "on", "with", "a", "and", "by", "as")
_NOUNS = ("banana", "train", "napkin", "lunch", "drawer", "river", "carpet", "window", "bottle", "cloud")
CUES, _FILLERS = 2, 2


def keywords(scenario: Scenario) -> list[str]:
    """Every alternative of every cue once, figures left out."""
    groups = [group for c in scenario.criteria for cue in c.cues for group in cue.all]
    words = [alternative.strip().replace("*", "") for group in groups for alternative in group.split("|")]
    return list(dict.fromkeys(word for word in words if word and "<" not in word))


def three_keywords(scenario: Scenario, sentences: int, seed: int) -> str:
    """Three random keywords and a full stop, again and again."""
    chance = random.Random(f"{scenario.id} {seed}")
    words = keywords(scenario)
    return " ".join(f"{' '.join(chance.sample(words, 3)).capitalize()}." for _ in range(sentences))


def bare_cues(scenario: Scenario, most: int | None = None) -> Iterator[str]:
    """One way to say each strong or senior cue, as a fragment with a full stop."""
    for criterion in scenario.criteria:
        strong = [cue for cue in criterion.cues if cue.level >= _STRONG]
        for cue in strong[:most]:
            yield f"{' '.join(map(_one_way, cue.all)).capitalize()}."


def bare(scenario: Scenario, most: int | None = None) -> str:
    """Bare cues and nothing else."""
    return " ".join(bare_cues(scenario, most))


def filler_between(scenario: Scenario, seed: int = 0) -> str:
    """Bare cues, with sentences about nothing after each."""
    filler = [" ".join(parts) for parts in product(_WHO, _DID, _AND)]
    random.Random(seed).shuffle(filler)
    return " ".join(
        " ".join([cue, *(filler.pop() for _ in range(_FILLERS))]) for cue in bare_cues(scenario, CUES)
    )


def framed(scenario: Scenario, most: int | None = None) -> str:
    """Each bare cue inside a sentence about nothing."""
    chance = random.Random(scenario.id)
    return " ".join(
        f"{chance.choice(_WHO)} {chance.choice(_DID)} with {cue[:-1].lower()} {chance.choice(_AND)}"
        for cue in bare_cues(scenario, most)
    )


def interleaved(scenario: Scenario, *, glued: bool) -> str:
    """A noun that has nothing to do with it after each word of a bare cue, and a little word before it."""
    chance = random.Random(scenario.id)
    cast = []
    for cue in bare_cues(scenario):
        words = [
            " ".join([word, *([chance.choice(_LITTLE)] if glued else []), chance.choice(_NOUNS)])
            for word in cue[:-1].split()
        ]
        cast.append(f"{' '.join(words)}.")
    return " ".join(cast)


def _one_way(group: str) -> str:
    """The first of a word group's alternatives."""
    first = group.split("|", maxsplit=1)[0].strip()
    return _FIGURES.get(first, first.replace("*", ""))
