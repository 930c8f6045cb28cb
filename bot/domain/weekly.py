"""When a group has its weekly post, which week it tells of, and how the last one changed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bot.domain.board import Placed, Week, ranked, week_of
from bot.domain.calendar import DAY, Rhythm, instant_on, local_date
from bot.domain.ids import GroupId, PersonId, WeeklyBoardId

FRIDAY = 4
USUAL = time(17)
LEAST_RANKED = 4
"""With fewer who practised, ranks would show the last one too."""
MOST_CORRECTED = 3
LEAST_STREAK = 3
MOST_NEWCOMERS = 6


@dataclass(frozen=True, slots=True)
class WeeklySchedule:
    """A weekday and a wall time in the group's own zone."""

    group: GroupId
    weekday: int
    """Monday is 0."""
    at: time
    zone: str
    next_at: datetime | None = None

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(self.at, self.zone, frozenset([self.weekday]))


@dataclass(frozen=True, slots=True)
class WeeklyBoard:
    """What was posted: those who were named then, with their places and points."""

    id: WeeklyBoardId
    group: GroupId
    week: Week
    made_at: datetime
    rows: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """Somebody whose row would be another one if the board were posted now."""

    person: PersonId
    points: int
    risen_to: int | None
    """The rank, when it is better than the posted one; nobody is told of a fall."""


def week_told(due: datetime, zone: str) -> Week:
    """The week that is going on; on a Monday, which has nothing to tell yet, the one that has ended."""
    return week_of(local_date(due, zone) - DAY)


def told_until(due: datetime, zone: str) -> datetime:
    """After an outage a board still goes out in its own week, or on its own day."""
    end = max(week_told(due, zone).monday + 7 * DAY, local_date(due, zone) + DAY)
    return instant_on(end, time(0), zone)


def corrections(
    posted: Sequence[Placed], now: Sequence[Placed], shown: frozenset[PersonId]
) -> list[Correction]:
    """What changed among the named since a board was posted, the first places first.

    Whoever isn't on boards any more is taken out of both before they are compared: that somebody else
    went is no correction, and nobody's business. Whoever wasn't posted is told only when their points would
    have won the place then too: else it was a leaver who made room.
    """
    places = ranked((p.person, p.value) for p in posted if p.person in shown)
    before = {one.person: one for one in places}
    changed: list[Correction] = []
    for one in now:
        was = before.get(one.person)
        risen = _won(one, places) if was is None else one.rank < was.rank
        if risen or (was is not None and was.value != one.value):
            changed.append(Correction(one.person, one.value, one.rank if risen else None))
    return changed[:MOST_CORRECTED]


def _won(one: Placed, places: Sequence[Placed]) -> bool:
    """Equals are posted together: who wasn't has risen since, unless more were first than a board names."""
    if one.rank > len(places):
        return False
    return one.value >= places[one.rank - 1].value and one.value > places[-1].value
