"""Scenarios of a group's own. No statement here reads another group's, but for an operator's list."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from json import loads
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Text, any_, bindparam, cast, delete, func, select, tuple_
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.competency import Competency
from bot.domain.ids import GroupId, PersonId, ScenarioId
from bot.domain.pack import NewOwn, OwnScenario
from bot.domain.rotation import Entry
from bot.domain.scenario import Scenario
from bot.store.rows import AnyRow, bigints
from bot.store.tables import pack_scenarios

Own = tuple[GroupId, ScenarioId]
_ENTRY = (
    pack_scenarios.c.scenario_id,
    pack_scenarios.c.difficulty,
    pack_scenarios.c.track,
    pack_scenarios.c.system,
    cast(pack_scenarios.c.tests, Text).label("tests"),
)
_COMPETENCIES = frozenset(Competency)
_REPLACED = tuple(column.name for column in pack_scenarios.c if not column.primary_key)


class Packs:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def entries(self, groups: Sequence[GroupId]) -> dict[GroupId, list[Entry]]:
        """What rotation needs to know, of those groups that have any. No text is read for it."""
        rows = await self._connection.execute(
            select(pack_scenarios.c.group_id, *_ENTRY)
            .where(pack_scenarios.c.group_id == any_(bigints(groups)))
            .order_by(pack_scenarios.c.group_id, pack_scenarios.c.scenario_id)
        )
        found: dict[GroupId, list[Entry]] = {}
        for row in rows:
            found.setdefault(GroupId(row.group_id), []).append(_entry(row))
        return found

    async def of(self, group: GroupId) -> list[OwnScenario]:
        """A group's own, in the order of ids."""
        rows = await self._connection.execute(
            select(*_ENTRY, pack_scenarios.c.title, pack_scenarios.c.digest, pack_scenarios.c.added_at)
            .where(pack_scenarios.c.group_id == group)
            .order_by(pack_scenarios.c.scenario_id)
        )
        return [OwnScenario(_entry(row), row.title, row.digest, row.added_at) for row in rows]

    async def read(self, wanted: Sequence[Own]) -> dict[Own, Scenario | None]:
        """Those of them that are there; None for one that this version of Debrief can't read any more."""
        groups = sorted({group for group, _ in wanted})
        named = tuple_(pack_scenarios.c.group_id, pack_scenarios.c.scenario_id)
        rows = await self._connection.execute(
            select(pack_scenarios.c.group_id, pack_scenarios.c.scenario_id, pack_scenarios.c.body).where(
                pack_scenarios.c.group_id == any_(bigints(groups)),
                named.in_(bindparam("named", list(wanted), expanding=True)),
            )
        )
        return {_own(row): _read(row.body) for row in rows}

    async def read_all(self, group: GroupId) -> dict[ScenarioId, Scenario | None]:
        """All of a group's own, in the order of ids; None as in `read`."""
        rows = await self._connection.execute(
            select(pack_scenarios.c.scenario_id, pack_scenarios.c.body)
            .where(pack_scenarios.c.group_id == group)
            .order_by(pack_scenarios.c.scenario_id)
        )
        return {ScenarioId(row.scenario_id): _read(row.body) for row in rows}

    async def put(
        self, group: GroupId, scenarios: Sequence[NewOwn], by: PersonId | None, now: datetime
    ) -> None:
        """Add them; one of an id that is there takes its place."""
        statement = upsert(pack_scenarios)
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["group_id", "scenario_id"],
                set_={name: statement.excluded[name] for name in _REPLACED},
            ),
            [_row(group, new, by, now) for new in scenarios],
        )

    async def remove(self, group: GroupId, scenario: ScenarioId) -> bool:
        gone = await self._connection.execute(
            delete(pack_scenarios).where(
                pack_scenarios.c.group_id == group, pack_scenarios.c.scenario_id == scenario
            )
        )
        return gone.rowcount > 0

    async def counts(self) -> Mapping[GroupId, int]:
        """For an operator: how many each group has that has any."""
        rows = await self._connection.execute(
            select(pack_scenarios.c.group_id, func.count().label("own")).group_by(pack_scenarios.c.group_id)
        )
        return {GroupId(row.group_id): row.own for row in rows}


def _entry(row: AnyRow) -> Entry:
    return Entry(ScenarioId(row.scenario_id), row.difficulty, row.track, row.system, _tests(row.tests))


@lru_cache(maxsize=10_000)
def _tests(told: str) -> tuple[tuple[Competency, float], ...]:
    """From JSON: reading it takes most of the time when hundreds of groups are planned at once."""
    return tuple((Competency(name), share) for name, share in loads(told) if name in _COMPETENCIES)


def _own(row: AnyRow) -> Own:
    return GroupId(row.group_id), ScenarioId(row.scenario_id)


def _read(body: object) -> Scenario | None:
    try:
        return Scenario.model_validate(body)
    except ValidationError:
        return None


def _row(group: GroupId, new: NewOwn, by: PersonId | None, now: datetime) -> dict[str, Any]:
    entry = Entry.of(new.scenario)
    return {
        "group_id": group,
        "scenario_id": entry.id,
        "title": new.scenario.title,
        "difficulty": entry.difficulty,
        "track": entry.track,
        "system": entry.system,
        "tests": entry.tests,
        "text": new.text,
        "digest": new.digest,
        "body": new.scenario.model_dump(mode="json"),
        "added_by": by,
        "added_at": now,
    }
