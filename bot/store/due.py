"""The sweep's view: whatever is due in any group, leased to the job that's about to be enqueued.

A lease says that somebody was told, nothing more: when it runs out the row is found again. One that
lies further ahead than the longest lease there is was written by a clock that has since been set back:
it counts as run out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Integer,
    Select,
    Table,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import Nudge
from bot.store.compiled import Compiled, Driver
from bot.store.tables import (
    answer_messages,
    answers,
    deliveries,
    loops,
    own_questions,
    postings,
    posts,
    rounds,
)

WINDOW = 20
"""How many times a batch is looked at to find the groups whose turn it is."""

_NOW = bindparam("now", type_=DateTime(timezone=True))
_FURTHEST = bindparam("furthest", type_=DateTime(timezone=True))
_NUDGE: ColumnElement[Any] = literal_column("nudge")


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes a row due, and whose turn it is."""

    table: Table
    is_due: ColumnElement[bool]
    by: ColumnElement[Any]
    found_by: ColumnElement[Any]
    """What the index of due rows is in the order of."""
    reset: Mapping[str, str] = field(default_factory=dict)
    """What a claim sets besides the lease."""


def _in(table: Table, *states: str) -> ColumnElement[bool]:
    """Spelt out: a prepared statement that is handed the states as parameters doesn't see its index."""
    return table.c.state.in_([literal_column(f"'{state}'") for state in states])


_UNSENT = ("pending", "sending")
# `sending` means that somebody has the row in hand. When the lease has run out they are gone: whoever
# takes it up next has to find it pending, so that two jobs for one row never send it at once.
_FREED = {"state": "pending"}

DUE: dict[Nudge, Kind] = {
    Nudge.SEND_POSTING: Kind(
        postings, _in(postings, *_UNSENT), postings.c.id, postings.c.lease_until, _FREED
    ),
    Nudge.GRADE_ANSWER: Kind(
        answers, answers.c.grade_due_at <= _NOW, answers.c.grade_due_at, answers.c.grade_due_at
    ),
    Nudge.SEND_DELIVERY: Kind(
        deliveries,
        _in(deliveries, *_UNSENT) & (deliveries.c.due_at <= _NOW),
        deliveries.c.due_at,
        deliveries.c.due_at,
        _FREED,
    ),
    Nudge.MARK_MESSAGE: Kind(
        answer_messages,
        (answer_messages.c.included != answer_messages.c.marked)
        & answer_messages.c.channel_id.is_not(None)
        & ~_in(answer_messages, "deleted"),
        answer_messages.c.id,
        answer_messages.c.lease_until,
    ),
    Nudge.CLOSE_POST: Kind(
        posts, _in(posts, "open") & (posts.c.deadline_at <= _NOW), posts.c.id, posts.c.deadline_at
    ),
    Nudge.ADVANCE_ROUND: Kind(rounds, rounds.c.due_at <= _NOW, rounds.c.due_at, rounds.c.due_at),
    Nudge.ADVANCE_LOOP: Kind(loops, loops.c.due_at <= _NOW, loops.c.due_at, loops.c.due_at),
    Nudge.GRADE_QUESTION: Kind(
        own_questions, own_questions.c.due_at <= _NOW, own_questions.c.due_at, own_questions.c.due_at
    ),
}


@dataclass(frozen=True, slots=True)
class Lease:
    usual: timedelta
    longest: timedelta
    """No row is put off for longer than this."""


def _free(table: Table) -> ColumnElement[bool]:
    lease = table.c.lease_until
    return or_(lease.is_(None), lease <= _NOW, lease > _FURTHEST)


def _found(nudge: Nudge, kind: Kind) -> Select[Any]:
    # Not `exists`: for a first row of any, Postgres may read a table of millions in which there is none.
    first = select(kind.table.c.id).where(kind.is_due, _free(kind.table)).order_by(kind.found_by)
    some = first.limit(literal_column("1", Integer)).scalar_subquery()
    return select(literal_column(f"'{nudge}'").label("nudge")).where(some.is_not(None))


ANY_DUE = Compiled(union_all(*(_found(nudge, kind) for nudge, kind in DUE.items())), [_NUDGE])


class Due:
    def __init__(self, connection: AsyncConnection, driver: Driver) -> None:
        self._connection = connection
        self._driver = driver

    async def kinds(self, now: datetime, lease: Lease) -> list[Nudge]:
        """Those of which a claim would find a row: one look, since most sweeps find nothing of most kinds."""
        rows = await ANY_DUE.run(self._driver, {"now": now, "furthest": now + lease.longest})
        found = {str(row[_NUDGE]) for row in rows}
        return [nudge for nudge in DUE if nudge in found]

    async def claim(self, nudge: Nudge, now: datetime, lease: Lease, limit: int) -> list[int]:
        """Ids of due rows nobody was told of lately, one of each group in turn; given to one caller only."""
        kind = DUE[nudge]
        table = kind.table
        free = _free(table)
        place = func.row_number().over(partition_by=table.c.group_id, order_by=kind.by).label("place")
        waiting = select(table.c.id, place).where(kind.is_due, free).limit(limit * WINDOW).subquery()
        due = (
            select(table.c.id, waiting.c.place)
            .join(waiting, waiting.c.id == table.c.id)
            .where(kind.is_due, free)
            .order_by(waiting.c.place)
            .limit(limit)
            .with_for_update(skip_locked=True, of=table)
            .cte("due")
        )
        rows = await self._connection.execute(
            update(table)
            .where(table.c.id == due.c.id)
            .values(lease_until=now + lease.usual, **kind.reset)
            .returning(table.c.id, due.c.place),
            {"now": now, "furthest": now + lease.longest},
        )
        return [int(row.id) for row in sorted(rows, key=lambda row: row.place)]
