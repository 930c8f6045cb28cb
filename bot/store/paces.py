"""Turns to call a platform, one line for all processes. Wall time, which every caller brings along.

`free_at` runs one step ahead with every call that was granted: a call may be made when it lies no
further ahead than the burst. A line without a burst keeps its distance to the very call; one with a
burst counts a call when its turn is given, so that one who waits in another line holds nobody up here.
Whoever couldn't wait was told a time of their own, so that they don't
all come back at once.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, DateTime, Integer, column, delete, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.speaking import Queue, Site, Slot
from bot.store.compiled import Compiled, Driver
from bot.store.tables import paces

_OPEN = Compiled(
    text(
        "insert into paces (platform, installation_ref, method, place, free_at, told_until)"
        " select :platform, :installation, method, place, cast(:now as timestamptz),"
        " cast(:now as timestamptz) from"
        " unnest(cast(:methods as text[]), cast(:places as text[]), cast(:steps as interval[]),"
        " cast(:bursts as interval[])) as wanted (method, place, step, burst)"
        " order by method, place on conflict do nothing"
    )
)
_TURN = (
    column("lines", Integer),
    column("slot", DateTime),
    column("granted", Boolean),
    column("told", DateTime),
)
# Whoever comes second waits for the rows, and then sees them as the first has left them. While one is
# missing none is locked: whoever holds one and then writes another might wait for somebody who waits for it.
_TAKE = Compiled(
    text(
        "with present as (select count(*) as lines from paces p where p.platform = :platform"
        "   and p.installation_ref = :installation and (p.method, p.place) in"
        "   (select * from unnest(cast(:methods as text[]), cast(:places as text[])))),"
        " held as materialized ("
        "   select p.method, p.place, p.free_at, p.told_until, wanted.step, wanted.burst from paces p"
        "   join"
        " unnest(cast(:methods as text[]), cast(:places as text[]), cast(:steps as interval[]),"
        " cast(:bursts as interval[])) as wanted (method, place, step, burst)"
        "   on wanted.method = p.method and wanted.place = p.place"
        "   where p.platform = :platform and p.installation_ref = :installation"
        "   and (select lines from present) = :lines"
        "   order by p.method, p.place for update of p),"
        " turn as (select count(*) as lines, max(step) as step, max(told_until) as told,"
        "   greatest(max(free_at - burst), cast(:now as timestamptz)) as slot from held),"
        " decided as (select lines, slot, step, slot <= :latest as granted,"
        "   greatest(least(told, slot + cast(:longest as interval)), slot) as told from turn),"
        " changed as (update paces p set"
        "   free_at = case when not granted then p.free_at"
        "     when held.burst > '0' then greatest(held.free_at, cast(:now as timestamptz)) + held.step"
        "     else greatest(held.free_at, slot) + held.step end,"
        "   told_until = case when granted then p.told_until else decided.told + decided.step end"
        "   from held, decided where p.platform = :platform and p.installation_ref = :installation"
        "   and p.method = held.method and p.place = held.place and lines = :lines)"
        " select lines, slot, granted, told from decided"
    ),
    _TURN,
)
_HOLD = text(
    "insert into paces (platform, installation_ref, method, place, free_at, told_until)"
    " values (:platform, :installation, :method, :place, :free, :until)"
    " on conflict (platform, installation_ref, method, place)"
    " do update set free_at = greatest(paces.free_at, excluded.free_at)"
)
LONGEST_TOLD = timedelta(minutes=10)
"""Nobody is sent away for longer beyond the next free turn, however many were before."""


class Paces:
    def __init__(self, connection: AsyncConnection, driver: Driver) -> None:
        self._connection = connection
        self._driver = driver

    async def take(self, site: Site, queues: Sequence[Queue], now: datetime, patience: timedelta) -> Slot:
        """The next turn that all of these lines have free, unless it lies further ahead than the patience.

        A turn that isn't granted costs nothing: its time says when to ask again.
        """
        bound = {
            "platform": site.platform,
            "installation": site.installation_ref,
            "methods": [queue.method for queue in queues],
            "places": [queue.place for queue in queues],
            "steps": [queue.rate.step for queue in queues],
            "bursts": [queue.rate.burst for queue in queues],
            "now": now,
            "latest": now + patience,
            "longest": LONGEST_TOLD,
            "lines": len(queues),
        }
        lines, slot, granted, told = await self._turn(bound)
        if lines < len(queues):
            await _OPEN.run(self._driver, bound)
            lines, slot, granted, told = await self._turn(bound)
        if granted:
            return Slot(slot, granted=True)
        return Slot(max(told - patience, now), granted=False)

    async def _turn(self, bound: Mapping[str, Any]) -> tuple[int, datetime, bool, datetime]:
        (row,) = await _TAKE.run(self._driver, bound)
        lines, slot, granted, told = row.values()
        return lines, slot, granted, told

    async def hold(self, site: Site, queue: Queue, until: datetime) -> None:
        """Nobody in this line calls before then: the platform asked for it."""
        await self._connection.execute(
            _HOLD,
            {
                "platform": site.platform,
                "installation": site.installation_ref,
                "method": queue.method,
                "place": queue.place,
                "free": until + queue.rate.burst,
                "until": until,
            },
        )

    async def prune(self, before: datetime) -> int:
        """Lines in which nobody has stood for a while begin anew just as well."""
        idle = select(*paces.primary_key).where(paces.c.free_at < before).with_for_update(skip_locked=True)
        gone = await self._connection.execute(delete(paces).where(tuple_(*paces.primary_key).in_(idle)))
        return gone.rowcount
