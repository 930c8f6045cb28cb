"""A member's text as the model gets it: nothing invisible in it, and every word's place remembered."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.grading.sentences import Sentence, split_sentences

_JOINERS = "\u200c\u200d"
_BLACK_FLAG = "\U0001f3f4"
_DROPPED = frozenset({"Cf", "Cc", "Co", "Cn", "Cs"})
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_TAGS = re.compile("[\U000e0000-\U000e007f]")
_SMUGGLED = re.compile("[\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\U000e0100-\U000e01ef]")
_UNSHOWN = re.compile(f"{_TAGS.pattern}|{_SMUGGLED.pattern}|[\0-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_ACCOUNT = re.compile(r"<(?:[@#][!&]?|!subteam\^)\w+(?:\|[^<>\n]*)?>")
_SOMEBODY = "somebody"
"""In place of a mention: whose account it is says nothing of the answer, and is nobody's business outside."""
LONGEST = 12_000
"""Characters that are read of one answer: some 2,000 words, five times what any scenario asks for."""
_LONGEST_RUN = 4
_UNUSUAL = re.compile("[^\n -~‘’“”–—…€£]|<[@#!]|  |\n\n\n|([^ \n0-9])\\1{4}")
"""What only a text without it can be taken as it stands; most answers can, and looking is quick."""
_MANY_MARKS = 4
"""Marks on one letter that some writing needs; more only bury it."""
_FEW_HIDDEN = 3
"""Invisible characters that come along with a paste."""


@dataclass(frozen=True, slots=True)
class Clean:
    """The text in one spelling, with the place in the original of each of its characters."""

    original: str
    text: str
    places: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    """Their spans are those of `text`."""
    hides: bool
    """Whether more was invisible than typing and pasting leave behind."""
    cut: bool
    """Whether it goes on beyond what is read."""

    def words(self, start: int, end: int) -> str:
        """The member's own words, for a span of `text`, without what would turn or hide others."""
        last = self.places[end] if end < len(self.places) else len(self.original)
        return _UNSHOWN.sub("", self.original[self.places[start] : last]).strip() if start < end else ""


@lru_cache(maxsize=64)
def clean(original: str) -> Clean:
    """NFC, without control and format characters and without long runs. Joiners that a script needs stay.

    The last few are remembered: an answer is cleaned for its key, and again for its grade.
    """
    kept, places = as_it_stands(original) if _UNUSUAL.search(original) is None else cleaned(original)
    text = kept[:LONGEST]
    hides, cut = _hides(original), len(kept) > LONGEST
    return Clean(original, text, places[: LONGEST + 1], split_sentences(text), hides, cut)


def as_it_stands(original: str) -> tuple[str, tuple[int, ...]]:
    return original, tuple(range(len(original)))


def cleaned(original: str) -> tuple[str, tuple[int, ...]]:
    """Character by character, each with its place in the original."""
    found = list(_bounded(_composed(original)))
    return "".join(char for _, char in found), tuple(place for place, _ in found)


def _composed(original: str) -> Iterator[tuple[int, str]]:
    """Characters in NFC, each with the place where its letter began."""
    start = 0
    while start < len(original):
        if original[start] == "<" and (mention := _ACCOUNT.match(original, start)):
            yield from ((start, char) for char in _SOMEBODY)
            start = mention.end()
            continue
        end = start + 1
        while end < len(original) and unicodedata.combining(original[end]):
            end += 1
        letter = original[start : min(end, start + 1 + _MANY_MARKS)]
        for char in letter if letter.isascii() else unicodedata.normalize("NFC", letter):
            if shown := _shown(char, original, start):
                yield start, shown
        start = end


def _shown(char: str, original: str, place: int) -> str:
    if char == "\n" or char.isprintable():
        return "" if _SELECTORS.match(char) else char
    if char in "\t\r\v\f\x85\u2028\u2029":
        return "\n" if char in "\u2028\u2029\x85" else " "
    if unicodedata.category(char).startswith("Z"):
        return " "
    if char in _JOINERS and _joins(original, place):
        return char
    return "" if unicodedata.category(char) in _DROPPED else char


def _joins(original: str, place: int) -> bool:
    """Whether both neighbours are letters of a script with joiners, or signs of one emoji."""
    return 0 < place < len(original) - 1 and all(
        not original[near].isascii()
        and not unicodedata.name(original[near], "").startswith(("LATIN", "CYRILLIC", "GREEK", "ZERO WIDTH"))
        for near in (place - 1, place + 1)
    )


def _bounded(chars: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Without the rest of a run: of spaces one stays, of line ends two, of other signs four; digits all."""
    last, run = "", 0
    for place, char in chars:
        run = run + 1 if char == last else 1
        last = char
        most = 1 if char == " " else 2 if char == "\n" else _LONGEST_RUN
        if run <= most or char.isdigit():
            yield place, char


def _hides(original: str) -> bool:
    if original.isascii():
        return False
    tags = len(_TAGS.findall(re.sub(f"{_BLACK_FLAG}[\U000e0020-\U000e007f]+", "", original)))
    return tags > 0 or len(_SMUGGLED.findall(original)) + _stray_joiners(original) > _allowed(original)


def _stray_joiners(original: str) -> int:
    return sum(
        1
        for place, char in enumerate(original)
        if char in _JOINERS and not _joins(original, place) and not _after_emoji(original, place)
    )


def _after_emoji(original: str, place: int) -> bool:
    return place > 0 and unicodedata.category(original[place - 1]) in {"So", "Sk", "Mn"}


def _allowed(original: str) -> int:
    """Right-to-left writing beside Latin needs marks of direction."""
    rightward = sum(unicodedata.bidirectional(char) in {"R", "AL"} for char in original)
    return _FEW_HIDDEN + rightward
