"""Rich text: elements of a fixed meaning, so that nothing in a text is parsed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from json import JSONEncoder
from typing import Any

from adapters.chats.cutting import pieces
from adapters.slack.blocks.values import Block
from adapters.slack.blocks.wording import isolated, literal, one_line, units

MOST_LETTERS = 2_800
"""Of one block, in UTF-16; Slack names no limit for rich text, and 3,000 for a section."""
MOST_BYTES = 8_000
MOST_RUNS = 90
MOST_LEVELS = 3
"""A phone has no room for more."""
_MOST_IN_RUN = 2_400
_JSON = JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Kind(StrEnum):
    SECTION = "rich_text_section"
    QUOTE = "rich_text_quote"
    TABLE = "rich_text_preformatted"
    BULLET = "rich_text_list"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; as an emoji, its name."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    emoji: bool = False
    name: bool = False
    """Somebody's name, which may be written the other way round than the words about it."""

    @property
    def look(self) -> tuple[bool, ...]:
        return self.bold, self.italic, self.code, self.emoji

    def element(self) -> dict[str, Any]:
        if self.emoji:
            return {"type": "emoji", "name": self.text}
        looks = {"bold": self.bold, "italic": self.italic, "code": self.code}
        style = {name: True for name, on in looks.items() if on}
        text = {"type": "text", "text": self.text}
        return text | {"style": style} if style else text


@dataclass(frozen=True, slots=True)
class Part:
    kind: Kind
    runs: tuple[Run, ...]
    level: int = 1
    """Of a bullet: a list's own, or one of a list within it."""


@dataclass(frozen=True, slots=True)
class _Size:
    runs: int
    letters: int
    bytes: int

    def __add__(self, other: "_Size") -> "_Size":
        return _Size(self.runs + other.runs, self.letters + other.letters, self.bytes + other.bytes)

    @property
    def fits(self) -> bool:
        return self.runs <= MOST_RUNS and self.letters <= MOST_LETTERS and self.bytes <= MOST_BYTES


_NOTHING = _Size(0, 0, 0)
_AROUND_PART = _Size(0, 0, 120)
"""Braces and names of an element."""


def said(*runs: Run | str) -> Part:
    return _part(Kind.SECTION, runs)


def quoted(text: str) -> Part:
    return _part(Kind.QUOTE, (text,))


def table(text: str) -> Part:
    return _part(Kind.TABLE, (text,))


def bullet(*runs: Run | str, level: int = 1) -> Part:
    return replace(_part(Kind.BULLET, runs), level=min(level, MOST_LEVELS))


def bold(text: str) -> Run:
    return Run(text, bold=True)


def name(text: str, *, stands_out: bool = False) -> Run:
    return Run(text, bold=stands_out, name=True)


def rich(*parts: Part) -> list[Block]:
    """The parts one below the other, in as many blocks as they need."""
    blocks: list[list[Part]] = []
    size = _NOTHING
    for part in (cut for whole in parts for cut in _cut(whole)):
        own = sum(map(_size, part.runs), _AROUND_PART)
        size += own
        if not blocks or not size.fits:
            blocks.append([])
            size = own
        blocks[-1].append(part)
    return [_block(together) for together in blocks]


def weight(value: object) -> int:
    """In bytes as JSON: Slack's limit on a message's blocks counts more than their letters."""
    return len(_JSON.encode(value).encode())


def _part(kind: Kind, runs: Sequence[Run | str]) -> Part:
    made = (run if isinstance(run, Run) else Run(run) for run in runs)
    fit = [replace(run, text=_fit(run), name=False) for run in made if run.text]
    alike = (list(together) for _, together in groupby(fit, key=lambda run: run.look))
    return Part(kind, tuple(replace(each[0], text="".join(run.text for run in each)) for each in alike))


def _fit(run: Run) -> str:
    return isolated(literal(one_line(run.text))) if run.name else literal(run.text)


def _cut(part: Part) -> Iterator[Part]:
    """What is too long for one block goes on as a part of the same kind."""
    held, size = list[Run](), _NOTHING
    for run in (short for whole in part.runs for short in _short(whole)):
        if held and not (size + _size(run)).fits:
            yield replace(part, runs=tuple(held))
            held, size = [], _NOTHING
        held.append(run)
        size += _size(run)
    if any(run.text.strip() for run in held):
        yield replace(part, runs=tuple(held))


def _short(run: Run) -> Iterator[Run]:
    return (replace(run, text=piece.text) for piece in pieces(run.text, _MOST_IN_RUN, units) if piece.text)


def _size(run: Run) -> _Size:
    return _Size(1, units(run.text), weight(run.element()) + 1)


def _block(parts: Sequence[Part]) -> Block:
    return {"type": "rich_text", "elements": list(_elements(parts))}


def _elements(parts: Iterable[Part]) -> Iterator[dict[str, Any]]:
    for (kind, level), together in groupby(parts, key=lambda part: (part.kind, part.level)):
        if kind is Kind.BULLET:
            inset = {"indent": level - 1} if level > 1 else {}
            lines = [_line(part) for part in together]
            yield {"type": kind.value, "style": "bullet", "elements": lines} | inset
        else:
            yield from ({"type": kind.value, "elements": _words(part)} for part in together)


def _line(part: Part) -> dict[str, Any]:
    return {"type": Kind.SECTION.value, "elements": _words(part)}


def _words(part: Part) -> list[dict[str, Any]]:
    return [run.element() for run in part.runs]
