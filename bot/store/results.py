"""How groups did lately: the first tries at their newest posts."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import GroupId, ScenarioId

POSTS = 8
TRIES = 24
"""Looked at for each group, of so many posts, at most: a planning of 500 groups reads 12,000 rows."""

# A first try's verdict: a ruling, else the grader's latest word on it. What waits for a person is none yet.
_OF = text(
    "select w.g as group_id, t.scenario_id, t.score, t.found"
    " from unnest(cast(:groups as bigint[])) as w(g) cross join lateral ("
    " select p.scenario_id, f.score, f.findings -> 'criteria' as found from"
    " (select id, scenario_id, local_date from posts where posts.group_id = any(cast(:groups as bigint[]))"
    " and posts.group_id = w.g and posts.state <> 'skipped' order by local_date desc limit :posts) p"
    " join answers a on a.group_id = any(cast(:groups as bigint[])) and a.group_id = w.g"
    " and a.post_id = p.id and a.state <> 'withdrawn' and a.revision > 0 and a.copy_of is null"
    " join lateral (select score, findings, held from grades"
    " where grades.group_id = any(cast(:groups as bigint[])) and grades.group_id = w.g"
    " and grades.answer_id = a.id and grades.status = 'graded' and grades.revision ="
    " (select first.revision from grades first where first.group_id = any(cast(:groups as bigint[]))"
    " and first.group_id = w.g and first.answer_id = a.id and first.status = 'graded'"
    " order by first.id limit 1)"
    " order by grades.kind = 'human' desc, grades.id desc limit 1) f on not f.held"
    " order by p.local_date desc, a.id desc limit :tries) t"
)


@dataclass(frozen=True, slots=True)
class TryRow:
    """One first try; its levels by the ids of its scenario's criteria."""

    scenario: ScenarioId
    score: int
    levels: dict[str, int]


class ResultRows:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lately(self, groups: Sequence[GroupId]) -> dict[GroupId, list[TryRow]]:
        """Of each group that has any; the newest first."""
        rows = await self._connection.execute(_OF, {"groups": list(groups), "posts": POSTS, "tries": TRIES})
        found: dict[GroupId, list[TryRow]] = {}
        for row in rows:
            levels = {one["criterion_id"]: one["level"] for one in row.found}
            found.setdefault(GroupId(row.group_id), []).append(
                TryRow(ScenarioId(row.scenario_id), row.score, levels)
            )
        return found
