"""What ratings are made of, read from the rows as they stand: nothing of it is kept."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.grade import GraderKind
from bot.domain.ids import GroupId, PersonId, ScenarioId
from bot.domain.rating_counts import DailyTry, RoundTry, Verdict
from bot.domain.round import Ending, RoundId
from bot.store.fragments import with_fragments
from bot.store.rows import AnyRow

# The ledger knows which first gradings count: no copies, nothing held, frozen, withdrawn or after the
# reveal, rulings and regradings instead of what they replaced. An answer's own entries always add up.
_DAILY = text(
    "select a.person_id, p.scenario_id, (v.body ->> 'difficulty')::int as difficulty,"
    " a.arrived_at as begun_at, g.kind, t.score, p.repeated or exists (select from rounds r"
    " where r.group_id = :g and r.person_id = a.person_id and r.scenario_id = p.scenario_id"
    " and r.started_at < a.arrived_at) or exists (select from pack_scenarios k where k.group_id = :g"
    " and k.scenario_id = p.scenario_id and k.added_by = a.person_id) as seen"
    " from (select l.answer_id, sum(l.score) as score,"
    " (array_agg(l.grade_id order by l.id desc) filter (where l.grade_id is not null))[1] as grade_id"
    " from ledger l where l.group_id = :g and l.answer_id is not null"
    " group by l.answer_id having sum(l.scored) = 1) t"
    " join answers a on a.group_id = :g and a.id = t.answer_id"
    " join posts p on p.group_id = :g and p.id = a.post_id and p.mode = 'sealed'"
    " join scenario_versions v on v.hash = p.scenario_hash"
    " join grades g on g.group_id = :g and g.id = t.grade_id"
)
# A verdict is what was said of the last turn: an earlier one was for choosing a question.
_ROUNDS = (
    "select r.person_id, r.scenario_id, r.kind as form, (v.body ->> 'difficulty')::int as difficulty,"
    " r.started_at as begun_at, r.ending, t.outcome ->> 'score' as score, t.outcome ->> 'held' as held,"
    " t.outcome -> 'provenance' ->> 'kind' as kind, coalesce(t.ended_at, r.entered_at) as read_from,"
    " r.entered_at as read_until, exists (select from posts p where p.group_id = :g"
    " and p.scenario_id = r.scenario_id and p.due_at <= r.started_at) or exists (select from rounds o"
    " where o.group_id = :g and o.person_id = r.person_id and o.scenario_id = r.scenario_id"
    " and o.started_at < r.started_at) or exists (select from pack_scenarios k where k.group_id = :g"
    " and k.scenario_id = r.scenario_id and k.added_by = r.person_id) as seen"
    " from rounds r join round_turns t on t.group_id = :g and t.round_id = r.id and t.number = r.turn"
    " join scenario_versions v on v.hash = r.scenario_hash where r.group_id = :g and {which}"
)
_CONCLUDED = with_fragments(_ROUNDS, which="r.state = 'concluded'")
_ROUND = with_fragments(_ROUNDS, which="r.id = :round")


class RatingRows:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def daily(self, group: GroupId) -> Sequence[DailyTry]:
        """Everybody's, leavers included: they tell how hard a scenario is."""
        rows = await self._connection.execute(_DAILY, {"g": group})
        return [
            DailyTry(
                person=PersonId(row.person_id),
                scenario=ScenarioId(row.scenario_id),
                difficulty=row.difficulty,
                begun_at=row.begun_at,
                kind=GraderKind(row.kind),
                score=row.score,
                seen=row.seen,
            )
            for row in rows
        ]

    async def rounds(self, group: GroupId) -> Sequence[RoundTry]:
        """Those whose packet has arrived."""
        return [_round_try(row) for row in await self._connection.execute(_CONCLUDED, {"g": group})]

    async def round(self, group: GroupId, wanted: RoundId) -> RoundTry | None:
        """One, wherever it stands."""
        rows: Any = await self._connection.execute(_ROUND, {"g": group, "round": wanted})
        row = rows.one_or_none()
        return None if row is None else _round_try(row)


def _round_try(row: AnyRow) -> RoundTry:
    judged = row.score is not None
    return RoundTry(
        person=PersonId(row.person_id),
        scenario=ScenarioId(row.scenario_id),
        form=row.form,
        difficulty=row.difficulty,
        begun_at=row.begun_at,
        ending=Ending(row.ending) if row.ending else None,
        seen=row.seen,
        verdict=Verdict(int(row.score), GraderKind(row.kind), row.held == "true") if judged else None,
        read_from=row.read_from,
        read_until=row.read_until,
    )
