"""Turns to call a platform, shared by all processes. In wall time: no product time passes in a queue."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.speaking import Queue, Site, Slot
from bot.practice.core import Core


async def take_turn(
    core: Core, site: Site, queues: Sequence[Queue], now: datetime, patience: timedelta
) -> Slot:
    """The next turn in all of these lines at once, unless it is too far ahead: then when to ask again."""
    async with core.store.work() as work:
        return await work.paces.take(site, queues, now, patience)


async def hold(core: Core, site: Site, queues: Sequence[Queue], until: datetime) -> None:
    """The platform asked for quiet in these lines."""
    async with core.store.work() as work:
        for queue in sorted(queues, key=lambda queue: (queue.method, queue.place)):
            await work.paces.hold(site, queue, until)
