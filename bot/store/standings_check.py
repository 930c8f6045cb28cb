"""Whether the standings say what the ledger says, and how they come to say it again."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, Integer, Text, bindparam, column, false, func, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.ids import GroupId, PersonId
from bot.store.fragments import has_place, periods_of, with_fragments
from bot.store.tables import groups, standings

SUMS = ("points", "answers", "scored", "score")

_DIFFERENCE = (
    with_fragments(
        "select period, person_id, coalesce(t.points, 0) - coalesce(s.points, 0) as points,"
        " coalesce(t.answers, 0) - coalesce(s.answers, 0) as answers,"
        " coalesce(t.scored, 0) - coalesce(s.scored, 0) as scored,"
        " coalesce(t.score, 0) - coalesce(s.score, 0) as score"
        " from (select n.period, l.person_id, sum(l.points) as points, sum(l.answers) as answers,"
        " sum(l.scored) as scored, sum(l.score) as score from ledger l {periods}"
        " where l.group_id = :group and n.period is not null group by n.period, l.person_id) t"
        " full join (select * from standings where group_id = :group) s using (period, person_id)"
        " where (coalesce(t.points, 0), coalesce(t.answers, 0), coalesce(t.scored, 0), coalesce(t.score, 0))"
        " <> (coalesce(s.points, 0), coalesce(s.answers, 0), coalesce(s.scored, 0), coalesce(s.score, 0))",
        periods=periods_of("l"),
    )
    .columns(
        column("period", Text), column("person_id", BigInteger), *(column(name, Integer) for name in SUMS)
    )
    .cte("difference")
)
_MISPLACED = with_fragments(
    "select s.person_id from standings s"
    " left join memberships m on m.group_id = :group and m.person_id = s.person_id"
    " left join groups g on g.id = m.group_id"
    " where s.group_id = :group and s.shown <> coalesce({has_place}, false)"
    " union select m.person_id from memberships m join groups g on g.id = m.group_id"
    " where m.group_id = :group and m.listed <> {has_place}",
    has_place=has_place(),
)
_LOCK = text(
    "select from memberships where group_id = :group and person_id = any(:people) order by person_id"
    " for update"
)
_LIST = with_fragments(
    "update memberships m set listed = {has_place}"
    " from groups g where g.id = m.group_id and m.group_id = :group and m.person_id = any(:people)",
    has_place=has_place(),
)
_SHOW = text(
    "update standings s set shown = coalesce((select m.listed from memberships m"
    " where m.group_id = :group and m.person_id = s.person_id), false)"
    " where s.group_id = :group and s.person_id = any(:people)"
)


@dataclass(frozen=True, slots=True)
class Drift:
    """What is wrong in one group."""

    group: GroupId
    name: str
    sums: int
    """Standings that aren't the sum of the ledger."""
    misplaced: int
    """People who are on boards and shouldn't be, or the other way round."""

    def __bool__(self) -> bool:
        return bool(self.sums or self.misplaced)


async def check_standings(engine: AsyncEngine, *, mend: bool) -> tuple[int, list[Drift]]:
    """How many groups there are, and what was wrong in which; with `mend` it no longer is."""
    async with engine.begin() as connection:
        every = await StandingsCheck(connection).groups()
    found = []
    for group in every:
        async with engine.begin() as connection:
            drift = await StandingsCheck(connection).drift(group)
        if drift:
            found.append(drift)
            if mend:
                await mend_standings(engine, group)
    return len(every), found


async def mend_standings(engine: AsyncEngine, group: GroupId) -> None:
    """Make one group's standings right while its members go on."""
    async with engine.begin() as connection:
        await StandingsCheck(connection).mend_sums(group)
    async with engine.begin() as connection:
        await StandingsCheck(connection).mend_places(group)


class StandingsCheck:
    """For whoever looks after the database. Every group is looked at by itself."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def groups(self) -> list[GroupId]:
        rows = await self._connection.execute(select(groups.c.id).order_by(groups.c.id))
        return [GroupId(group) for group in rows.scalars()]

    async def drift(self, group: GroupId) -> Drift:
        name = await self._connection.execute(select(groups.c.name).where(groups.c.id == group))
        sums = await self._connection.execute(select(func.count()).select_from(_DIFFERENCE), {"group": group})
        misplaced = await self._misplaced(group)
        return Drift(group, name.scalar_one(), sums.scalar_one(), len(misplaced))

    async def mend_sums(self, group: GroupId) -> None:
        """Add what is missing, in one statement.

        It sees one moment's ledger and standings, and what others enter meanwhile is added to both: so the
        difference stays right. Rows are taken in the order in which entries take theirs.
        """
        # Two menders would both add the same difference: they take turns, each with a look of its own.
        await self._connection.execute(
            text("select pg_advisory_xact_lock(hashtextextended('standings', :group))"), {"group": group}
        )
        missing = select(
            bindparam("group", type_=BigInteger),
            *_DIFFERENCE.c,
            false(),
        ).order_by(_DIFFERENCE.c.person_id, _DIFFERENCE.c.period.desc())
        names = ["group_id", "period", "person_id", *SUMS, "shown"]
        new = upsert(standings).from_select(names, missing)
        added = {name: standings.c[name] + new.excluded[name] for name in SUMS}
        await self._connection.execute(
            new.on_conflict_do_update(index_elements=["group_id", "period", "person_id"], set_=added),
            {"group": group},
        )

    async def mend_places(self, group: GroupId) -> None:
        """Show whoever is to be shown. For its own transaction, after the sums."""
        await self._connection.execute(
            select(groups.c.id).where(groups.c.id == group).with_for_update(read=True)
        )
        # Looked for before the lock, so that only theirs are locked; decided after it.
        values = {"group": group, "people": await self._misplaced(group)}
        for statement in (_LOCK, _LIST, _SHOW):
            await self._connection.execute(statement, values)

    async def _misplaced(self, group: GroupId) -> list[PersonId]:
        rows = await self._connection.execute(_MISPLACED, {"group": group})
        return [PersonId(person) for person in rows.scalars()]
