"""Which lines of a prompt are prose, and which belong to a table, a log or a list."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby

FENCE = "```"
_BULLETS = ("- ", "* ")
_DRAWN = (" ", "|", "+-")


class Kind(Enum):
    PROSE = auto()
    """May be set anew at any width."""
    BULLET = auto()
    ARTEFACT = auto()
    """A line of a table, card or log: its spaces carry meaning."""
    BLANK = auto()


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    kind: Kind


def lines_of(prompt: str) -> Iterator[Line]:
    """The lines in order; fences themselves are left out."""
    fenced = False
    for text in prompt.strip().splitlines():
        if text.strip().startswith(FENCE):
            fenced = not fenced
        else:
            yield Line(text, Kind.ARTEFACT if fenced else _kind(text))


def prose(prompt: str) -> str:
    """What the prompt says in sentences."""
    return "\n".join(line.text for line in lines_of(prompt) if line.kind is not Kind.ARTEFACT)


def flowing(text: str) -> str:
    """Prose without the line ends that it was stored with; lists and tables keep theirs."""
    told: list[str] = []
    for kind, lines in groupby(lines_of(text), key=lambda line: line.kind):
        between = " " if kind is Kind.PROSE else "\n"
        if kind is not Kind.BLANK:
            told.append(between.join(line.text for line in lines))
    return "\n\n".join(told)


def _kind(text: str) -> Kind:
    if not text.strip():
        return Kind.BLANK
    if text.startswith(_DRAWN):
        return Kind.ARTEFACT
    return Kind.BULLET if text.startswith(_BULLETS) else Kind.PROSE
