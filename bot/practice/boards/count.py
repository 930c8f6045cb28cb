"""Who is named on a board, and where its viewer stands."""

from collections.abc import Mapping

from bot.domain.board import MOST_NAMED, Period, Placed, listed, ranked
from bot.domain.ids import GroupId, PersonId
from bot.practice.boards.reading import BoardWanted, Count, Named, Own
from bot.store.work import Work


async def count_points(work: Work, wanted: BoardWanted) -> Count:
    """By two questions whose cost doesn't grow with what was ever answered."""
    group, period = wanted.group, wanted.period.key
    first = await first_by_points(work, group, wanted.period, wanted.most)
    place = await work.standings.place(group, period, wanted.viewer)
    own = None
    if place.name is not None:
        last = place.next_points is not None and not place.below
        short = (place.next_points or 0) - place.points
        own = Own(place.name, place.points, place.listed, place.rank, last, short)
    hidden = place.took_part == 0 and await work.standings.anybody(group, period)
    return Count(_named(first), place.took_part, own, hidden)


async def first_by_points(
    work: Work, group: GroupId, period: Period, most: int = MOST_NAMED
) -> list[tuple[Placed, str]]:
    """Who is named on a board by points, with their names."""
    top = await work.standings.top(group, period.key, most + 1)
    names = {row.person: row.name for row in top}
    return [(one, names[one.person]) for one in listed(ranked((r.person, r.points) for r in top), most)]


async def count_values(work: Work, wanted: BoardWanted, values: Mapping[PersonId, int]) -> Count:
    """By everybody's value, of which there is one for each member at most."""
    names = await work.standings.listed(wanted.group)
    placed = ranked((person, value) for person, value in values.items() if value > 0 and person in names)
    own = None
    member = await work.people.member(wanted.group, wanted.viewer) if wanted.viewer is not None else None
    if member is not None:
        own = _own(placed, member.name, values.get(member.person, 0), listed=member.person in names)
    hidden = not placed and any(value > 0 for value in values.values())
    first = [(one, names[one.person]) for one in listed(placed, wanted.most)]
    return Count(_named(first), len(placed), own, hidden)


def _own(placed: list[Placed], name: str, value: int, *, listed: bool) -> Own:
    above = [one.value for one in placed if one.value > value]
    last = bool(above) and all(one.value >= value for one in placed)
    short = above[-1] - value if above else 0
    return Own(name, value, listed, rank=1 + len(above), last=last, short=short)


def _named(first: list[tuple[Placed, str]]) -> tuple[Named, ...]:
    return tuple(Named(one.rank, name, one.value) for one, name in first)
