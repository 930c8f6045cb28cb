"""The sweep's view: whatever is due in any group, leased to the job that's about to be enqueued.

A lease says that somebody was told, nothing more: when it runs out the row is found again. One that
lies further ahead than the longest lease there is was written by a clock that has since been set back:
it counts as run out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, DateTime, Table, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import Hint
from bot.store.tables import answer_messages, answers, deliveries, postings, posts

_NOW = bindparam("now", type_=DateTime(timezone=True))
_UNSENT = ("pending", "sending")

DUE: dict[Hint, tuple[Table, ColumnElement[bool]]] = {
    Hint.SEND_POSTING: (postings, postings.c.state.in_(_UNSENT)),
    Hint.GRADE_ANSWER: (answers, answers.c.grade_due_at <= _NOW),
    Hint.SEND_DELIVERY: (deliveries, deliveries.c.state.in_(_UNSENT) & (deliveries.c.due_at <= _NOW)),
    Hint.MARK_MESSAGE: (
        answer_messages,
        (answer_messages.c.included != answer_messages.c.marked)
        & answer_messages.c.channel_id.is_not(None)
        & (answer_messages.c.state != "deleted"),
    ),
    Hint.CLOSE_POST: (posts, (posts.c.state == "open") & (posts.c.deadline_at <= _NOW)),
}


@dataclass(frozen=True, slots=True)
class Lease:
    usual: timedelta
    longest: timedelta
    """No row is put off for longer than this."""


class Due:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def claim(self, hint: Hint, now: datetime, lease: Lease, limit: int) -> list[int]:
        """Ids of due rows nobody was told of lately; no two callers are given the same ones."""
        table, is_due = DUE[hint]
        lease_until = table.c.lease_until
        free = or_(lease_until.is_(None), lease_until <= _NOW, lease_until > now + lease.longest)
        due = select(table.c.id).where(is_due, free).limit(limit).with_for_update(skip_locked=True).cte("due")
        rows = await self._connection.execute(
            update(table)
            .where(table.c.id == due.c.id)
            .values(lease_until=now + lease.usual)
            .returning(table.c.id),
            {"now": now},
        )
        return [int(found) for found in rows.scalars()]
