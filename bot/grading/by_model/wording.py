"""Words of a text in one spelling, so that a quote is found whatever its marks and line ends."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.grading.tokens import fold

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
"""Scripts that put no space between words: there each letter is taken for one."""
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_])+(?:'(?:(?![{_UNSPACED}])[^\W_])+)*")
_MOST_EDITS = 2
_LEAST_FOR_EDITS = 6
"""Words below which a slip of the pen could be another thought."""
_LEAST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words, and where it stands in the text."""

    first: int
    last: int
    start: int
    end: int

    @property
    def words(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Wording:
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    joined: str

    @classmethod
    def of(cls, text: str) -> "Wording":
        folded = fold(text)
        found = list(_WORD.finditer(folded.text))
        words = tuple(match[0] for match in found)
        places = folded.places
        spans = tuple((places[match.start()], places[match.end() - 1] + 1) for match in found)
        return cls(words, spans, _joined(words))

    def find(self, quote: str) -> Span | None:
        """Where a quote stands: its words in a row, but for a slip of two letters in a long one."""
        words = Wording.of(quote).words
        if not words:
            return None
        at = self.joined.find(_joined(words))
        first = self.joined.count(" ", 0, at) if at >= 0 else self._nearly(words)
        if first is None:
            return None
        last = first + len(words) - 1
        return Span(first, last, self.spans[first][0], self.spans[last][1])

    def _nearly(self, words: tuple[str, ...]) -> int | None:
        if len(words) < _LEAST_FOR_EDITS:
            return None
        for first in range(len(self.words) - len(words) + 1):
            if _slips(words, self.words, first) <= _MOST_EDITS:
                return first
        return None


def _joined(words: tuple[str, ...]) -> str:
    return f" {' '.join(words)} "


def _slips(words: tuple[str, ...], others: tuple[str, ...], first: int) -> int:
    """Edits between two rows of words; too many where a figure or a short word differs."""
    edits = 0
    for place, word in enumerate(words):
        other = others[first + place]
        if word != other:
            if not word.isalpha() or not other.isalpha() or min(len(word), len(other)) < _LEAST_LETTERS:
                return _MOST_EDITS + 1
            edits += _distance(word, other)
            if edits > _MOST_EDITS:
                return edits
    return edits


def _distance(word: str, other: str) -> int:
    blocks = SequenceMatcher(None, word, other, autojunk=False).get_matching_blocks()
    return max(len(word), len(other)) - sum(block.size for block in blocks)
