"""What stands below a week's board: who is new, who improved most, the longest streak, corrections."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.board import Placed, Week, ranked
from bot.domain.ids import GroupId, PersonId
from bot.domain.weekly import (
    LEAST_RANKED,
    LEAST_STREAK,
    MOST_NEWCOMERS,
    Correction,
    WeeklyBoard,
    corrections,
)
from bot.practice.boards.count import first_by_points
from bot.practice.boards.rises import rises
from bot.practice.streak import streaks_of
from bot.store.work import Work

MOST_TIED = 3
"""How many share a line; where more are equal, it says nothing of anybody."""
NAMELESS = "Somebody"
ORDINALS = ("first", "second", "third")


@dataclass(frozen=True, slots=True)
class Telling:
    """One board, and who may be named in what is told about it."""

    board: WeeklyBoard
    names: Mapping[PersonId, str]
    """Everybody who has a place on boards."""
    now: datetime
    still_goes_on: bool
    """The week wasn't over when this was counted."""
    unsaid: frozenset[PersonId] = frozenset()
    """The only one without a row, whom a line below would tell to be the last."""

    @property
    def group(self) -> GroupId:
        return self.board.group

    @property
    def week(self) -> Week:
        return self.board.week

    @property
    def rows(self) -> list[Placed]:
        """As posted; ranked again when somebody has left the boards meanwhile, so that no gap tells of it."""
        return ranked((row.person, row.value) for row in self.board.rows if row.person in self.names)

    def name(self, person: PersonId) -> str:
        return _one_line(self.names[person])


async def weekly_notes(work: Work, telling: Telling) -> tuple[str, ...]:
    """A line each, and only those that have something to say."""
    notes = (
        await _newcomers(work, telling),
        await _improved(work, telling),
        await _longest_streak(work, telling),
        await _corrections(work, telling),
    )
    return tuple(note for note in notes if note)


async def _newcomers(work: Work, telling: Telling) -> str:
    found, number = await work.weekly.newcomers(
        telling.group,
        telling.week,
        MOST_NEWCOMERS,
        named=[row.person for row in telling.rows],
        unsaid=telling.unsaid,
    )
    if not found:
        return ""
    names = sorted((_one_line(name) for name in found), key=str.casefold)
    left = number - len(names)
    more = f" and {left} {'other' if left == 1 else 'others'}" if left else ""
    return f"New this week: {', '.join(names)}{more}. Welcome!"


async def _improved(work: Work, telling: Telling) -> str:
    week = telling.week
    risen = await rises(work, telling.group, week.before, week)
    best = _best(telling, risen.items(), 1)
    rise = f", mean score {best[0].value:+d} on last week" if best else ""
    return f"Most improved: {_named(telling, best)}{rise}." if best else ""


async def _longest_streak(work: Work, telling: Telling) -> str:
    best = _best(telling, await streaks_of(work, telling.group, telling.now), LEAST_STREAK)
    return f"Longest streak: {_named(telling, best)}, {best[0].value} in a row." if best else ""


async def _corrections(work: Work, telling: Telling) -> str:
    """Late answers, rulings and withdrawals have moved the last board since it was posted."""
    last = await work.weekly.board_of(telling.group, telling.week.before)
    if last is None or not last.rows:
        return ""
    if await work.weekly.took_part(telling.group, last.week) < LEAST_RANKED:
        return ""  # it told no places, so none have changed
    now = [placed for placed, _ in await first_by_points(work, telling.group, last.week)]
    changed = corrections(last.rows, now, frozenset(telling.names))
    said = "; ".join(_corrected(telling, one) for one in changed)
    return f"Last week, counted to the end: {said}." if said else ""


def _corrected(telling: Telling, one: Correction) -> str:
    place = "" if one.risen_to is None else f", now {_ordinal(one.risen_to)}"
    return f"{telling.name(one.person)} {one.points}{place}"


def _best(telling: Telling, values: Iterable[tuple[PersonId, int]], least: int) -> list[Placed]:
    """The first of those on boards, with their equals; nobody when those are many or the value is small.

    Whoever is to stay unsaid counts and isn't named: nobody else is called the first for it.
    """
    placed = ranked((person, n) for person, n in values if person in telling.names and n >= least)
    first = [one for one in placed if one.rank == 1]
    named = [one for one in first if one.person not in telling.unsaid]
    return named if len(first) <= MOST_TIED else []


def _named(telling: Telling, people: Sequence[Placed]) -> str:
    return in_one_line([telling.name(one.person) for one in people])


def in_one_line(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def _ordinal(rank: int) -> str:
    return ORDINALS[rank - 1] if rank <= len(ORDINALS) else f"in place {rank}"


def _one_line(name: str) -> str:
    return " ".join(name.split()) or NAMELESS
