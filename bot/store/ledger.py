"""Points, append-only. What stands on a board can be rebuilt from here."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.answer import Answer
from bot.domain.ids import AnswerId, GradeId, GroupId, PersonId
from bot.domain.points import LedgerKind
from bot.store.compiled import Compiled, Driver
from bot.store.tables import ledger

_ENTER = Compiled(
    text(
        "insert into ledger"
        " (group_id, person_id, post_id, answer_id, kind, key, points, grade_id, occurred_at)"
        " values (:group, :person, :post, :answer, :kind, :key, :points, :grade, :now)"
        " on conflict (group_id, key) do nothing"
    )
)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A reason to add or take points."""

    answer: Answer
    kind: LedgerKind
    points: int
    occasion: int
    """Counts arrivals: an answer that was withdrawn and came back has another."""
    grade: GradeId | None = None


class Ledger:
    def __init__(self, connection: AsyncConnection, driver: Driver) -> None:
        self._connection = connection
        self._driver = driver

    async def enter(self, entry: LedgerEntry, now: datetime) -> None:
        """One row for one reason: the same answer, kind and occasion never count twice."""
        answer = entry.answer
        await _ENTER.run(
            self._driver,
            {
                "group": answer.group,
                "person": answer.person,
                "post": answer.post,
                "answer": answer.id,
                "kind": entry.kind,
                "key": f"{entry.kind}:{answer.id}:{entry.occasion}",
                "points": entry.points,
                "grade": entry.grade,
                "now": now,
            },
        )

    async def of_answer(self, group: GroupId, answer: AnswerId) -> list[tuple[LedgerKind, int]]:
        rows = await self._connection.execute(
            select(ledger.c.kind, ledger.c.points)
            .where(ledger.c.group_id == group, ledger.c.answer_id == answer)
            .order_by(ledger.c.id)
        )
        return [(LedgerKind(r.kind), r.points) for r in rows]

    async def totals(self, group: GroupId) -> dict[PersonId, int]:
        rows = await self._connection.execute(
            select(ledger.c.person_id, func.sum(ledger.c.points).label("points"))
            .where(ledger.c.group_id == group)
            .group_by(ledger.c.person_id)
        )
        return {PersonId(r.person_id): int(r.points) for r in rows}
