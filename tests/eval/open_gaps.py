"""Ways past the automatic check that are known and open. Each knows the cues."""

import random
from collections.abc import Iterator, Sequence
from itertools import product

from bot.domain.grade import Band, Graded
from bot.domain.scenario import Scenario
from bot.grading.checker import OfflineChecker
from tests.eval.attacks import keyword_list
from tests.eval.library import scenarios

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
_SEEDS = 5
_CHECKER = OfflineChecker()


def gaps() -> Iterator[tuple[str, ...]]:
    """How often each way ends above the scenario's own weak answer, and how often how high."""
    for sentences in (40, 80):
        texts = [(s, three_keywords(s, sentences, seed)) for s in scenarios() for seed in range(_SEEDS)]
        yield f"three random keywords to a sentence, {sentences} sentences", *_lifted(texts)
    texts = [(s, filler_between(s, seed=0)) for s in scenarios()]
    yield f"{_CUES} bare cues per criterion, filler between them", *_lifted(texts)
    for name, most in (
        (f"{_CUES} bare cues per criterion, no filler", _CUES),
        ("every strong or senior cue, bare, no filler", None),
    ):
        yield name, *_lifted([(s, " ".join(bare_cues(s, most))) for s in scenarios()])


def _lifted(texts: Sequence[tuple[Scenario, str]]) -> Iterator[str]:
    bands = [(_band(s, text), _band(s, s.answers.weak.text)) for s, text in texts]
    above = sum(band.rank > weak.rank for band, weak in bands)
    upper = sum(band.rank >= Band.LEAN_YES.rank for band, _ in bands)
    highest = sum(band is Band.STRONG_YES for band, _ in bands)
    return (f"{count} of {len(texts)}" for count in (above, upper, highest))


def _band(scenario: Scenario, text: str) -> Band:
    outcome = _CHECKER.grade(scenario, text)
    return outcome.band if isinstance(outcome, Graded) else Band.NO


def three_keywords(scenario: Scenario, sentences: int, seed: int) -> str:
    """Three random keywords and a full stop, again and again."""
    chance = random.Random(f"{scenario.id} {seed}")
    words = keyword_list(scenario).split(", ")
    return " ".join(f"{' '.join(chance.sample(words, 3)).capitalize()}." for _ in range(sentences))


def filler_between(scenario: Scenario, seed: int) -> str:
    """Bare cues, with sentences about nothing after each."""
    filler = [" ".join(parts) for parts in product(_WHO, _DID, _AND)]
    random.Random(seed).shuffle(filler)
    return " ".join(
        " ".join([cue, *(filler.pop() for _ in range(_FILLERS))]) for cue in bare_cues(scenario, _CUES)
    )


def bare_cues(scenario: Scenario, most: int | None) -> Iterator[str]:
    """One way to say each strong or senior cue, as a fragment with a full stop."""
    for criterion in scenario.criteria:
        strong = [cue for cue in criterion.cues if cue.level >= _STRONG]
        for cue in strong[:most]:
            yield f"{' '.join(map(_one_way, cue.all)).capitalize()}."


def _one_way(group: str) -> str:
    """The first of a word group's alternatives."""
    first = group.split("|", maxsplit=1)[0].strip()
    return _FIGURES.get(first, first.replace("*", ""))
