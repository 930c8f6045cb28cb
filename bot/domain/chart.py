"""What pictures show: a board, or somebody's progress."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Bar:
    rank: int
    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    """What a picture of a board shows."""

    title: str
    subtitle: str
    unit: str
    bars: tuple[Bar, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class TrendPoint:
    attempt: int
    """Counted from 0 over all lines: attempts stand in order, at equal distances."""
    on: date
    level: float
    """0 to 4."""


@dataclass(frozen=True, slots=True)
class TrendLine:
    label: str
    points: tuple[TrendPoint, ...]
    """Oldest first; at least one."""
    said: str
    """Where it stands now, in a word."""


@dataclass(frozen=True, slots=True)
class Trend:
    """What a picture of somebody's progress shows: a line for each competency."""

    title: str
    subtitle: str
    lines: tuple[TrendLine, ...]
    alt: str
