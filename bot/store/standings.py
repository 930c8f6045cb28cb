"""Who stands where on a group's boards: sums over the ledger, kept up by every entry."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import GroupId, PersonId
from bot.domain.points import Tally
from bot.store.fragments import periods_of, with_fragments

_SHOW = with_fragments(
    "update standings s set shown = q.listed from"
    " (select distinct l.person_id, n.period, m.listed from memberships m"
    " join ledger l on l.group_id = m.group_id and l.person_id = m.person_id"
    " {periods}"
    " where m.group_id = :group and m.person_id = any(cast(:people as bigint[]))) q"
    " where s.group_id = :group and s.period = q.period and s.person_id = q.person_id"
    " and s.shown <> q.listed",
    periods=periods_of("l"),
)


async def show_where_listed(connection: AsyncConnection, group: GroupId, people: Sequence[PersonId]) -> None:
    """Let standings follow memberships that were changed before, in the same transaction.

    A change of a membership waits for whoever enters something into the ledger for that member, and they
    for it: so no standing is written by what the membership was.
    """
    await connection.execute(_SHOW, {"group": group, "people": list(people)})


COUNTED = 1_000
"""Beyond so many it is enough to know that there are more."""

# Nobody is on a board with nothing: a copied answer counts for the streak alone, and that is private.
_TOP = text(
    "select s.person_id, s.points, p.name from standings s join persons p on p.id = s.person_id"
    " where s.group_id = :group and s.period = :period and s.shown and s.points > 0"
    " order by s.points desc, s.person_id limit :most"
)
# Each question walks no more of the index than it must: the ranks above, one row on either side, and as
# many rows as are counted at most.
_PLACE = text(
    "select me.points, p.name, m.listed, o.*"
    " from (values (cast(:person as bigint))) viewer(id)"
    " left join memberships m on m.group_id = :group and m.person_id = viewer.id and m.left_at is null"
    " left join persons p on p.id = m.person_id"
    " left join standings me on me.group_id = :group and me.period = :period and me.person_id = m.person_id"
    " cross join lateral (select"
    " (select count(*) from standings s where s.group_id = :group and s.period = :period and s.shown"
    " and s.points > 0 and s.points > me.points) as above,"
    " (select s.points from standings s where s.group_id = :group and s.period = :period and s.shown"
    " and s.points > 0 and s.points > me.points order by s.points limit 1) as next,"
    " exists (select from standings s where s.group_id = :group and s.period = :period and s.shown"
    " and s.points > 0 and s.points < me.points) as below,"
    " (select count(*) from (select from standings s where s.group_id = :group and s.period = :period"
    " and s.shown and s.points > 0 order by s.points desc limit :counted) counted) as took_part) o"
)
_ANYBODY = text(
    "select s.person_id from standings s"
    " where s.group_id = :group and s.period = :period and s.points > 0 limit 1"
)
_SUMS = text(
    "select s.person_id, s.points, s.answers, s.scored, s.score from standings s"
    " where s.group_id = :group and s.period = :period"
)
_LISTED = text(
    "select m.person_id, p.name from memberships m join persons p on p.id = m.person_id"
    " where m.group_id = :group and m.listed"
)


@dataclass(frozen=True, slots=True)
class Row:
    person: PersonId
    name: str
    points: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where one person stands by points."""

    name: str | None
    """None for nobody: no viewer, or no member."""
    points: int
    listed: bool
    rank: int
    below: bool
    """Somebody has fewer."""
    next_points: int | None
    """What those just above have; None at the top."""
    took_part: int
    """How many have points, whoever is asking; counted to one more than `COUNTED`."""


class Standings:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def top(self, group: GroupId, period: str, most: int) -> list[Row]:
        """Whoever is shown, the most points first."""
        rows = await self._connection.execute(_TOP, {"group": group, "period": period, "most": most})
        return [Row(PersonId(r.person_id), r.name, r.points) for r in rows]

    async def place(self, group: GroupId, period: str, person: PersonId | None) -> Place:
        """One person's place, and how many there are. One question, whatever the size of the group."""
        rows = await self._connection.execute(
            _PLACE,
            {"group": group, "period": period, "person": person, "counted": COUNTED + 1},
        )
        row = rows.one()
        return Place(
            name=row.name,
            points=row.points or 0,
            listed=bool(row.listed),
            rank=1 + row.above,
            below=row.below,
            next_points=row.next,
            took_part=row.took_part,
        )

    async def anybody(self, group: GroupId, period: str) -> bool:
        """Whether anybody at all has points there, shown or not."""
        found = await self._connection.execute(_ANYBODY, {"group": group, "period": period})
        return found.first() is not None

    async def sums(self, group: GroupId, period: str) -> dict[PersonId, Tally]:
        """What the ledger adds up to for each person, shown or not; without streak credits."""
        rows = await self._connection.execute(_SUMS, {"group": group, "period": period})
        return {PersonId(r.person_id): Tally(r.points, r.answers, r.scored, r.score) for r in rows}

    async def listed(self, group: GroupId) -> dict[PersonId, str]:
        """Everybody who has a place on boards, by name."""
        rows = await self._connection.execute(_LISTED, {"group": group})
        return {PersonId(r.person_id): r.name for r in rows}
