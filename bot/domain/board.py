"""Over which time a board counts, how it ranks, and whom it names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from bot.domain.ids import PersonId, SeasonId
from bot.domain.points import Tally

MOST_NAMED = 10
"""On a board, from the first place on."""
LEAST_COMPARED = 3
"""First gradings in each of two periods before they are compared."""


@dataclass(frozen=True, slots=True)
class Week:
    """A group's week, by the local dates of its posts. Monday to Sunday."""

    monday: date

    @property
    def key(self) -> str:
        return f"week {self.monday.isoformat()}"

    @property
    def before(self) -> "Week":
        return Week(self.monday - timedelta(days=7))


@dataclass(frozen=True, slots=True)
class OneSeason:
    season: SeasonId

    @property
    def key(self) -> str:
        return f"season {self.season}"


@dataclass(frozen=True, slots=True)
class AllTime:
    @property
    def key(self) -> str:
        return "all"


Period = Week | OneSeason | AllTime


def week_of(day: date) -> Week:
    return Week(day - timedelta(days=day.weekday()))


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody's place on a board."""

    person: PersonId
    value: int
    rank: int


def ranked(values: Iterable[tuple[PersonId, int]]) -> list[Placed]:
    """The most first; equals share a rank, and the next one counts all before it: 1, 2, 2, 4."""
    ordered = sorted(values, key=lambda one: (-one[1], one[0]))
    placed: list[Placed] = []
    for number, (person, value) in enumerate(ordered, start=1):
        shared = placed[-1].rank if placed and placed[-1].value == value else number
        placed.append(Placed(person, value, shared))
    return placed


def listed(placed: Sequence[Placed], most: int) -> list[Placed]:
    """Who is named on a board: from the top, never the lowest rank unless it is also the first.

    `placed` holds everybody, or so many that one who isn't named follows. Equals are named together or
    not at all.
    """
    if not placed:
        return []
    lowest = placed[-1].rank
    named = [one for one in placed if one.rank < lowest or lowest == 1]
    if len(named) <= most:
        return named
    cut = named[most].rank
    return [one for one in named if one.rank < cut] or named[:most]


def risen(before: Tally, now: Tally) -> int | None:
    """By how much a mean score rose, to the nearest whole; None where there is too little to compare."""
    if min(before.scored, now.scored) < LEAST_COMPARED:
        return None
    rise = Fraction(now.score, now.scored) - Fraction(before.score, before.scored)
    nearest = int(abs(rise) + Fraction(1, 2))
    return nearest if rise > 0 else -nearest
