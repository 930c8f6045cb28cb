"""Keywords dressed as sentences: one alone may be terse style, a stretch of them is not."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.grading.structure import is_bare
from bot.grading.tokens import Token
from bot.grading.words import (
    ARTICLES,
    BE,
    FINITE,
    FUNCTION_WORDS,
    MODALS,
    OBJECTS,
    POSSESSIVES,
    SUBJECTS,
    listed,
)

NEAR = 4
"""Sentences on either side that are judged together with one: alone it is too short to tell."""
_LEAST_SENTENCES = 5
_LEAST_WORDS = 40
_GLUE = (
    ARTICLES
    | POSSESSIVES
    | FINITE
    | BE
    | MODALS
    | SUBJECTS
    | OBJECTS
    | listed("to of in for and that with on at")
)
_SALAD = ((0.93, 0.24), (0.97, 0.3))
"""A share of cues among the content words, and the share of glue that English then has at the least."""
_FRAME = 3
_MANY_FRAMED, _LONGEST_FRAMED = 6, 14


def near(place: int) -> slice:
    """The stretch of a text around one sentence."""
    return slice(max(0, place - NEAR), place + NEAR + 1)


def stuffed(sentences: Sequence[Sequence[Token]], covered: Sequence[frozenset[int]]) -> frozenset[int]:
    """The places of sentences that hold keywords and little else; `covered` are their cue words."""
    return frozenset((*_bare(sentences), *_salad(sentences, covered), *_framed(sentences)))


def _bare(sentences: Sequence[Sequence[Token]]) -> Iterator[int]:
    bare = [is_bare(tokens) for tokens in sentences]
    for place, own in enumerate(bare):
        stretch = bare[near(place)]
        if own and len(stretch) >= _LEAST_SENTENCES and 2 * sum(stretch) > len(stretch):
            yield place


def _salad(sentences: Sequence[Sequence[Token]], covered: Sequence[frozenset[int]]) -> Iterator[int]:
    """Nearly every content word is a cue, and the words that make English of them are missing."""
    words = [len(tokens) for tokens in sentences]
    glue = [sum(t.word in _GLUE or bool(t.kinds) for t in tokens) for tokens in sentences]
    content = [{n for n, t in enumerate(tokens) if t.word not in FUNCTION_WORDS} for tokens in sentences]
    cues = [len(own & covered[place]) for place, own in enumerate(content)]
    for place in range(len(sentences)):
        here = near(place)
        length = sum(words[here])
        cue_share = sum(cues[here]) / max(1, sum(map(len, content[here])))
        glue_share = sum(glue[here]) / length
        if length >= _LEAST_WORDS and any(cue_share >= a and glue_share < b for a, b in _SALAD):
            yield place


def _framed(sentences: Sequence[Sequence[Token]]) -> Iterator[int]:
    """Short sentences cast in one mould: "The … and the … are part of the plan"."""
    short = {
        place: tokens for place, tokens in enumerate(sentences) if _FRAME < len(tokens) <= _LONGEST_FRAMED
    }
    for cut in (slice(None, _FRAME), slice(-_FRAME, None)):
        moulds = {place: tuple(token.stem for token in tokens[cut]) for place, tokens in short.items()}
        frequent = {mould for mould, count in Counter(moulds.values()).items() if count >= _MANY_FRAMED}
        yield from (place for place, mould in moulds.items() if mould in frequent)
