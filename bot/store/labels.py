"""What people said of answers that their authors lend: no name and no number of anybody leaves with it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import ScenarioId
from bot.domain.nameless import nameless
from bot.store.tables import memberships, persons

# For an operator, over all groups. Consent is read at this moment: who took it back, left or was forgotten
# is not in it. Raters are numbered by when they first ruled; operators together are rater 0.
_LENT = text(
    "with raters as (select ruled_by, row_number() over (order by min(id)) as number from reviews"
    " where ruled_by is not null and group_id > 0 group by ruled_by)"
    " select a.group_id, p.scenario_id, p.scenario_hash, g.revision, v.answer_id, r.text,"
    " coalesce(n.number, 0) as rater, v.levels from reviews v"
    " join grades g on g.group_id = v.group_id and g.id = v.grade_id"
    " join answers a on a.group_id = v.group_id and a.id = v.answer_id"
    " join posts p on p.group_id = a.group_id and p.id = a.post_id"
    " join revisions r on r.group_id = g.group_id and r.answer_id = g.answer_id and r.number = g.revision"
    " join memberships m on m.group_id = a.group_id and m.person_id = a.person_id"
    " left join raters n on n.ruled_by = v.ruled_by"
    " where v.group_id > 0 and v.state = 'ruled' and v.levels <> '{}'::jsonb"
    " and m.lends_answers and m.left_at is null and a.state <> 'withdrawn' and r.text <> '' and not r.cut"
    " order by v.answer_id, g.revision, rater, v.id"
)


@dataclass(frozen=True, slots=True)
class Label:
    """One person's levels for one text."""

    scenario: ScenarioId
    scenario_hash: str
    text: str
    rater: int
    levels: Mapping[str, int]
    """By criterion; a red line stands as `red line ID`, 1 when crossed."""


class Labels:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lent(self) -> list[Label]:
        rows = await self._connection.execute(_LENT)
        names = await self._names()
        found: dict[tuple[int, int, int], Label] = {}
        for row in rows:
            key = (row.answer_id, row.revision, row.rater)
            before = found[key].levels if key in found else {}
            found[key] = Label(
                ScenarioId(row.scenario_id),
                row.scenario_hash,
                nameless(row.text, names[row.group_id]),
                row.rater,
                {**before, **row.levels},
            )
        return list(found.values())

    async def _names(self) -> dict[int, list[str]]:
        """By group: whoever is or was in it may be named in an answer."""
        rows = await self._connection.execute(
            select(memberships.c.group_id, persons.c.name)
            .join(persons, persons.c.id == memberships.c.person_id)
            .where(memberships.c.group_id > 0, persons.c.name != "")
        )
        found: dict[int, list[str]] = defaultdict(list)
        for row in rows:
            found[row.group_id].append(row.name)
        return found
