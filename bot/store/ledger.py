"""Reasons to add or take, append-only, each counted into the standings with the same statement."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.answer import Answer
from bot.domain.ids import AnswerId, GradeId, GroupId, PersonId, PostId
from bot.domain.points import LedgerKind, Tally
from bot.store.compiled import Compiled, Driver
from bot.store.fragments import periods_of, with_fragments
from bot.store.rows import AnyRow
from bot.store.tables import ledger

_ENTER = Compiled(
    with_fragments(
        # An answer's owner is asked of its row, which is locked: it may have changed since it was read.
        "with who as (select coalesce((select a.person_id from answers a where a.group_id = :group"
        " and a.id = cast(:answer as bigint)), cast(:person as bigint)) as id),"
        " entered as (insert into ledger (group_id, person_id, post_id, answer_id, kind, key, points,"
        " answers, scored, score, credit, grade_id, week, season_id, occurred_at)"
        " select :group, who.id, p.id, cast(:answer as bigint), :kind, :key, :points, :answers,"
        " :scored, :score, :credit,"
        " :grade, date_trunc('week', p.local_date)::date, p.season_id, :now"
        " from posts p, who where p.group_id = :group and p.id = :post"
        " on conflict (group_id, key) do nothing"
        " returning group_id, person_id, points, answers, scored, score, week, season_id),"
        " place as (select m.listed from memberships m"
        " where m.group_id = :group and m.person_id = (select id from who) for share)"
        " insert into standings (group_id, period, person_id, points, answers, scored, score, shown)"
        " select e.group_id, n.period, e.person_id, e.points, e.answers, e.scored, e.score,"
        " coalesce((select listed from place), false)"
        " from entered e"
        " {periods} where n.period is not null"
        " on conflict (group_id, period, person_id) do update set"
        " points = standings.points + excluded.points, answers = standings.answers + excluded.answers,"
        " scored = standings.scored + excluded.scored, score = standings.score + excluded.score",
        periods=periods_of("e"),
    )
)

_TALLY = (
    func.coalesce(func.sum(ledger.c.points), 0).label("points"),
    func.coalesce(func.sum(ledger.c.answers), 0).label("answers"),
    func.coalesce(func.sum(ledger.c.scored), 0).label("scored"),
    func.coalesce(func.sum(ledger.c.score), 0).label("score"),
    func.coalesce(func.sum(ledger.c.credit), 0).label("credit"),
)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One reason. The same key in a group never counts twice."""

    group: GroupId
    person: PersonId
    post: PostId
    kind: LedgerKind
    key: str
    tally: Tally
    answer: AnswerId | None = None
    grade: GradeId | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Points that came or went."""

    kind: LedgerKind
    points: int
    grade: GradeId | None
    """The grade that was paid."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What an answer earned since it arrived, or arrived again."""

    arrived_at: datetime
    arrival: Tally
    standing: Tally
    is_copy: bool
    """Found to be one, and no ruling says otherwise."""


def for_answer(
    answer: Answer, kind: LedgerKind, tally: Tally, occasion: int, grade: GradeId | None = None
) -> LedgerEntry:
    """About an answer. The occasion counts arrivals: what was withdrawn and came back has another."""
    key = f"{kind}:{answer.id}:{occasion}"
    return LedgerEntry(answer.group, answer.person, answer.post, kind, key, tally, answer.id, grade)


class Ledger:
    def __init__(self, connection: AsyncConnection, driver: Driver) -> None:
        self._connection = connection
        self._driver = driver

    async def enter(self, entry: LedgerEntry, now: datetime) -> None:
        tally = entry.tally
        await _ENTER.run(
            self._driver,
            {
                "group": entry.group,
                "person": entry.person,
                "post": entry.post,
                "answer": entry.answer,
                "kind": entry.kind,
                "key": entry.key,
                "points": tally.points,
                "answers": tally.answers,
                "scored": tally.scored,
                "score": tally.score,
                "credit": tally.credit,
                "grade": entry.grade,
                "now": now,
            },
        )

    async def of_answer(self, group: GroupId, answer: AnswerId) -> list[Move]:
        """What moved an answer's points, in order."""
        rows = await self._connection.execute(
            select(ledger.c.kind, ledger.c.points, ledger.c.grade_id)
            .where(ledger.c.group_id == group, ledger.c.answer_id == answer)
            .order_by(ledger.c.id)
        )
        return [Move(LedgerKind(r.kind), r.points, r.grade_id and GradeId(r.grade_id)) for r in rows]

    async def occasion(self, answer: Answer) -> Occasion:
        """Of an answer that has arrived. What it earned before a withdrawal was taken back with it."""
        arrival = select(ledger.c.id).where(
            ledger.c.group_id == answer.group,
            ledger.c.key == f"{LedgerKind.ARRIVAL}:{answer.id}:{answer.arrivals}",
        )
        rows = await self._connection.execute(
            select(ledger)
            .where(
                ledger.c.group_id == answer.group,
                ledger.c.answer_id == answer.id,
                ledger.c.id >= arrival.scalar_subquery(),
            )
            .order_by(ledger.c.id)
        )
        found = rows.all()
        tallies = [_tally_of(row) for row in found]
        kinds = [row.kind for row in found]
        return Occasion(
            arrived_at=found[0].occurred_at,
            arrival=tallies[0],
            standing=sum(tallies, Tally()),
            is_copy=LedgerKind.COPY in kinds and LedgerKind.RULING not in kinds,
        )

    async def tally(self, group: GroupId, answer: AnswerId) -> Tally:
        """What an answer stands for now."""
        rows = await self._connection.execute(
            select(*_TALLY).where(ledger.c.group_id == group, ledger.c.answer_id == answer)
        )
        return _tally_of(rows.one())

    async def totals(self, group: GroupId) -> dict[PersonId, int]:
        rows = await self._connection.execute(
            select(ledger.c.person_id, func.sum(ledger.c.points).label("points"))
            .where(ledger.c.group_id == group)
            .group_by(ledger.c.person_id)
        )
        return {PersonId(r.person_id): int(r.points) for r in rows}


def _tally_of(row: AnyRow) -> Tally:
    return Tally(row.points, row.answers, row.scored, row.score, row.credit)
