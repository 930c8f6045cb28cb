"""Whether two answers are nearly the same text."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

SHINGLE = 4
COPIED = 0.8
MOSTLY = 0.6
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


def is_correction(before: str, after: str) -> bool:
    """Whether an edit leaves most of the words where they were: a typo mended, a sentence added."""
    old, new = _WORD.findall(before.casefold()), _WORD.findall(after.casefold())
    if not new:
        return True
    kept = sum((Counter(old) & Counter(new)).values())
    return kept >= len(new) * MOSTLY
