"""When groups have their weekly post, and what was shown in it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.board import Placed, Week
from bot.domain.calendar import DAY
from bot.domain.group import DAILY
from bot.domain.ids import GroupId, PersonId, WeeklyBoardId
from bot.domain.weekly import WeeklyBoard, WeeklySchedule
from bot.store.rows import AnyRow
from bot.store.tables import (
    groups,
    posts,
    schedules,
    standings,
    weekly_board_rows,
    weekly_boards,
    weekly_schedules,
)

_WITH_ZONE = select(weekly_schedules, schedules.c.zone).join(
    schedules,
    and_(schedules.c.group_id == weekly_schedules.c.group_id, schedules.c.slot == DAILY),
)
_ARE_NEW = (
    " from standings s join persons p on p.id = s.person_id"
    " where s.group_id = :group and s.period = :period and s.shown and s.answers > 0"
    " and not exists (select from standings e where e.group_id = :group and e.person_id = s.person_id"
    " and e.period like 'week %' and e.period < :period and e.answers > 0)"
)
# Those whom nothing else names come first: a long list ends with the ones who have a row.
_NEWCOMERS = text(
    f"select p.name, count(*) over () as number {_ARE_NEW}"
    " and s.person_id <> all(cast(:unsaid as bigint[]))"
    " order by s.person_id = any(cast(:named as bigint[])), p.name, s.person_id limit :most"
)
_NEW_AMONG = text(f"select s.person_id {_ARE_NEW} and s.person_id = any(cast(:people as bigint[]))")


class Weekly:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def claim_due(self, now: datetime, limit: int) -> list[WeeklySchedule]:
        """Lock due ones of any group for this transaction; what another scheduler holds is passed by."""
        return await self._claim(weekly_schedules.c.next_at <= now, limit)

    async def claim_astray(self, now: datetime, beyond: datetime, limit: int) -> list[WeeklySchedule]:
        """Lock those that have no next time, or one that a clock which was ahead has put too far off."""
        astray = weekly_schedules.c.next_at.is_(None) | (weekly_schedules.c.next_at > beyond)
        born = exists().where(groups.c.id == weekly_schedules.c.group_id, groups.c.created_at <= now)
        return await self._claim(astray & born, limit)

    async def _claim(self, which: ColumnElement[bool], limit: int) -> list[WeeklySchedule]:
        rows = await self._connection.execute(
            _WITH_ZONE.where(which)
            .order_by(weekly_schedules.c.next_at)
            .limit(limit)
            .with_for_update(skip_locked=True, of=weekly_schedules)
        )
        return [_schedule_of(row) for row in rows]

    async def advance(self, nexts: Sequence[tuple[GroupId, datetime | None]]) -> None:
        """Set the next due instants of claimed ones."""
        await self._connection.execute(
            text(
                "update weekly_schedules s set next_at = n.at from unnest(cast(:groups as bigint[]),"
                " cast(:ats as timestamptz[])) as n(group_id, at) where s.group_id = n.group_id"
            ),
            {"groups": [n[0] for n in nexts], "ats": [n[1] for n in nexts]},
        )

    async def of(self, group: GroupId) -> WeeklySchedule | None:
        rows = await self._connection.execute(_WITH_ZONE.where(weekly_schedules.c.group_id == group))
        row = rows.one_or_none()
        return None if row is None else _schedule_of(row)

    async def lock(self, group: GroupId) -> WeeklySchedule | None:
        rows = await self._connection.execute(
            _WITH_ZONE.where(weekly_schedules.c.group_id == group).with_for_update(of=weekly_schedules)
        )
        row = rows.one_or_none()
        return None if row is None else _schedule_of(row)

    async def put(self, schedule: WeeklySchedule) -> None:
        """Write one down, new or changed. The zone is the group's, and stays where it is."""
        values = {"weekday": schedule.weekday, "at": schedule.at, "next_at": schedule.next_at}
        await self._connection.execute(
            upsert(weekly_schedules)
            .values(group_id=schedule.group, **values)
            .on_conflict_do_update(index_elements=["group_id"], set_=values)
        )

    async def keep(
        self, group: GroupId, week: Week, rows: Sequence[Placed], now: datetime
    ) -> WeeklyBoardId | None:
        """A board as it is posted; None when the week had its own."""
        made = await self._connection.execute(
            upsert(weekly_boards)
            .values(group_id=group, week=week.monday, made_at=now)
            .on_conflict_do_nothing(index_elements=["group_id", "week"])
            .returning(weekly_boards.c.id)
        )
        board = made.scalar_one_or_none()
        if board is None:
            return None
        if rows:
            await self._connection.execute(
                insert(weekly_board_rows),
                [
                    {
                        "group_id": group,
                        "weekly_board_id": board,
                        "person_id": row.person,
                        "rank": row.rank,
                        "points": row.value,
                    }
                    for row in rows
                ],
            )
        return WeeklyBoardId(board)

    async def board(self, group: GroupId, board: WeeklyBoardId) -> WeeklyBoard | None:
        return await self._board(group, weekly_boards.c.id == board)

    async def board_of(self, group: GroupId, week: Week) -> WeeklyBoard | None:
        return await self._board(group, weekly_boards.c.week == week.monday)

    async def _board(self, group: GroupId, which: ColumnElement[bool]) -> WeeklyBoard | None:
        found = await self._connection.execute(
            select(weekly_boards).where(weekly_boards.c.group_id == group, which)
        )
        board = found.one_or_none()
        if board is None:
            return None
        rows = await self._connection.execute(
            select(weekly_board_rows)
            .where(weekly_board_rows.c.group_id == group, weekly_board_rows.c.weekly_board_id == board.id)
            .order_by(weekly_board_rows.c.rank, weekly_board_rows.c.person_id)
        )
        return WeeklyBoard(
            id=WeeklyBoardId(board.id),
            group=group,
            week=Week(board.week),
            made_at=board.made_at,
            rows=tuple(Placed(PersonId(r.person_id), r.points, r.rank) for r in rows),
        )

    async def stood(self, group: GroupId, week: Week) -> bool:
        """Whether the group had any scenario that week."""
        days = posts.c.local_date.between(week.monday, week.monday + 6 * DAY)
        found = await self._connection.execute(
            select(posts.c.id).where(posts.c.group_id == group, days, posts.c.state != "skipped").limit(1)
        )
        return found.first() is not None

    async def answered(self, group: GroupId, week: Week) -> bool:
        """Whether anybody at all gave an answer to that week's scenarios, on boards or not."""
        found = await self._connection.execute(
            select(standings.c.person_id)
            .where(standings.c.group_id == group, standings.c.period == week.key, standings.c.answers > 0)
            .limit(1)
        )
        return found.first() is not None

    async def took_part(self, group: GroupId, week: Week) -> int:
        """How many of those on boards have points from that week."""
        found = await self._connection.execute(
            select(func.count()).where(
                standings.c.group_id == group,
                standings.c.period == week.key,
                standings.c.shown,
                standings.c.points > 0,
            )
        )
        return found.scalar_one()

    async def newcomers(
        self,
        group: GroupId,
        week: Week,
        most: int,
        *,
        named: Collection[PersonId],
        unsaid: Collection[PersonId] = (),
    ) -> tuple[list[str], int]:
        """Names of those on boards whose first answer was to a scenario of that week, and how many they are.

        Whoever is named already gives way when there are more of them than `most`.
        """
        rows = await self._connection.execute(
            _NEWCOMERS,
            {
                "group": group,
                "period": week.key,
                "most": most,
                "named": list(named),
                "unsaid": list(unsaid),
            },
        )
        found = rows.all()
        return [row.name for row in found], found[0].number if found else 0

    async def new_among(
        self, group: GroupId, week: Week, people: Collection[PersonId]
    ) -> frozenset[PersonId]:
        """Whose first answer was to a scenario of that week."""
        rows = await self._connection.execute(
            _NEW_AMONG, {"group": group, "period": week.key, "people": list(people)}
        )
        return frozenset(PersonId(row.person_id) for row in rows)


def _schedule_of(row: AnyRow) -> WeeklySchedule:
    return WeeklySchedule(GroupId(row.group_id), row.weekday, row.at, row.zone, row.next_at)
