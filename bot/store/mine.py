"""What a member may look up of their own: their answers so far, and what they chose in a group."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.attempt import GradeSeen
from bot.domain.competency import Competency
from bot.domain.grade import Band, GraderKind, Level
from bot.domain.ids import GroupId, PersonId, PostId
from bot.domain.points import Timeliness
from bot.domain.progress import AnswerLevels
from bot.store.rows import AnyRow
from bot.store.tables import memberships

# Withdrawn answers are left out: they stand for nothing, and their points are taken back.
_ANSWERS = text(
    "select p.id, p.local_date, v.body ->> 'title' as title, a.timeliness,"
    " (select coalesce(sum(l.points), 0) from ledger l"
    " where l.group_id = :g and l.answer_id = a.id) as points,"
    " g.bands, g.scores, g.kinds, g.revisions"
    " from answers a join posts p on p.group_id = a.group_id and p.id = a.post_id"
    " join scenario_versions v on v.hash = p.scenario_hash"
    " left join lateral (select array_agg(band order by id) as bands, array_agg(score order by id) as scores,"
    " array_agg(kind order by id) as kinds, array_agg(revision order by id) as revisions from grades"
    " where grades.group_id = :g and grades.answer_id = a.id and grades.status = 'graded') g on true"
    " where a.group_id = :g and a.person_id = :p and a.state <> 'withdrawn' and a.revision > 0"
    " order by p.due_at desc limit :most"
)

# A first try's verdict: a ruling, else the grader's latest word on it. What waits for a person is none yet.
_LEVELS = text(
    "select g.kind, g.findings -> 'criteria' as found, v.body -> 'criteria' as asked"
    " from answers a join posts p on p.group_id = a.group_id and p.id = a.post_id"
    " join scenario_versions v on v.hash = p.scenario_hash"
    " join lateral (select kind, findings, held from grades where grades.group_id = :g"
    " and grades.answer_id = a.id and grades.status = 'graded' and grades.revision ="
    " (select f.revision from grades f where f.group_id = :g and f.answer_id = a.id"
    " and f.status = 'graded' order by f.id limit 1)"
    " order by grades.kind = 'human' desc, grades.id desc limit 1) g on not g.held"
    " where a.group_id = :g and a.person_id = :p and a.state <> 'withdrawn' and a.revision > 0"
    " order by p.due_at desc limit :most"
)


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    post: PostId
    on: date
    title: str
    timeliness: Timeliness | None
    points: int
    grades: tuple[GradeSeen, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class Choices:
    reminders: bool
    on_board: bool
    listed: bool
    """Boards name them: by their own choice, and by the group's for its organisers."""
    lends_answers: bool
    """Their answers may be used, without their name, to measure the grader by."""


class Mine:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def answers(self, group: GroupId, person: PersonId, most: int) -> list[OwnAnswer]:
        """The newest first, without what was withdrawn."""
        rows = await self._connection.execute(_ANSWERS, {"g": group, "p": person, "most": most})
        return [
            OwnAnswer(
                post=PostId(row.id),
                on=row.local_date,
                title=row.title,
                timeliness=Timeliness(row.timeliness) if row.timeliness else None,
                points=int(row.points),
                grades=tuple(
                    GradeSeen(Band(band), score, GraderKind(kind), revision)
                    for band, score, kind, revision in zip(
                        row.bands or (), row.scores or (), row.kinds or (), row.revisions or (), strict=True
                    )
                ),
            )
            for row in rows
        ]

    async def levels(self, group: GroupId, person: PersonId, most: int) -> list[AnswerLevels]:
        """Of the latest answers that were graded, the newest first."""
        rows = await self._connection.execute(_LEVELS, {"g": group, "p": person, "most": most})
        return [AnswerLevels(GraderKind(row.kind), _by_competency(row)) for row in rows]

    async def choices(self, group: GroupId, person: PersonId) -> Choices:
        rows = await self._connection.execute(
            select(
                memberships.c.reminders,
                memberships.c.on_board,
                memberships.c.listed,
                memberships.c.lends_answers,
            ).where(memberships.c.group_id == group, memberships.c.person_id == person)
        )
        row = rows.one()
        return Choices(row.reminders, row.on_board, row.listed, row.lends_answers)


def _by_competency(row: AnyRow) -> dict[Competency, tuple[Level, ...]]:
    competencies = {one["id"]: Competency(one["competency"]) for one in row.asked}
    found: dict[Competency, tuple[Level, ...]] = {}
    for one in row.found:
        if (competency := competencies.get(one["criterion_id"])) is not None:
            found[competency] = (*found.get(competency, ()), Level(one["level"]))
    return found
