"""Texts of several paragraphs as blocks."""

import re
from collections.abc import Iterator
from itertools import groupby
from textwrap import dedent

from adapters.discord.spelling import spelt
from adapters.discord.wording.escaping import shown, units
from adapters.discord.wording.rich import Block, Kind, Run, block, bold, bullet, said
from adapters.discord.wording.tables import table_blocks
from bot.library.layout import Kind as LineKind
from bot.library.layout import Line, lines_of

_CODE = re.compile(r"(?<!`)`([^`\n]{1,200})`(?!`)")
_STRESSED = re.compile(r"\*\*([^*\n]{1,200})\*\*")
_LISTED = re.compile(r"(?:[A-Z]|[0-9]{1,2})[.)] ")
_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_PARAGRAPHS = "\n\n"
_MOST_PIECES = 200
"""What has more of them was not written to be read, and is shown as it was typed."""
_MOST_SMALL = 300
"""Longer than this, small letters are hard to read."""
_MOST_TITLE = 200


def title(text: str) -> list[Block]:
    """A heading; one that is too long for that stands in bold."""
    line = " ".join(shown(text).split())
    if not line:
        return []
    return [said(bold(line)) if units(line) > _MOST_TITLE else block(Kind.TITLE, line)]


def small(text: str) -> list[Block]:
    """What is beside the point, in small letters; in others if it's long or has a command in it."""
    words = paragraphs(text)
    runs = tuple(phrase(words))
    plain = len(runs) <= 1 and units(words) <= _MOST_SMALL
    return [block(Kind.SMALL if plain else Kind.TEXT, *runs)] if words else []


def spoken(text: str, *, tight: bool = False) -> list[Block]:
    """What Debrief says: paragraphs, and commands in backticks as code."""
    words = paragraphs(text)
    return [said(*phrase(words), tight=tight)] if words else []


def phrase(text: str) -> Iterator[Run]:
    """What Debrief says within a line."""
    pieces = _CODE.split(shown(text))
    if len(pieces) > _MOST_PIECES:
        yield Run(text)
    else:
        yield from (
            Run(spelt(piece), code=True) if place % 2 else Run(piece) for place, piece in enumerate(pieces)
        )


def paragraphs(text: str) -> str:
    """With one empty line between them, however many there were."""
    return _PARAGRAPHS.join(part for part in _GAP.split(shown(text).strip()) if part)


def prompt(text: str) -> Iterator[Block]:
    """Prose is set anew at the reader's width; tables, logs and lists keep their lines."""
    prose: list[str] = []
    for kind, lines in groupby(lines_of(shown(text)), key=lambda line: line.kind):
        if kind in {LineKind.BULLET, LineKind.ARTEFACT}:
            yield from _prose(prose)
            prose = []
        yield from _kept(kind, list(lines), prose)
    yield from _prose(prose)


def _kept(kind: LineKind, lines: list[Line], prose: list[str]) -> Iterator[Block]:
    texts = [line.text for line in lines]
    match kind:
        case LineKind.PROSE:
            prose.append("\n".join(_listed(texts)))
        case LineKind.BULLET:
            yield from (bullet(*_stressed(text[2:])) for text in texts)
        case LineKind.ARTEFACT:
            yield from table_blocks(dedent("\n".join(texts)))
        case LineKind.BLANK:
            pass


def _prose(together: list[str]) -> Iterator[Block]:
    for paragraph in together:
        yield said(*_stressed(paragraph))


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
