"""All that a member practised in a group, answers and mock rounds alike, the newest first."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.answered import Answered
from bot.domain.attempt import Attempt, CriterionSeen, GradeSeen
from bot.domain.competency import Competency
from bot.domain.grade import Band, GraderKind, Level
from bot.domain.ids import GroupId, PersonId
from bot.domain.points import Timeliness
from bot.domain.round import MOST_OF_A_TURN
from bot.store.rows import AnyRow

# Withdrawn answers are left out. A first try's verdict is a ruling, else the grader's latest word on it;
# what waits for a person says nothing of levels yet.
_ANSWERS = (
    "select p.due_at as at, v.body ->> 'title' as title, cast(v.body ->> 'system' as int) as system,"
    " '' as round, v.body -> 'criteria' as asked, a.timeliness,"
    " (select coalesce(sum(l.points), 0) from ledger l"
    " where l.group_id = :g and l.answer_id = a.id) as points,"
    " g.bands, g.scores, g.kinds, g.revisions, f.kind, f.found, f.one_change,"
    " (select extract(epoch from max(m.posted_at) - min(m.posted_at)) from answer_messages m"
    " where m.group_id = :g and m.answer_id = a.id and m.included and m.try_number = 1) as seconds,"
    " a.id as number, 0 as answered, 0 as questions"
    " from answers a join posts p on p.group_id = a.group_id and p.id = a.post_id"
    " join scenario_versions v on v.hash = p.scenario_hash"
    " left join lateral (select array_agg(band order by id) as bands, array_agg(score order by id) as scores,"
    " array_agg(kind order by id) as kinds, array_agg(revision order by id) as revisions from grades"
    " where grades.group_id = :g and grades.answer_id = a.id and grades.status = 'graded') g on true"
    " left join lateral (select kind, findings -> 'criteria' as found,"
    " findings ->> 'one_change' as one_change, held from grades"
    " where grades.group_id = :g and grades.answer_id = a.id and grades.status = 'graded'"
    " and grades.revision = g.revisions[1] order by grades.kind = 'human' desc, grades.id desc limit 1) f"
    " on not f.held"
    " where a.group_id = :g and a.person_id = :p and a.state <> 'withdrawn' and a.revision > 0"
)
_ROUNDS = (
    "select r.started_at, v.body ->> 'title', cast(v.body ->> 'system' as int),"
    " r.kind, v.body -> 'criteria', null, 0,"
    " case when o.outcome ? 'band' then array[o.outcome ->> 'band'] end,"
    " case when o.outcome ? 'band' then array[cast(o.outcome ->> 'score' as smallint)] end,"
    " case when o.outcome ? 'band' then array[o.outcome -> 'provenance' ->> 'kind'] end,"
    " case when o.outcome ? 'band' then array[1] end,"
    " case when o.outcome ? 'band' then o.outcome -> 'provenance' ->> 'kind' end,"
    " o.outcome -> 'criteria', o.outcome ->> 'one_change',"
    " (select extract(epoch from sum(least(coalesce(t.ended_at, r.ended_at) - t.asked_at,"
    " cast(:longest as interval)))) from round_turns t"
    " where t.group_id = :g and t.round_id = r.id), r.id, r.answered, r.questions"
    " from rounds r join scenario_versions v on v.hash = r.scenario_hash"
    " left join lateral (select coalesce(t.ruled, t.outcome) as outcome from round_turns t"
    " where t.group_id = :g and t.round_id = r.id and t.outcome is not null"
    " order by t.number desc limit 1) o on true"
    " where r.group_id = :g and r.person_id = :p and r.ended_at is not null"
    " and exists (select from round_messages m where m.group_id = :g and m.round_id = r.id"
    " and m.state = 'kept')"
    # What single interviewers wrote in a loop is opened by its committee, at the end.
    " and not exists (select from loops p where p.group_id = :g and p.id = r.loop_id"
    " and p.state not in ('concluded', 'over'))"
)
_ALL = text(
    f"select *, count(*) over () as many from ({_ANSWERS} union all {_ROUNDS}) every"  # noqa: S608  our own words
    " order by at desc, round desc, number desc limit :most offset :skip"
)


@dataclass(frozen=True, slots=True)
class Page:
    attempts: tuple[Attempt, ...]
    many: int
    """On all pages together; 0 on a page beyond the last."""


class Attempts:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, group: GroupId, person: PersonId, most: int, skip: int = 0) -> Page:
        values = {
            "g": group,
            "p": person,
            "most": most,
            "skip": skip,
            "longest": MOST_OF_A_TURN,
        }
        found = await self._connection.execute(_ALL, values)
        rows = found.all()
        return Page(tuple(_attempt(row) for row in rows), rows[0].many if rows else 0)


def _attempt(row: AnyRow) -> Attempt:
    found = _found(row)
    levels: dict[Competency, tuple[Level, ...]] = {}
    for one in found:
        levels[one.competency] = (*levels.get(one.competency, ()), one.level)
    return Attempt(
        at=row.at,
        title=row.title,
        system=row.system,
        round=row.round,
        grades=_grades(row),
        kind=GraderKind(row.kind) if row.kind else None,
        found=found,
        one_change=row.one_change or "",
        points=int(row.points),
        timeliness=Timeliness(row.timeliness) if row.timeliness else None,
        spent=timedelta(seconds=float(row.seconds)) if row.seconds else None,
        levels=levels,
    )


def _grades(row: AnyRow) -> tuple[GradeSeen, ...]:
    """Of a round as its verdict: no better than the questions without an answer leave it."""
    left = Answered(row.answered, row.questions)
    columns = row.bands or (), row.scores or (), row.kinds or (), row.revisions or ()
    return tuple(
        GradeSeen(*left.verdict(Band(band), score), GraderKind(kind), revision)
        for band, score, kind, revision in zip(*columns, strict=True)
    )


def _found(row: AnyRow) -> tuple[CriterionSeen, ...]:
    asked = {one["id"]: one for one in row.asked}
    return tuple(
        CriterionSeen(
            asked[one["criterion_id"]]["title"],
            Competency(asked[one["criterion_id"]]["competency"]),
            Level(one["level"]),
        )
        for one in row.found or ()
        if one["criterion_id"] in asked
    )
