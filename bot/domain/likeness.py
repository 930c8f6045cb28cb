"""Whether two answers are nearly the same text."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

SHINGLE = 4
COPIED = 0.8
LEAST_CHANGED = 0.4
SHORTEST = 20
"""Shorter answers may agree by accident."""

_WORD = re.compile(r"\w+")


def stood_at(pieces: Iterable[tuple[datetime, int]]) -> datetime:
    """When most of a text stood as it stands now, from each piece's age and length.

    Two authors are put in order by it, so a line that is added later makes nobody's text younger.
    """
    ordered = sorted(pieces)
    needed = COPIED * sum(length for _, length in ordered)
    for at, length in ordered:
        needed -= length
        if needed <= 0:
            return at
    return ordered[-1][0]


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    if len(words) < SHORTEST:
        return frozenset()
    return frozenset(tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def is_copy(text: str, earlier: str) -> bool:
    return first_copied(text, [earlier]) is not None


def first_copied(text: str, earlier: Sequence[str]) -> int | None:
    """The place of the first text that this one is nearly the same as."""
    mine = shingles(text)
    if not mine:
        return None
    for place, other in enumerate(earlier):
        theirs = shingles(other)
        if theirs and len(mine & theirs) / len(mine | theirs) > COPIED:
            return place
    return None


def new_words(before: str, after: str) -> int:
    """How many words of a text weren't in it before."""
    old, new = (Counter(_WORD.findall(text.casefold())) for text in (before, after))
    return (new - old).total()


def is_correction(after: str, changed: int) -> bool:
    """Whether most of a text is as old as its first words: typos mended, a sentence added.

    `changed` counts the new words of every edit since those: many small corrections are a rewriting.
    """
    return changed <= len(_WORD.findall(after.casefold())) * LEAST_CHANGED
