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
_LEAST_WORDS, _ENOUGH_WORDS = 40, 60
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
_SALAD = ((0.93, 0.16), (0.97, 0.3))
"""A share of cues among the content words, and the share of glue that English then has at the least."""
_LEAST_LITTLE = 0.28
"""The share of function words and figures that the tersest English does not fall below."""
_FRAME = 3
_MANY_FRAMED, _LONGEST_FRAMED = 6, 45


def near(place: int) -> slice:
    """The sentences around one."""
    return slice(max(0, place - NEAR), place + NEAR + 1)


def stretches(lengths: Sequence[int], least: int) -> Iterator[slice]:
    """For each sentence, those around it that hold enough words to tell; all, where there are too few."""
    for place in range(len(lengths)):
        first, end, words = place, place + 1, lengths[place]
        while words < least and (first > 0 or end < len(lengths)):
            if first > 0:
                first -= 1
                words += lengths[first]
            if end < len(lengths):
                words += lengths[end]
                end += 1
        yield slice(first, end)


def stuffed(
    sentences: Sequence[Sequence[Token]], covered: Sequence[frozenset[int]], telling: Sequence[bool]
) -> frozenset[int]:
    """The places of sentences that hold keywords and little else; `covered` are their cue words.

    Sentences that tell are also judged by themselves: filler between keywords makes no thought of them.
    """
    own = [place for place, tells in enumerate(telling) if tells]
    told = [sentences[place] for place in own]
    salad = (*_salad(told, [covered[place] for place in own]), *_disjointed(told))
    return frozenset(
        (
            *_bare(sentences),
            *_salad(sentences, covered),
            *(own[place] for place in salad),
            *_framed(sentences),
        )
    )


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
    for place, here in enumerate(stretches(words, _ENOUGH_WORDS)):
        length = sum(words[here])
        cue_share = sum(cues[here]) / max(1, sum(map(len, content[here])))
        glue_share = sum(glue[here]) / length
        if length >= _LEAST_WORDS and any(cue_share >= a and glue_share < b for a, b in _SALAD):
            yield place


def _disjointed(sentences: Sequence[Sequence[Token]]) -> Iterator[int]:
    """Hardly a word that makes English of the others, whatever the others are."""
    words = [len(tokens) for tokens in sentences]
    little = [sum(t.word in FUNCTION_WORDS or bool(t.kinds) for t in tokens) for tokens in sentences]
    for place, here in enumerate(stretches(words, _ENOUGH_WORDS)):
        if sum(words[here]) >= _LEAST_WORDS and sum(little[here]) < _LEAST_LITTLE * sum(words[here]):
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
