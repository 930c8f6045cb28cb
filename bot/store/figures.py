"""How the whole house stands, over all groups: counts and ages, and never what anybody wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, FromClause, Table, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import Nudge
from bot.store.due import DUE
from bot.store.tables import (
    answer_messages,
    answers,
    deliveries,
    events,
    loops,
    own_questions,
    postings,
    posts,
    rounds,
    schedules,
)

UNWRITTEN = "post.write"
"""Posts that are due and have no row yet."""

_SINCE: Mapping[Nudge, ColumnElement[datetime]] = {
    Nudge.SEND_POSTING: posts.c.due_at,
    Nudge.GRADE_ANSWER: answers.c.grade_due_at,
    Nudge.SEND_DELIVERY: deliveries.c.due_at,
    Nudge.MARK_MESSAGE: answer_messages.c.version_at,
    Nudge.CLOSE_POST: posts.c.deadline_at,
    Nudge.ADVANCE_ROUND: rounds.c.due_at,
    Nudge.ADVANCE_LOOP: loops.c.due_at,
    Nudge.GRADE_QUESTION: own_questions.c.due_at,
}


@dataclass(frozen=True, slots=True)
class Backlog:
    kind: str
    rows: int
    age: timedelta
    """How long the oldest has been due; zero when there is none."""


class Figures:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def schema(self) -> str:
        """The revision that the database is at."""
        rows = await self._connection.execute(text("select version_num from alembic_version"))
        return str(rows.scalar_one())

    async def backlog(self, now: datetime) -> list[Backlog]:
        """What is due, by kind, whether or not somebody was told of it."""
        unwritten = schedules.c.next_post_at
        found = [await self._count(UNWRITTEN, schedules, unwritten, unwritten <= now, now)]
        for nudge, kind in DUE.items():
            table, is_due = kind.table, kind.is_due
            found.append(await self._count(nudge, _with_moment(table), _SINCE[nudge], is_due, now))
        return found

    async def events_since(self, since: datetime) -> dict[str, int]:
        """Events that were let in, by kind."""
        rows = await self._connection.execute(
            select(events.c.kind, func.count()).where(events.c.received_at > since).group_by(events.c.kind)
        )
        return {str(kind): int(number) for kind, number in rows}

    async def _count(
        self,
        kind: str,
        source: FromClause,
        since: ColumnElement[datetime],
        is_due: ColumnElement[bool],
        now: datetime,
    ) -> Backlog:
        row = await self._connection.execute(
            select(func.count(), func.min(since)).select_from(source).where(is_due), {"now": now}
        )
        rows, oldest = row.one()
        return Backlog(kind, rows, max(now - oldest, timedelta()) if rows else timedelta())


def _with_moment(table: Table) -> FromClause:
    return postings.join(posts, posts.c.id == postings.c.post_id) if table is postings else table
