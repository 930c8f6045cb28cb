"""Long texts in pieces, cut where a reader would pause."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from unicodedata import category

_PAUSES = (re.compile(r"\n[\n \t]*\n[\n \t]*"), re.compile(r"[ \t]*\n[ \t]*"), re.compile("[ \t]+"))
"""From the best place to the least good: between paragraphs, lines, words."""
_EARLIEST = 0.5
_LONGEST_PAUSE = 12
_LONGEST_CLUSTER = 16
_JOINERS = {"\u200d", "\ufe0f"}
_SKIN_TONES = range(0x1F3FB, 0x1F400)


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    before: str
    """The white space that stood between it and the one before."""


def pieces(text: str, most: int, size: Callable[[str], int]) -> Iterator[Piece]:
    """The whole text: every `before` and `text` in order make it up again. `size` only ever grows."""
    before = ""
    while True:
        fits = _fitting(text, most, size)
        if fits == len(text):
            yield Piece(text, before)
            return
        end, following = _pause(text, fits)
        yield Piece(text[:end], before)
        before, text = text[end:following], text[following:]


def _fitting(text: str, most: int, size: Callable[[str], int]) -> int:
    """How many characters fit, one at least."""
    if len(text) <= most and size(text) <= most:
        return len(text)
    return max(bisect_right(range(1, min(len(text), most) + 1), most, key=lambda end: size(text[:end])), 1)


def _pause(text: str, fits: int) -> tuple[int, int]:
    """Where a piece ends, and where the next one begins."""
    for pattern in _PAUSES:
        found = [
            one
            for one in pattern.finditer(text, 0, fits + 1 + _LONGEST_PAUSE)
            if one.start() >= fits * _EARLIEST
        ]
        for one in reversed(found):
            end, following = one.start(), one.end()
            if 0 < end <= fits and following - end <= _LONGEST_PAUSE and text[following:].strip():
                return end, following
    place = _whole_character(text, fits)
    return place, place


def _whole_character(text: str, fits: int) -> int:
    """Before what belongs to the character at the place, if that isn't far."""
    for place in range(fits, max(fits - _LONGEST_CLUSTER, 0), -1):
        if not _continues(text[place]) and text[place - 1] != "\u200d":
            return place
    return fits


def _continues(char: str) -> bool:
    return char in _JOINERS or category(char).startswith("M") or ord(char) in _SKIN_TONES
