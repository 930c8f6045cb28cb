"""When groups post: the schedule, its rest days, and the claim of what is due."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from json import dumps

from sqlalchemy import ColumnElement, any_, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.group import DAILY, Schedule
from bot.domain.ids import GroupId
from bot.store.rows import AnyRow, bigints
from bot.store.tables import groups, posts, rest_days, schedules


def schedule_of(row: AnyRow) -> Schedule:
    return Schedule(
        group=GroupId(row.group_id),
        slot=row.slot,
        at=row.at,
        zone=row.zone,
        weekdays=frozenset(row.weekdays),
        catch_up=timedelta(minutes=row.catch_up_minutes),
        holidays_of=row.holidays_of,
        paused_from=row.paused_from,
        paused_until=row.paused_until,
        next_post_at=row.next_post_at,
        version=row.version,
    )


def _next(group: GroupId, slot: str, at: datetime | None) -> dict[str, object]:
    return {"group_id": group, "slot": slot, "at": at.isoformat() if at else None}


class Schedules:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def claim_due(self, now: datetime, limit: int) -> list[Schedule]:
        """Lock due schedules of any group for this transaction; what another scheduler holds is passed by."""
        rows = await self._connection.execute(
            select(schedules)
            .where(schedules.c.next_post_at <= now)
            .order_by(schedules.c.next_post_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [schedule_of(row) for row in rows]

    async def claim_far_ahead(self, now: datetime, beyond: datetime, limit: int) -> list[Schedule]:
        """Lock schedules that are next due after `beyond`; not those of groups made after `now`."""
        return await self._claim_ahead(now, schedules.c.next_post_at > beyond, limit)

    async def claim_decided_ahead(self, now: datetime, beyond: datetime, limit: int) -> list[Schedule]:
        """Lock schedules that are next due after `beyond` and have a day decided that's still to come."""
        decided = select(posts.c.id).where(
            posts.c.group_id == schedules.c.group_id,
            posts.c.slot == schedules.c.slot,
            posts.c.local_date >= now.date() - timedelta(days=1),
            posts.c.due_at > now,
        )
        return await self._claim_ahead(now, (schedules.c.next_post_at > beyond) & decided.exists(), limit)

    async def _claim_ahead(self, now: datetime, which: ColumnElement[bool], limit: int) -> list[Schedule]:
        # A group that was made after now says that the clock is behind, not the schedule ahead.
        rows = await self._connection.execute(
            select(schedules)
            .join(groups, groups.c.id == schedules.c.group_id)
            .where(which, groups.c.created_at <= now)
            .limit(limit)
            .with_for_update(skip_locked=True, of=schedules)
        )
        return [schedule_of(row) for row in rows]

    async def advance(self, nexts: Sequence[tuple[GroupId, str, datetime | None]]) -> None:
        """Set the next due instants of claimed schedules."""
        await self._connection.execute(
            text(
                "update schedules s set next_post_at = n.at from"
                " json_to_recordset(cast(:nexts as json)) as n(group_id bigint, slot text, at timestamptz)"
                " where s.group_id = n.group_id and s.slot = n.slot"
            ),
            {"nexts": dumps([_next(group, slot, at) for group, slot, at in nexts])},
        )

    async def of(self, group: GroupId, slot: str = DAILY) -> Schedule | None:
        row = await self._connection.execute(
            select(schedules).where(schedules.c.group_id == group, schedules.c.slot == slot)
        )
        found = row.one_or_none()
        return None if found is None else schedule_of(found)

    async def lock(self, group: GroupId, slot: str = DAILY) -> Schedule:
        row = await self._connection.execute(
            select(schedules).where(schedules.c.group_id == group, schedules.c.slot == slot).with_for_update()
        )
        return schedule_of(row.one())

    async def put(self, schedule: Schedule) -> None:
        """Write a schedule down, new or changed; its version counts up."""
        values = {
            "at": schedule.at,
            "zone": schedule.zone,
            "weekdays": sorted(schedule.weekdays),
            "catch_up_minutes": int(schedule.catch_up.total_seconds() // 60),
            "holidays_of": schedule.holidays_of,
            "paused_from": schedule.paused_from,
            "paused_until": schedule.paused_until,
            "next_post_at": schedule.next_post_at,
        }
        await self._connection.execute(
            upsert(schedules)
            .values(group_id=schedule.group, slot=schedule.slot, **values)
            .on_conflict_do_update(
                index_elements=["group_id", "slot"], set_={**values, "version": schedules.c.version + 1}
            )
        )

    async def due_now(self, group: GroupId, slot: str, now: datetime) -> None:
        await self._connection.execute(
            update(schedules)
            .where(schedules.c.group_id == group, schedules.c.slot == slot)
            .values(next_post_at=now)
        )

    async def rest_days(
        self, groups: Sequence[GroupId], since: date
    ) -> dict[tuple[GroupId, date], tuple[str, str]]:
        """Kind and label of the groups' own rest days."""
        rows = await self._connection.execute(
            select(rest_days).where(rest_days.c.group_id == any_(bigints(groups)), rest_days.c.day >= since)
        )
        return {(GroupId(r.group_id), r.day): (r.kind, r.label) for r in rows}

    async def add_rest_day(self, group: GroupId, day: date, kind: str, label: str) -> None:
        await self._connection.execute(
            upsert(rest_days)
            .values(group_id=group, day=day, kind=kind, label=label)
            .on_conflict_do_update(index_elements=["group_id", "day"], set_={"kind": kind, "label": label})
        )

    async def remove_rest_day(self, group: GroupId, day: date, kind: str) -> bool:
        """Whether there was one of that kind."""
        gone = await self._connection.execute(
            delete(rest_days)
            .where(rest_days.c.group_id == group, rest_days.c.day == day, rest_days.c.kind == kind)
            .returning(rest_days.c.day)
        )
        return gone.first() is not None
