"""Keeps the group going: what is due is done, by whoever holds the lock, one at a time."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.web.room.clock import RoomClock
from adapters.web.room.desk import Desk
from adapters.web.room.values import INSTALLATION, NAME, Spot
from adapters.web.study.samples import SampleMembers, posts
from bot.domain.group import DAILY, Group, Schedule
from bot.practice.core import Core
from bot.practice.next_post import next_post
from bot.practice.weekly_time import next_board

FURTHEST = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the group has before it, as things stand."""

    group: Group
    schedule: Schedule
    next_post: datetime | None
    next_board: datetime | None


@dataclass(slots=True)
class Keeping:
    core: Core
    settle: Callable[[], Awaitable[None]]
    clock: RoomClock
    desk: Desk
    samples: SampleMembers
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def catch_up(self) -> None:
        """Do all that is due now. The caller has the turn."""
        await self.desk.carry_all()
        await self.samples.do_due()
        await self.settle()

    async def plan(self) -> Plan | None:
        """None while the channel belongs to no group."""
        now = self.clock.now()
        async with self.core.store.work() as work:
            channel = await work.groups.channel_at(NAME, INSTALLATION, self.samples.room.channel)
            schedule = await work.schedules.of(channel.group, DAILY) if channel else None
            if schedule is None:
                return None
            group = await work.groups.get(schedule.group)
            weekly = await work.weekly.of(group.id)
            board = await next_board(work, weekly, now) if weekly else None
            return Plan(group, schedule, await next_post(work, schedule, now), board)

    def known_stops(self, plan: Plan | None) -> list[datetime]:
        """When something is going to happen, as far as it can be told from here."""
        room, now = self.samples.room, self.clock.now()
        stops = [deed.due for deed in self.samples.to_come()]
        if plan is None:
            return [stop for stop in stops if stop > now]
        stops += [moment for moment in (plan.next_post, plan.next_board) if moment]
        for posted in posts(room):
            stops.append(posted.deadline)
            if posted.at > now - timedelta(days=2):
                thread = Spot(room.channel, posted.thread)
                last = {line.author: line.at for line in room.lines(thread, "") if line.author}
                stops += [at + plan.group.quiet for at in last.values()]
        return sorted(stop for stop in stops if stop > now)

    async def live_until(
        self,
        target: datetime,
        *,
        at_most: timedelta = FURTHEST,
        seen: Callable[[], None] = lambda: None,
        enough: Callable[[], bool] = lambda: False,
    ) -> None:
        """Set the clock forward stop by stop and do at each what is due there. The caller has the turn.

        No stop lies further from the last than `at_most`. `enough` ends it early, at a time that was lived.
        """
        await self.catch_up()
        while (now := self.clock.now()) < target and not enough():
            stops = self.known_stops(await self.plan())
            self.clock.set_to(min([*stops[:1], now + at_most, target]))
            await self.catch_up()
            seen()
