"""Whether two answers are nearly the same text."""

import re

SHINGLE = 4
COPIED = 0.8
SHORTEST = 20
"""Shorter answers may agree by accident."""

_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    if len(words) < SHORTEST:
        return frozenset()
    return frozenset(tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def is_copy(text: str, earlier: str) -> bool:
    mine, theirs = shingles(text), shingles(earlier)
    if not mine or not theirs:
        return False
    return len(mine & theirs) / len(mine | theirs) > COPIED
