"""Who is named on a board, and where its viewer stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.board import Period, Placed, listed, ranked
from bot.domain.ids import GroupId, PersonId
from bot.store.work import Work


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
    named: tuple[Named, ...]
    took_part: int
    own: Own | None
    zone: str = "UTC"
    """The group's."""


async def count_points(
    work: Work, group: GroupId, period: Period, viewer: PersonId | None, most: int
) -> Count:
    """By two questions whose cost doesn't grow with what was ever answered."""
    top = await work.standings.top(group, period.key, most + 1)
    place = await work.standings.place(group, period.key, viewer)
    names = {row.person: row.name for row in top}
    placed = ranked((row.person, row.points) for row in top)
    own = None
    if place.name is not None:
        last = place.next_points is not None and not place.below
        short = (place.next_points or 0) - place.points
        own = Own(place.name, place.points, place.listed, place.rank, last, short)
    return Count(_named(listed(placed, most), names), place.took_part, own, place.zone)


async def count_values(
    work: Work, group: GroupId, values: Mapping[PersonId, int], viewer: PersonId | None, most: int
) -> Count:
    """By everybody's value, of which there is one for each member at most."""
    names = await work.standings.listed(group)
    placed = ranked((person, value) for person, value in values.items() if value > 0 and person in names)
    own = None
    member = await work.people.member(group, viewer) if viewer is not None else None
    if member is not None:
        own = _own(placed, member.name, values.get(member.person, 0), listed=member.person in names)
    return Count(_named(listed(placed, most), names), len(placed), own)


def _own(placed: list[Placed], name: str, value: int, *, listed: bool) -> Own:
    above = [one.value for one in placed if one.value > value]
    last = bool(above) and all(one.value >= value for one in placed)
    short = above[-1] - value if above else 0
    return Own(name, value, listed, rank=1 + len(above), last=last, short=short)


def _named(placed: list[Placed], names: Mapping[PersonId, str]) -> tuple[Named, ...]:
    return tuple(Named(one.rank, names[one.person], one.value) for one in placed)
