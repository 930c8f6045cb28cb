"""Texts as markup. Whatever they hold is shown as text: escaped, and each in a box of its own direction."""

import re
from collections.abc import Iterator
from itertools import groupby
from textwrap import dedent
from unicodedata import category

from markupsafe import Markup, escape

from bot.library.layout import Kind, lines_of

LONGEST_UNFOLDED = 2_400
"""Letters of a member's message: an answer of the expected length is read without unfolding it."""
MOST_LINES_UNFOLDED = 40
PREVIEW = 280
_CODE = re.compile(r"`([^`\n]{1,200})`")
_STRESSED = re.compile(r"\*\*([^*\n]{1,200})\*\*")
_ENDLESS = re.compile(r"\S{400}")
_LISTED = re.compile(r"(?:[A-Z]|[0-9]{1,2})[.)] ")
_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_KEPT = {"\n", "\t"}
_PICTURES = 0x2400
_DELETE = 0x7F


def shown(text: str) -> str:
    """The text without what no page can hold: control characters are made visible."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(map(_visible, lines)) if any(map(_unfit, lines)) else lines


def bare(text: str) -> Markup:
    """A name or a title within a line, whichever way it is written."""
    return Markup("<bdi>{}</bdi>").format(shown(text))


def spoken(text: str) -> Markup:
    """What Debrief says: paragraphs, and commands in backticks as code."""
    return Markup("").join(Markup('<p dir="auto">{}</p>').format(_coded(part)) for part in _paragraphs(text))


def phrase(text: str) -> Markup:
    """What Debrief says within a line."""
    return Markup("<bdi>{}</bdi>").format(_coded(shown(text)))


def written(text: str) -> Markup:
    """What a member wrote. A long one is folded behind its beginning."""
    text = shown(text)
    kind = "said unbroken" if _ENDLESS.search(text) else "said"
    whole = Markup("").join(
        Markup('<p class="{}" dir="auto">{}</p>').format(kind, part) for part in _paragraphs(text)
    )
    if len(text) <= LONGEST_UNFOLDED and text.count("\n") <= MOST_LINES_UNFOLDED:
        return whole
    return Markup(
        '<details class="fold long"><summary><span class="preview" dir="auto">{}…</span> '
        '<span class="whole">The whole message, {} characters</span></summary>{}</details>'
    ).format(" ".join(text[:PREVIEW].split()), f"{len(text):,}", whole)


def prompt(text: str) -> Markup:
    """Prose is set anew at this width; tables, logs and lists keep their lines."""
    parts = (
        _block(kind, [line.text for line in lines])
        for kind, lines in groupby(lines_of(shown(text)), key=lambda line: line.kind)
    )
    return Markup("").join(part for part in parts if part)


def quoted(text: str, words: int) -> str:
    """The text on one line, cut where it's much longer than so many words."""
    found = text.split()
    return " ".join(found if len(found) <= words * 5 // 4 else [*found[:words], "…"])


def _block(kind: Kind, lines: list[str]) -> Markup:
    match kind:
        case Kind.PROSE:
            return Markup("").join(
                Markup('<p dir="auto">{}</p>').format(_stressed(part)) for part in _listed(lines)
            )
        case Kind.BULLET:
            items = Markup("").join(Markup('<li dir="auto">{}</li>').format(line[2:]) for line in lines)
            return Markup("<ul>{}</ul>").format(items)
        case Kind.ARTEFACT:
            return Markup(
                '<pre class="log" tabindex="0" role="region" aria-label="Table or log" dir="ltr">{}</pre>'
            ).format(dedent("\n".join(lines)))
        case Kind.BLANK:
            return Markup()


def _listed(lines: list[str]) -> Iterator[str]:
    """The lines as one text, but for those that begin with a letter or number of their own."""
    text = ""
    for line in map(str.strip, lines):
        if text and _LISTED.match(line):
            yield text
            text = ""
        text = f"{text} {line}".lstrip()
    yield text


def _stressed(text: str) -> Markup:
    return _marked(_STRESSED, "strong", text)


def _paragraphs(text: str) -> Iterator[str]:
    return (part for part in _GAP.split(shown(text).strip()) if part)


def _coded(text: str) -> Markup:
    return _marked(_CODE, "code", text)


def _marked(pattern: re.Pattern[str], tag: str, text: str) -> Markup:
    """What the pattern's one group holds, in an element of its own; the rest as text."""
    element = Markup(f"<{tag}>{{}}</{tag}>")  # noqa: S704  the tag is one of ours
    return Markup("").join(
        element.format(piece) if place % 2 else escape(piece)
        for place, piece in enumerate(pattern.split(text))
    )


def _unfit(char: str) -> bool:
    return char not in _KEPT and category(char) in {"Cc", "Cs"}


def _visible(char: str) -> str:
    if not _unfit(char):
        return char
    code = ord(char)
    if code < ord(" "):
        return chr(_PICTURES + code)
    return "␡" if code == _DELETE else "\ufffd"
