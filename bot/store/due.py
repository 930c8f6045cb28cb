"""The sweep's view: whatever is due in any group, leased to the job that's about to be enqueued.

A lease says that somebody was told, nothing more: when it runs out the row is found again. One that
lies further ahead than the longest lease there is was written by a clock that has since been set back:
it counts as run out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Table, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import Nudge
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


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes a row due, and whose turn it is."""

    table: Table
    is_due: ColumnElement[bool]
    by: ColumnElement[Any]
    reset: Mapping[str, str] = field(default_factory=dict)
    """What a claim sets besides the lease."""


_UNSENT = ("pending", "sending")
# `sending` means that somebody has the row in hand. When the lease has run out they are gone: whoever
# takes it up next has to find it pending, so that two jobs for one row never send it at once.
_FREED = {"state": "pending"}

DUE: dict[Nudge, Kind] = {
    Nudge.SEND_POSTING: Kind(postings, postings.c.state.in_(_UNSENT), postings.c.id, _FREED),
    Nudge.GRADE_ANSWER: Kind(answers, answers.c.grade_due_at <= _NOW, answers.c.grade_due_at),
    Nudge.SEND_DELIVERY: Kind(
        deliveries,
        deliveries.c.state.in_(_UNSENT) & (deliveries.c.due_at <= _NOW),
        deliveries.c.due_at,
        _FREED,
    ),
    Nudge.MARK_MESSAGE: Kind(
        answer_messages,
        (answer_messages.c.included != answer_messages.c.marked)
        & answer_messages.c.channel_id.is_not(None)
        & (answer_messages.c.state != "deleted"),
        answer_messages.c.id,
    ),
    Nudge.CLOSE_POST: Kind(posts, (posts.c.state == "open") & (posts.c.deadline_at <= _NOW), posts.c.id),
    Nudge.ADVANCE_ROUND: Kind(rounds, rounds.c.due_at <= _NOW, rounds.c.due_at),
    Nudge.ADVANCE_LOOP: Kind(loops, loops.c.due_at <= _NOW, loops.c.due_at),
    Nudge.GRADE_QUESTION: Kind(own_questions, own_questions.c.due_at <= _NOW, own_questions.c.due_at),
}


@dataclass(frozen=True, slots=True)
class Lease:
    usual: timedelta
    longest: timedelta
    """No row is put off for longer than this."""


class Due:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def claim(self, nudge: Nudge, now: datetime, lease: Lease, limit: int) -> list[int]:
        """Ids of due rows nobody was told of lately, one of each group in turn; given to one caller only."""
        kind = DUE[nudge]
        table = kind.table
        free = or_(
            table.c.lease_until.is_(None),
            table.c.lease_until <= _NOW,
            table.c.lease_until > now + lease.longest,
        )
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
            {"now": now},
        )
        return [int(row.id) for row in sorted(rows, key=lambda row: row.place)]
