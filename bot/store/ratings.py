"""What ratings are made of, read from the rows as they stand: nothing of it is kept."""

from collections.abc import Mapping, Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.answered import Answered
from bot.domain.grade import Band, GraderKind
from bot.domain.ids import GroupId, PersonId, ScenarioId
from bot.domain.rating_counts import DailyTry, RoundTry, Verdict
from bot.domain.round import Ending, RoundId
from bot.store.fragments import with_fragments
from bot.store.rows import AnyRow

# Whoever ruled on a round read the rubric of its scenario.
_HAD_RULED = (
    "exists (select from reviews v join rounds q on q.group_id = :g and q.id = v.round_id"
    " where v.group_id = :g and v.ruled_by = {person} and q.scenario_id = {scenario} and v.ruled_at < {at})"
)
# The ledger knows which first gradings count: no copies, nothing held, frozen, withdrawn or after the
# reveal, rulings and regradings instead of what they replaced. An answer's own entries always add up.
# Which of them do is looked at afterwards: asked here, Postgres would expect hardly any.
_DAILY = with_fragments(
    "select a.person_id, p.scenario_id, p.scenario_hash, a.arrived_at, g.kind, t.score, p.repeated"
    " or exists (select from rounds r where r.group_id = :g and r.person_id = a.person_id"
    " and r.scenario_id = p.scenario_id and r.started_at < a.arrived_at)"
    " or exists (select from pack_scenarios k where k.group_id = :g"
    " and k.scenario_id = p.scenario_id and k.added_by = a.person_id)"
    " or {had_ruled} as seen, t.scored"
    " from (select l.answer_id, sum(l.scored) as scored, sum(l.score) as score, max(l.grade_id) as grade_id"
    " from ledger l where l.group_id = :g and l.answer_id is not null and (l.scored <> 0 or l.score <> 0)"
    " group by l.answer_id) t"
    " join answers a on a.group_id = :g and a.id = t.answer_id"
    " join posts p on p.group_id = :g and p.id = a.post_id and p.mode = 'sealed'"
    " join grades g on g.group_id = :g and g.id = t.grade_id",
    had_ruled=_HAD_RULED.format(person="a.person_id", scenario="p.scenario_id", at="a.arrived_at"),
)
# A verdict is what was said of the last turn: an earlier one was for choosing a question.
_ROUNDS = (
    "select r.person_id, r.scenario_id, r.scenario_hash, r.kind as form, r.started_at, r.ending,"
    " coalesce(t.ruled, t.outcome) ->> 'score' as score, coalesce(t.ruled, t.outcome) ->> 'band' as band,"
    " t.outcome ->> 'held' as held,"
    " t.outcome -> 'provenance' ->> 'kind' as kind, coalesce(t.ended_at, r.entered_at) as read_from,"
    " r.entered_at as read_until, r.answered, r.questions, exists (select from posts p where p.group_id = :g"
    " and p.scenario_id = r.scenario_id and p.due_at <= r.started_at) or exists (select from rounds o"
    " where o.group_id = :g and o.person_id = r.person_id and o.scenario_id = r.scenario_id"
    " and o.started_at < r.started_at) or exists (select from pack_scenarios k where k.group_id = :g"
    " and k.scenario_id = r.scenario_id and k.added_by = r.person_id)"
    " or {had_ruled} as seen"
    " from rounds r join round_turns t on t.group_id = :g and t.round_id = r.id and t.number = r.turn"
    " where r.group_id = :g and {which}"
)
_HAD = _HAD_RULED.format(person="r.person_id", scenario="r.scenario_id", at="r.started_at")
_CONCLUDED = with_fragments(_ROUNDS, had_ruled=_HAD, which="r.state = 'concluded'")
_ROUND = with_fragments(_ROUNDS, had_ruled=_HAD, which="r.id = :round")
# Once a scenario, for its body is long.
_DIFFICULTIES = text(
    "select v.hash, (v.body ->> 'difficulty')::int as difficulty from scenario_versions v where v.hash in"
    " (select p.scenario_hash from posts p where p.group_id = :g"
    " union select r.scenario_hash from rounds r where r.group_id = :g)"
)


class RatingRows:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def daily(self, group: GroupId) -> Sequence[DailyTry]:
        """Everybody's, leavers included: they tell how hard a scenario is."""
        difficulty = await self._difficulties(group)
        rows = await self._connection.execute(_DAILY, {"g": group})
        return [
            DailyTry(person, scenario, difficulty[version], begun_at, GraderKind(kind), score, seen)
            for person, scenario, version, begun_at, kind, score, seen, scored in rows
            if scored == 1
        ]

    async def rounds(self, group: GroupId) -> Sequence[RoundTry]:
        """Those whose packet has arrived."""
        difficulty = await self._difficulties(group)
        rows = await self._connection.execute(_CONCLUDED, {"g": group})
        return [_round_try(row, difficulty) for row in rows]

    async def round(self, group: GroupId, wanted: RoundId) -> RoundTry | None:
        """One, wherever it stands."""
        difficulty = await self._difficulties(group)
        rows = await self._connection.execute(_ROUND, {"g": group, "round": wanted})
        row = rows.one_or_none()
        return None if row is None else _round_try(row, difficulty)

    async def _difficulties(self, group: GroupId) -> Mapping[str, int]:
        """Of every version of a scenario that the group has met."""
        rows = await self._connection.execute(_DIFFICULTIES, {"g": group})
        return {row.hash: row.difficulty for row in rows}


def _round_try(row: AnyRow, difficulty: Mapping[str, int]) -> RoundTry:
    return RoundTry(
        person=PersonId(row.person_id),
        scenario=ScenarioId(row.scenario_id),
        form=row.form,
        difficulty=difficulty[row.scenario_hash],
        begun_at=row.started_at,
        ending=Ending(row.ending) if row.ending else None,
        seen=row.seen,
        verdict=None if row.score is None else _verdict(row),
        read_from=row.read_from,
        read_until=row.read_until,
    )


def _verdict(row: AnyRow) -> Verdict:
    """The score that it came to, no better than questions without an answer leave it."""
    _, score = Answered(row.answered, row.questions).verdict(Band(row.band), int(row.score))
    return Verdict(score, GraderKind(row.kind), row.held == "true")
