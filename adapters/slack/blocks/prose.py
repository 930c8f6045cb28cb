"""Texts of several paragraphs as parts of rich text."""

import re
from collections.abc import Iterator
from itertools import groupby
from textwrap import dedent

from adapters.slack.blocks.rich import Part, Run, bold, bullet, said, table
from adapters.slack.blocks.wording import shown
from bot.library.layout import Kind, Line, lines_of
from bot.library.records import Entry, records

_CODE = re.compile(r"`([^`\n]{1,200})`")
_STRESSED = re.compile(r"\*\*([^*\n]{1,200})\*\*")
_LISTED = re.compile(r"(?:[A-Z]|[0-9]{1,2})[.)] ")
_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_PARAGRAPHS = "\n\n"
_MOST_PIECES = 200
"""What has more of them was not written to be read, and is shown as it was typed."""


def spoken(text: str) -> Part:
    """What Debrief says: paragraphs, and commands in backticks as code."""
    return said(*phrase(paragraphs(text)))


def phrase(text: str) -> Iterator[Run]:
    """What Debrief says within a line."""
    pieces = _CODE.split(shown(text))
    if len(pieces) > _MOST_PIECES:
        yield Run(text)
    else:
        yield from (Run(piece, code=bool(place % 2)) for place, piece in enumerate(pieces))


def paragraphs(text: str) -> str:
    """With one empty line between them, however many there were."""
    return _PARAGRAPHS.join(part for part in _GAP.split(shown(text).strip()) if part)


def prompt(text: str) -> Iterator[Part]:
    """Prose is set anew at the reader's width; lists keep their lines, and tables that a phone can hold."""
    prose: list[str] = []
    for kind, lines in groupby(lines_of(shown(text)), key=lambda line: line.kind):
        if kind in {Kind.BULLET, Kind.ARTEFACT}:
            yield from _prose(prose)
            prose = []
        yield from _kept(kind, list(lines), prose)
    yield from _prose(prose)


def _kept(kind: Kind, lines: list[Line], prose: list[str]) -> Iterator[Part]:
    texts = [line.text for line in lines]
    match kind:
        case Kind.PROSE:
            prose.append("\n".join(_listed(texts)))
        case Kind.BULLET:
            yield from (bullet(*_stressed(text[2:])) for text in texts)
        case Kind.ARTEFACT:
            yield from _artefact(dedent("\n".join(texts)))
        case Kind.BLANK:
            pass


def _artefact(text: str) -> Iterator[Part]:
    entries = records(text.split("\n"))
    yield from map(_entry, entries) if entries else (table(text),)


def _entry(entry: Entry) -> Part:
    if entry.level == 0:
        return said(entry.says)
    return bullet(bold(entry.label), entry.whole[len(entry.label) :], level=entry.level)


def _prose(together: list[str]) -> Iterator[Part]:
    if together:
        yield said(*_stressed(_PARAGRAPHS.join(together)))


def _listed(lines: list[str]) -> Iterator[str]:
    """The lines as one text, but for those that begin with a letter or number of their own."""
    text = ""
    for line in map(str.strip, lines):
        if text and _LISTED.match(line):
            yield text
            text = ""
        text = f"{text} {line}".lstrip()
    yield text


def _stressed(text: str) -> Iterator[Run]:
    pieces = _STRESSED.split(text)
    if len(pieces) > _MOST_PIECES:
        yield Run(text)
    else:
        yield from (Run(piece, bold=bool(place % 2)) for place, piece in enumerate(pieces))
