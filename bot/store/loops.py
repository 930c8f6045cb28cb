"""Company loops: where each stands, behind a fence of state, place and attempt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.group import Reached
from bot.domain.ids import GroupId, InstallationId, PersonId
from bot.domain.loop import LoopFormat
from bot.domain.loop_states import Loop, LoopEnding, LoopId, LoopState, Pace
from bot.store.reached import reached_by
from bot.store.rows import AnyRow
from bot.store.tables import loops
from bot.store.taking_up import taken_up

_UNREAD = ("event_ref", "due_at", "lease_until", "taken_until", "ended_at")
_READ = tuple(column for column in loops.c if column.name not in _UNREAD)


@dataclass(frozen=True, slots=True)
class NewLoop:
    group: GroupId
    person: PersonId
    installation: InstallationId
    scope: str
    event_ref: str
    format: LoopFormat
    pace: Pace
    started_at: datetime


class LoopRows:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def begin(self, new: NewLoop, now: datetime, due: datetime) -> Loop | None:
        """A loop whose first round is played. None when the person is in one, or the event began one."""
        rows = await self._connection.execute(
            upsert(loops)
            .values(
                group_id=new.group,
                person_id=new.person,
                installation_id=new.installation,
                scope=new.scope,
                event_ref=new.event_ref,
                format=new.format.model_dump(mode="json"),
                pace=new.pace,
                state=LoopState.PLAYING,
                due_at=due,
                entered_at=now,
                started_at=new.started_at,
            )
            .on_conflict_do_nothing()
            .returning(*_READ)
        )
        row = rows.one_or_none()
        return None if row is None else _loop_of(row)

    async def open(self, person: PersonId, *, locked: bool = False) -> Loop | None:
        """The loop that a person is in, in whichever group."""
        return await self._one(loops.c.person_id == person, loops.c.due_at.is_not(None), locked=locked)

    async def named(self, found: LoopId, person: PersonId) -> Loop | None:
        """The person's loop that a button names, locked."""
        return await self._one(loops.c.id == found, loops.c.person_id == person, locked=True)

    async def seen(self, found: LoopId, person: PersonId) -> Loop | None:
        """The same, not locked: for whoever locks a round of it first."""
        return await self._one(loops.c.id == found, loops.c.person_id == person)

    async def get(self, group: GroupId, found: LoopId) -> Loop | None:
        """Not locked."""
        return await self._one(loops.c.group_id == group, loops.c.id == found)

    async def newest_concluded(self, person: PersonId) -> Loop | None:
        newest = select(func.max(loops.c.id)).where(
            loops.c.person_id == person, loops.c.state == LoopState.CONCLUDED
        )
        return await self._one(loops.c.person_id == person, loops.c.id == newest.scalar_subquery())

    async def begun(self, person: PersonId, since: datetime) -> list[datetime]:
        rows = await self._connection.execute(
            select(loops.c.started_at)
            .where(loops.c.person_id == person, loops.c.started_at > since)
            .order_by(loops.c.started_at)
        )
        return list(rows.scalars())

    async def reached(self, it: Loop) -> Reached | None:
        """The account that began it, if the person still has it."""
        return await reached_by(self._connection, it.installation, it.person, it.scope)

    async def take_up(self, loop_id: LoopId, now: datetime, lease: Callable[[int], timedelta]) -> Loop | None:
        """Begin an attempt at a due loop; None when it isn't due, or an attempt is under way."""
        row = await taken_up(self._connection, loops, loop_id, now, lease=lease, read=_READ)
        return None if row is None else _loop_of(row)

    async def enter(self, it: Loop, state: LoopState, **values: object) -> bool:
        """Write a change of state down behind the fence; False when something else came first."""
        return await self._fenced(it, state=state, attempt=0, taken_until=None, **values)

    async def put_off(self, it: Loop, until: datetime) -> None:
        """The attempt came to nothing: the next one may start after `until`."""
        await self._fenced(it, attempt=max(it.attempt, 1), taken_until=until, lease_until=until)

    async def look_again(self, it: Loop, at: datetime) -> None:
        """There is nothing to do yet; it's looked at then, as if for the first time."""
        await self._fenced(it, attempt=0, due_at=at, taken_until=None, lease_until=None)

    async def wake(self, group: GroupId, found: LoopId, now: datetime, lease: datetime) -> None:
        """A round of it has ended: it's due, and somebody is told."""
        await self._connection.execute(
            update(loops)
            .where(
                loops.c.group_id == group,
                loops.c.id == found,
                loops.c.state.in_([LoopState.PLAYING, LoopState.DELIBERATING]),
            )
            .values(due_at=now, lease_until=lease, taken_until=None)
        )

    async def _fenced(self, it: Loop, **values: object) -> bool:
        changed = await self._connection.execute(
            update(loops)
            .where(
                loops.c.group_id == it.group,
                loops.c.id == it.id,
                loops.c.state == it.state,
                loops.c.place == it.place,
                loops.c.attempt == it.attempt,
            )
            .values(**values)
        )
        return changed.rowcount > 0

    async def _one(self, *which: ColumnElement[bool], locked: bool = False) -> Loop | None:
        wanted = select(*_READ).where(*which)
        rows = await self._connection.execute(wanted.with_for_update() if locked else wanted)
        row = rows.one_or_none()
        return None if row is None else _loop_of(row)


def _loop_of(row: AnyRow) -> Loop:
    return Loop(
        id=LoopId(row.id),
        group=GroupId(row.group_id),
        person=PersonId(row.person_id),
        installation=InstallationId(row.installation_id),
        scope=row.scope,
        format=LoopFormat.model_validate(row.format),
        pace=Pace(row.pace),
        state=LoopState(row.state),
        place=row.place,
        attempt=row.attempt,
        ending=None if row.ending is None else LoopEnding(row.ending),
        entered_at=row.entered_at,
        started_at=row.started_at,
    )
