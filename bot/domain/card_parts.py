"""What cards are made of. Every text is plain, and may hold anything that a member wrote."""

from dataclasses import dataclass, field

from bot.domain.competency import Competency
from bot.domain.grade import Level
from bot.domain.happenings import Action


@dataclass(frozen=True, slots=True)
class Button:
    action: Action
    label: str
    subject: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The same chart twice, and the words for whoever can't see it."""

    png: bytes
    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    lines: tuple[str, ...]
    folded: bool = False
    """Long, and opened when it's needed."""


@dataclass(frozen=True, slots=True)
class CriterionLine:
    title: str
    competency: Competency
    level: Level
    finding: str
    quotes: tuple[str, ...]
    missing: str
    unsure: bool = False
    """The grader isn't sure of the level, by its own word."""


@dataclass(frozen=True, slots=True)
class SealedAnswer:
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    rank: int | None
    """None for somebody who is told their value without a place."""
    name: str
    value: str
    """In words."""
    number: int = field(default=0, compare=False)
    """The same, for a picture."""
