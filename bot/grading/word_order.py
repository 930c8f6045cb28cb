"""Whether words follow one another as they do in English, or were thrown together.

Each word is put into a class by its form alone. The table holds, for two classes, how much more often the
second follows the first than chance would have it, in tenths of a natural logarithm; it was counted over the
scenario library by `tests/eval/count_word_order.py`. In English the sum grows with every word. In shuffled
text it falls, whatever the text is about.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.grading.stuffing import near
from bot.grading.tokens import Token
from bot.grading.word_order_table import TABLE
from bot.grading.words import (
    ARTICLES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    FUNCTION_WORDS,
    MODALS,
    OBJECTS,
    POSSESSIVES,
    PREPOSITIONS,
    listed,
)

START, BREAK, END = "^", ",", "$"
_CONTENT = "KgelsF,$^"
_CLASSES = (
    ("T", listed("to")),
    ("O", listed("of")),
    ("A", ARTICLES),
    ("C", listed("and or but nor")),
    ("I", listed("i we they he she")),
    ("Y", listed("it you")),
    ("X", OBJECTS),
    ("N", listed("not no never")),
    ("D", POSSESSIVES | DETERMINERS),
    ("V", FINITE),
    ("B", BE),
    ("M", MODALS),
    ("Q", CONJUNCTIONS | listed("who what which where why how")),
    ("P", PREPOSITIONS),
    ("J", FUNCTION_WORDS),
)
_CLASS_OF = {word: name for name, words in reversed(_CLASSES) for word in words}
_ENDINGS = (("ing", "g"), ("ed", "e"), ("ly", "l"), ("s", "s"))
_SHORTEST_ENDED = 4
_LEAST_WORDS = 40
_SHUFFLED = -0.3


def shuffled(sentences: Sequence[Sequence[Token]]) -> frozenset[int]:
    """The places of sentences that stand in a stretch without English order."""
    sums = [_sum(classes(tokens)) for tokens in sentences]
    lengths = [len(tokens) for tokens in sentences]
    found: set[int] = set()
    for place in range(len(sentences)):
        here = near(place)
        words = sum(lengths[here])
        if words >= _LEAST_WORDS and sum(sums[here]) < _SHUFFLED * words:
            found.add(place)
    return frozenset(found)


def classes(tokens: Sequence[Token]) -> Iterator[str]:
    """The classes of a sentence's words, with its start, its breaks and its end."""
    yield START
    for place, token in enumerate(tokens):
        if place and token.after_break:
            yield BREAK
        yield _class(token)
    yield END


def _class(token: Token) -> str:
    if token.kinds:
        return "F"
    if token.word in _CLASS_OF:
        return _CLASS_OF[token.word]
    if len(token.word) >= _SHORTEST_ENDED:
        return next((name for ending, name in _ENDINGS if token.word.endswith(ending)), "K")
    return "K"


def _sum(names: Iterator[str]) -> int:
    """Pairs of two content words are left out: terse English has many, and they tell nothing."""
    return sum(TABLE.get((a, b), 0) for a, b in pairwise(names) if not (a in _CONTENT and b in _CONTENT))
