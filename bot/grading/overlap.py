"""What in an answer was taken from the scenario, or said before in the same answer."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.grading.tokens import Token
from bot.grading.words import FUNCTION_WORDS

_RUN = 5
"""Words in a row that two texts rarely share by chance."""
_COPIED_SHARE = 0.6
_REWORDED_SHARE = 0.8
_ALIKE = ((0.8, 0.0), (0.6, 0.7))
"""A share of words that one source sentence holds, and the share of those that then stand in its order."""
_STEP = 2
"""Content words within which one follows another in the same order."""
_LEAST_CONTENT = 6
_LEAST_COPIED = 4
_LEAST_MERGED = 10
_UNMERGED_SHARE = 0.1
"""Two source sentences run together, a word dropped here and there, leave hardly a word unaccounted for."""
_SAME_SHARE = 0.8
_LEAST_REPEATED = 3


@dataclass(frozen=True, slots=True)
class Sources:
    """The scenario's own sentences, ready to be recognised in an answer."""

    whole: frozenset[tuple[str, ...]]
    runs: frozenset[tuple[str, ...]]
    bags: tuple[frozenset[str], ...]
    order: frozenset[tuple[str, str]]
    """Content words of which the second soon follows the first."""
    by_stem: dict[str, tuple[int, ...]]

    @classmethod
    def of(cls, sentences: Iterable[Sequence[Token]]) -> "Sources":
        """Sources from the sentences of the scenario's texts."""
        whole: set[tuple[str, ...]] = set()
        runs: set[tuple[str, ...]] = set()
        bags: list[frozenset[str]] = []
        order: set[tuple[str, str]] = set()
        by_stem: dict[str, list[int]] = defaultdict(list)
        for tokens in sentences:
            words = _sequence(tokens)
            for step in range(1, _STEP + 1):
                order.update(zip(words, words[step:], strict=False))
            whole.add(_wording(tokens))
            runs.update(_runs(tokens))
            for word in (bag := content(tokens)):
                by_stem[word].append(len(bags))
            bags.append(bag)
        return cls(
            frozenset(whole),
            frozenset(runs),
            tuple(bags),
            frozenset(order),
            {word: tuple(found) for word, found in by_stem.items()},
        )

    def copied(self, tokens: Sequence[Token]) -> frozenset[int]:
        """The places of words that stand in the scenario in the same order."""
        return frozenset(
            place + step
            for place, run in enumerate(_runs(tokens))
            if run in self.runs
            for step in range(_RUN)
        )

    def borrowed(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence is one of the scenario's, copied or lightly reworded."""
        if _wording(tokens) in self.whole:
            return True
        copied = self.copied(tokens)
        said = content(tokens[place] for place in copied)
        if len(copied) >= _COPIED_SHARE * len(tokens) and len(said) >= _LEAST_COPIED:
            return True
        words = content(tokens)
        if len(words) < _LEAST_CONTENT:
            return False
        best = self._nearest(words)
        if not best or len(words) < _LEAST_MERGED:
            return False
        if len(words & best) >= _REWORDED_SHARE * len(words):
            return True
        rest = words - best
        return len(rest - self._nearest(rest)) <= _UNMERGED_SHARE * len(words)

    def resembled(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence may be one of the scenario's reworded; by chance a few honest ones look so."""
        words = content(tokens)
        if len(words) < _LEAST_CONTENT or not (best := self._nearest(words)):
            return False
        share = len(words & best) / len(words)
        in_order = self._in_order([word for word in _sequence(tokens) if word in best])
        return any(share >= of_words and in_order >= of_pairs for of_words, of_pairs in _ALIKE)

    def _in_order(self, words: Sequence[str]) -> float:
        """The share of neighbours that are neighbours in the source too."""
        return sum(pair in self.order for pair in pairwise(words)) / max(1, len(words) - 1)

    def _nearest(self, words: frozenset[str]) -> frozenset[str]:
        """The source sentence that shares most of these words; of two, the one that comes first."""
        shared = Counter(source for word in words for source in self.by_stem.get(word, ()))
        if not shared:
            return frozenset()
        return self.bags[max(shared, key=lambda source: (shared[source], -source))]


def content(tokens: Iterable[Token]) -> frozenset[str]:
    """The words that carry the meaning, without their endings."""
    return frozenset(token.stem for token in tokens if token.word not in FUNCTION_WORDS)


def _sequence(tokens: Iterable[Token]) -> list[str]:
    return [token.stem for token in tokens if token.word not in FUNCTION_WORDS]


def repeated(sentences: Sequence[Sequence[Token]]) -> frozenset[int]:
    """The places of sentences that say again, in the same words, what an earlier one said."""
    bags = [content(tokens) for tokens in sentences]
    frequency = Counter(word for bag in bags for word in bag)
    seen: set[tuple[str, ...]] = set()
    by_stem: dict[str, list[int]] = defaultdict(list)
    found: set[int] = set()
    for place, (tokens, bag) in enumerate(zip(sentences, bags, strict=True)):
        wording = _wording(tokens)
        telling = _telling(bag, frequency)
        earlier = {other for word in telling for other in by_stem[word]}
        if wording in seen or any(_alike(bag, bags[other]) for other in earlier):
            found.add(place)
            continue
        seen.add(wording)
        for word in telling:
            by_stem[word].append(place)
    return frozenset(found)


def _telling(bag: frozenset[str], frequency: Mapping[str, int]) -> list[str]:
    """The rarest words: two bags that share enough to be alike share at least one of these."""
    if len(bag) < _LEAST_REPEATED:
        return []
    spare = len(bag) - math.ceil(_SAME_SHARE * len(bag)) + 1
    return sorted(bag, key=lambda word: (frequency[word], word))[:spare]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _SAME_SHARE * len(one | other)


def _wording(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.stem for token in tokens)


def _runs(tokens: Sequence[Token]) -> list[tuple[str, ...]]:
    stems = _wording(tokens)
    return [stems[place : place + _RUN] for place in range(len(stems) - _RUN + 1)]
