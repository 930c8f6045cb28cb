"""The lines of a text as their author meant them: bullets, headings, and prose that was only wrapped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.grading.words import ARTICLES, CONJUNCTIONS, MODALS, POSSESSIVES, PREPOSITIONS, listed

_BULLET = re.compile(r"\s*(?:[-*+>\u2022\u25e6\u2023\u00b7\u2013\u2014]+|\(?\d{1,2}[.)]|\(?[A-Za-z][.)])\s+")
_HEADING = re.compile(r"\s*(?:#{1,6}\s.*|\*\*[^*]{1,80}\*\*:?|__[^_]{1,80}__:?|[^.!?]{1,60}:)\s*")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_LINE = re.compile(r"[^\n]+")
_CLOSED = (".", "!", "?", ":", ";", "**")
_MAYBE_WRAPPED = 40
"""Letters from which a line without an end, before one in lower case, was broken by its margin."""
_NARROWEST, _FULL = 60, 0.85
"""A margin at least this wide, and the share of it that a wrapped line fills."""
_UNFINISHED = (
    ARTICLES | POSSESSIVES | CONJUNCTIONS | MODALS | (PREPOSITIONS - listed("in on off out up down"))
)


@dataclass(frozen=True, slots=True)
class Block:
    start: int
    end: int
    heading: bool = False


def blocks(text: str) -> Iterator[Block]:
    """Paragraphs, bullets and headings, without their marks."""
    for paragraph in _PARAGRAPH.finditer(text):
        lines = list(_LINE.finditer(text, *paragraph.span()))
        width = max(len(line[0].rstrip()) for line in lines)
        start, end = lines[0].span()
        for above, line in pairwise(lines):
            if not _continues(line[0], above[0].strip(), width):
                yield from _block(text, start, end)
                start = line.start()
            end = line.end()
        yield from _block(text, start, end)


def _block(text: str, start: int, end: int) -> Iterator[Block]:
    heading = bool(_HEADING.fullmatch(text, start, end))
    bullet = _BULLET.match(text, start, end)
    if text[start:end].strip():
        yield Block(bullet.end() if bullet and not heading else start, end, heading)


def _continues(line: str, above: str, width: int) -> bool:
    """Whether a line goes on with the sentence of the line above."""
    first = line.strip()[:1]
    if not first or not above or above.endswith(_CLOSED) or _BULLET.match(line) or _HEADING.fullmatch(line):
        return False
    if above.rsplit(maxsplit=1)[-1].lower() in _UNFINISHED:
        return True
    full = width >= _NARROWEST and len(above) >= _FULL * width
    return full or (len(above) >= _MAYBE_WRAPPED and not first.isupper())
