"""Grades that were made by a rubric which has changed since."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.grade import GraderKind
from bot.domain.ids import AnswerId, GradeId, GroupId, PostId, ScenarioId

# What a person has ruled on stands, whatever became of the rubric; and what nobody may read any more stays.
_NEWEST = text(
    "select distinct on (g.answer_id, g.revision) g.id, g.answer_id, g.revision, g.rubric_hash, g.kind,"
    " g.held, a.post_id, p.scenario_id"
    " from grades g join answers a on a.group_id = g.group_id and a.id = g.answer_id"
    " join posts p on p.group_id = a.group_id and p.id = a.post_id"
    " join revisions r on r.group_id = g.group_id and r.answer_id = g.answer_id and r.number = g.revision"
    " where g.group_id = :g and g.status = 'graded' and a.state = 'debriefed' and r.text <> '' and not r.cut"
    " and (cast(:post as bigint) is null or a.post_id = :post)"
    " order by g.answer_id, g.revision, (g.kind = 'human') desc, g.id desc"
)


@dataclass(frozen=True, slots=True)
class OldGrade:
    id: GradeId
    answer: AnswerId
    revision: int
    kind: GraderKind
    post: PostId
    waits: bool
    """A person has yet to rule on it."""


class Outdated:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def groups(self) -> list[GroupId]:
        """For an operator: every group there is."""
        rows = await self._connection.execute(text("select id from groups where id > 0 order by id"))
        return [GroupId(group) for group in rows.scalars()]

    async def of(
        self, group: GroupId, rubrics: Mapping[ScenarioId, str], post: PostId | None = None
    ) -> list[OldGrade]:
        """The graders' grades of a group, or of one post in it, that aren't by these rubrics.

        In order of their answers' revisions. A scenario that isn't named has no newer rubric.
        """
        rows = await self._connection.execute(_NEWEST, {"g": group, "post": post})
        return [
            OldGrade(
                GradeId(row.id),
                AnswerId(row.answer_id),
                row.revision,
                GraderKind(row.kind),
                PostId(row.post_id),
                waits=row.held,
            )
            for row in rows
            if row.kind != GraderKind.HUMAN
            and rubrics.get(ScenarioId(row.scenario_id), row.rubric_hash) != row.rubric_hash
        ]
