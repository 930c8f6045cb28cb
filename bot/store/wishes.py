"""What a group's organisers asked for beside the queue."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import GroupId, ScenarioId
from bot.domain.themes import THEMES, ThemedWeek
from bot.domain.wishes import StandingWishes
from bot.store.tables import pins, themed_weeks, unwanted_scenarios

# One statement: it is asked for every group that is due, and nearly all have none.
_OF = text(
    "select group_id, 'pin' as kind, day, null::date as last, scenario_id as name from pins"
    " where group_id = any(cast(:groups as bigint[])) and day >= :since"
    " union all select group_id, 'unwanted', null, null, scenario_id from unwanted_scenarios"
    " where group_id = any(cast(:groups as bigint[]))"
    " union all select group_id, 'theme', first_day, last_day, theme from themed_weeks"
    " where group_id = any(cast(:groups as bigint[])) and last_day >= :since"
    " order by 1, 2, 3, 5"
)


class WishRows:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, groups: Sequence[GroupId], since: date) -> dict[GroupId, StandingWishes]:
        """Those of each group that has any for that day or a later one."""
        rows = await self._connection.execute(_OF, {"groups": list(groups), "since": since})
        pinned: dict[GroupId, dict[date, ScenarioId]] = {}
        unwanted: dict[GroupId, set[ScenarioId]] = {}
        weeks: dict[GroupId, ThemedWeek] = {}
        for row in rows:
            group = GroupId(row.group_id)
            match row.kind:
                case "pin":
                    pinned.setdefault(group, {})[row.day] = ScenarioId(row.name)
                case "unwanted":
                    unwanted.setdefault(group, set()).add(ScenarioId(row.name))
                case _ if row.name in THEMES:  # a later version may know other themes
                    weeks[group] = ThemedWeek(THEMES[row.name], row.day, row.last)
        return {
            group: StandingWishes(pinned.get(group, {}), frozenset(unwanted.get(group, ())), weeks.get(group))
            for group in {*pinned, *unwanted, *weeks}
        }

    async def pin(self, group: GroupId, day: date, scenario: ScenarioId) -> None:
        """One scenario a day, and one day a scenario: an earlier pin of either gives way."""
        await self.take([(group, scenario)])
        statement = upsert(pins).values(group_id=group, day=day, scenario_id=scenario)
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["group_id", "day"], set_={"scenario_id": statement.excluded.scenario_id}
            )
        )

    async def unpin(self, group: GroupId, day: date) -> bool:
        gone = await self._connection.execute(delete(pins).where(pins.c.group_id == group, pins.c.day == day))
        return gone.rowcount > 0

    async def take(self, posted: Sequence[tuple[GroupId, ScenarioId]]) -> None:
        """Take scenarios off their groups' pins."""
        for group, scenario in posted:
            await self._connection.execute(
                delete(pins).where(pins.c.group_id == group, pins.c.scenario_id == scenario)
            )

    async def unwant(self, group: GroupId, scenario: ScenarioId) -> None:
        await self._connection.execute(
            upsert(unwanted_scenarios).values(group_id=group, scenario_id=scenario).on_conflict_do_nothing()
        )

    async def want_again(self, group: GroupId, scenario: ScenarioId) -> bool:
        gone = await self._connection.execute(
            delete(unwanted_scenarios).where(
                unwanted_scenarios.c.group_id == group, unwanted_scenarios.c.scenario_id == scenario
            )
        )
        return gone.rowcount > 0

    async def set_week(self, group: GroupId, week: ThemedWeek) -> None:
        """One at a time: it takes the place of another."""
        values = {"theme": week.theme.word, "first_day": week.first, "last_day": week.last}
        await self._connection.execute(
            upsert(themed_weeks)
            .values(group_id=group, **values)
            .on_conflict_do_update(index_elements=["group_id"], set_=values)
        )

    async def end_week(self, group: GroupId) -> bool:
        gone = await self._connection.execute(delete(themed_weeks).where(themed_weeks.c.group_id == group))
        return gone.rowcount > 0
