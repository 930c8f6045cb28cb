"""Whose turn it is: grading is shared between groups, and within a group goes by when it was asked for."""

from datetime import datetime

from sqlalchemy import func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.answer import WaitsFor
from bot.domain.ids import AnswerId, GroupId
from bot.store.tables import answers

MOST_GROUPS = 50
"""So many are weighed against each other; where more wait, from the one of the job's own answer on."""

# Each step finds the next group by the index, however many answers of one group wait.
_CANDIDATES = text(
    "with recursive hint as (select coalesce((select group_id from answers where id = :hint), 0) as first),"
    " forth as ("
    "(select a.group_id, 1 as place from answers a, hint"
    " where a.grade_due_at <= :now and a.group_id >= hint.first order by a.group_id limit 1)"
    " union all"
    " select n.group_id, f.place + 1 from forth f cross join lateral ("
    "select a.group_id from answers a where a.grade_due_at <= :now and a.group_id > f.group_id"
    " order by a.group_id limit 1) n where f.place < :most),"
    " round as ("
    "(select a.group_id, 1 as place from answers a, hint"
    " where a.grade_due_at <= :now and a.group_id < hint.first order by a.group_id limit 1)"
    " union all"
    " select n.group_id, r.place + 1 from round r, hint cross join lateral ("
    "select a.group_id from answers a where a.grade_due_at <= :now and a.group_id > r.group_id"
    " and a.group_id < hint.first order by a.group_id limit 1) n where r.place < :most),"
    " candidates as (select group_id from forth union all select group_id from round)"
    " select c.group_id from candidates c"
    " cross join lateral (select a.grade_due_at from answers a where a.group_id = c.group_id"
    " and a.grade_due_at <= :now and (a.taken_until is null or a.taken_until <= :now)"
    " order by a.grade_due_at limit 1) due"
    " cross join lateral (select count(*) as number from answers a where a.group_id = c.group_id"
    " and a.taken_until > :now and a.waits_for = '' and a.grade_due_at is not null) hand"
    " left join lateral (select a.taken_at from answers a where a.group_id = c.group_id"
    " and a.taken_at is not null order by a.taken_at desc limit 1) served on true"
    " order by hand.number, served.taken_at nulls first, due.grade_due_at limit :few"
)
FEW = 4


class Turns:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def next(self, hint: AnswerId, now: datetime) -> AnswerId | None:
        """The answer whose turn it is, locked: of the group with the fewest in hand, then the least lately
        served, the one that is due longest.
        """
        rows = await self._connection.execute(
            _CANDIDATES, {"hint": hint, "now": now, "most": MOST_GROUPS, "few": FEW}
        )
        for group in rows.scalars().all():
            found = await self._first(GroupId(group), now)
            if found is not None:
                return found
        return None

    async def _first(self, group: GroupId, now: datetime) -> AnswerId | None:
        rows = await self._connection.execute(
            select(answers.c.id)
            .where(
                answers.c.group_id == group,
                answers.c.grade_due_at <= now,
                or_(answers.c.taken_until.is_(None), answers.c.taken_until <= now),
            )
            .order_by(answers.c.grade_due_at, answers.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        found = rows.scalar_one_or_none()
        return None if found is None else AnswerId(found)

    async def anybody_waits(self, waits_for: WaitsFor, now: datetime) -> bool:
        """In any group, and for longer than until now."""
        found = await self._connection.execute(
            select(answers.c.id)
            .where(answers.c.waits_for == waits_for, answers.c.waits_for != "", answers.c.taken_until > now)
            .limit(1)
        )
        return found.first() is not None

    async def failed(self, waits_for: WaitsFor, since: datetime) -> int:
        """How many wait for this that were tried since then."""
        row = await self._connection.execute(
            select(func.count()).where(
                answers.c.waits_for == waits_for, answers.c.waits_for != "", answers.c.taken_at >= since
            )
        )
        return int(row.scalar_one())

    async def wake(
        self,
        waits_for: WaitsFor,
        now: datetime,
        most: int,
        group: GroupId | None = None,
        *,
        tried_before: datetime | None = None,
    ) -> int:
        """Let answers that wait for this be tried at once; in one group, or wherever. Returns how many."""
        waiting = (
            select(answers.c.id)
            .where(answers.c.waits_for == waits_for, answers.c.waits_for != "", answers.c.taken_until > now)
            .order_by(answers.c.taken_until)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        if group is not None:
            waiting = waiting.where(answers.c.group_id == group)
        if tried_before is not None:
            waiting = waiting.where(answers.c.taken_at < tried_before)
        # Not as a subquery: with small tables Postgres reads one again for each row, and its limit anew.
        chosen = waiting.cte("chosen")
        woken = await self._connection.execute(
            update(answers)
            .where(answers.c.id == chosen.c.id)
            .values(taken_until=None, lease_until=None, waits_for=WaitsFor.NOTHING)
        )
        return woken.rowcount
