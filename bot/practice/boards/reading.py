"""What is asked of a board, what is read for it, and the description that each measure gives of itself."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.board import MOST_NAMED, Period
from bot.domain.ids import GroupId, PersonId
from bot.practice.boards.units import Unit
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class BoardWanted:
    """Which board, and in whose eyes; without a viewer it's the one that everybody may see."""

    group: GroupId
    viewer: PersonId | None
    period: Period
    measure: "Measure"
    now: datetime
    today: date
    """The group's."""
    most: int = MOST_NAMED


@dataclass(frozen=True, slots=True)
class Named:
    rank: int
    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Own:
    """Where the viewer stands."""

    name: str
    value: int
    listed: bool
    """Has a place on boards at all."""
    rank: int = 1
    last: bool = False
    """Nobody has less, and somebody has more."""
    short: int = 0
    """How much is missing to the next place."""


@dataclass(frozen=True, slots=True)
class Count:
    named: tuple[Named, ...] = ()
    took_part: int = 0
    own: Own | None = None
    hidden: bool = False
    """Nobody is shown, and somebody who isn't has a value."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One board as it stands, and what it says in its viewer's case."""

    subtitle: str
    count: Count = Count()
    empty: str = ""
    """In place of rows."""
    nothing: str = ""
    """In place of the viewer's value."""
    begins: str = ""
    """How a viewer without a value gets one."""
    ended: bool = False
    """Nothing reaches the next place any more."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that boards count."""

    word: str
    """Typed behind `/debrief board`; for what can be counted, its plural."""
    counts: str
    over: str
    """The times that it can be asked for. With `counts`, a line of the page of boards."""
    example: str
    """What may be typed behind `board`, for help."""
    unit: Unit
    read: Callable[[Work, BoardWanted], Awaitable[Reading]]
