"""Whatever happens to a group, a streak is what the slow reading of the rule makes of dates and arrivals."""

import os
import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from adapters.main import House
from bot.domain.calendar import local_date
from bot.domain.cards import ScenarioCard
from bot.domain.happenings import MessagePosted
from bot.domain.ids import GroupId, PersonId, PostId
from bot.domain.streak import Stood
from bot.errors import UserMustAct
from bot.practice.organise import RestDay, ScheduleChange, change_schedule, pause, rest_on, resume
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from bot.practice.streak import current_streak, repair_streak, streaks_of
from bot.testing import FakeClock, FakePlatform
from tests.fakes.database import empty
from tests.unit.domain.slow_streak import Arrival, History, slow_length

EXAMPLES = int(os.environ.get("DEBRIEF_EXAMPLES", "8"))
START = datetime(2026, 3, 26, 12, tzinfo=UTC)
"""Three days before Europe's clocks go forward."""
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati", "Pacific/Honolulu")
CHANNEL = "study"
NO_GROUP, NOBODY = GroupId(0), PersonId(0)

Step = tuple[str, int]
STEPS = some.one_of(
    some.tuples(some.just("wait"), some.sampled_from([1, 5, 9, 14, 24, 24, 30])),
    some.tuples(some.just("wait"), some.sampled_from([10, 24])),
    some.tuples(some.just("answer"), some.sampled_from([0, 0, 0, 1])),
    some.tuples(some.just("answer"), some.just(0)),
    some.tuples(some.just("delete"), some.sampled_from([0, 1])),
    some.tuples(some.just("outage"), some.sampled_from([2, 11, 26])),
    some.tuples(some.just("move"), some.integers(0, len(ZONES) - 1)),
    some.tuples(some.just("group moves"), some.integers(0, len(ZONES) - 1)),
    some.tuples(some.just("new time"), some.sampled_from([0, 4, 9, 22])),
    some.tuples(some.just("weekdays"), some.sampled_from([0b11111, 0b1111111, 0b1010, 0b10000])),
    some.tuples(some.just("pause"), some.sampled_from([0, 2])),
    some.tuples(some.just("resume"), some.just(0)),
    some.tuples(some.just("rest"), some.sampled_from([0, 1, 2])),
    some.tuples(some.just("repair"), some.sampled_from([1, 2, 3])),
)
Lives = Callable[[Sequence[Step]], Awaitable[None]]


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=some.lists(STEPS, min_size=12, max_size=45))
async def test_any_history_ends_as_the_slow_reading_says(lives: Lives, steps: Sequence[Step]) -> None:
    await lives(steps)


@pytest.fixture
def lives(house: House, database_url: str, clock: FakeClock, platform: FakePlatform) -> Lives:
    async def live(steps: Sequence[Step]) -> None:
        empty(database_url)
        platform.seen.clear()
        clock.instant = START
        life = Life(house, clock, platform)
        await life.begins()
        for what, how in steps:
            await life.lives(what, how)
            await life.agrees()

    return live


@dataclass(slots=True)
class Life:
    """One group, an organiser and a member. Keeps dates, instants and zones, and never looks at a credit."""

    house: House
    clock: FakeClock
    platform: FakePlatform
    group: GroupId = NO_GROUP
    organiser: PersonId = NOBODY
    member: PersonId = NOBODY
    groups_zone: str = "Europe/Berlin"
    own_zone: str | None = None
    posts: dict[PostId, Stood] = field(default_factory=dict)
    threads: dict[PostId, str] = field(default_factory=dict)
    said: dict[PostId, MessagePosted] = field(default_factory=dict)
    arrived: dict[PostId, Arrival] = field(default_factory=dict)
    repaired: set[PostId] = field(default_factory=set)
    moves: list[tuple[datetime, str]] = field(default_factory=list)
    words: int = 0

    async def begins(self) -> None:
        core, organiser = self.house.core, self.platform.account("Lou")
        place = (self.platform.name, self.platform.installation_ref, CHANNEL)
        wish = Wish("Mornings", *place, organiser, self.groups_zone, weekdays=frozenset(range(7)))
        self.group = await set_up_group(core, wish)
        self.moves.append((START - timedelta(days=9), self.groups_zone))
        async with core.store.work() as work:
            account, installation = self.platform.account("Ana"), self.platform.installation_ref
            self.organiser = await work.people.recognise(organiser, installation, START)
            self.member = await work.people.recognise(account, installation, START)
            await work.people.join(self.group, self.member, START)

    async def lives(self, what: str, how: int) -> None:
        self.clock.forward(seconds=1)  # so that it's plain what came first
        with suppress(UserMustAct):  # a rest day that has passed, say
            await getattr(self, "_" + what.replace(" ", "_"))(how)

    async def agrees(self) -> None:
        """The streak is the slow reading's, alone and among everybody's."""
        wanted = slow_length(self._history())
        async with self.house.core.store.work() as work:
            now = self.clock.now()
            assert await current_streak(work, self.group, self.member, now) == wanted
            assert dict(await streaks_of(work, self.group, now)).get(self.member, 0) == wanted

    def _history(self) -> History:
        return History(list(self.posts.values()), self.arrived, self.repaired, self.moves, self.clock.now())

    async def _settle(self) -> None:
        await self.house.settle()
        for seen in self.platform.in_channel(CHANNEL):
            if not isinstance(seen.card, ScenarioCard):
                continue
            post = PostId(int(re.findall(r"^\d+", seen.card.buttons[0].subject)[0]))
            if post not in self.posts:
                async with self.house.core.store.work() as work:
                    found = await work.posts.get(self.group, post)
                assert found is not None
                self.posts[post] = Stood(post, found.local_date, seen.card.deadline)
                self.threads[post] = seen.published.thread_ref

    async def _wait(self, hours: int) -> None:
        """The sweep runs every hour, so that each post goes out near its time."""
        for _ in range(hours):
            self.clock.forward(hours=1)
            if await self._is_due():
                await self._settle()
        await self._settle()

    async def _is_due(self) -> bool:
        async with self.house.core.store.work() as work:
            schedule = await work.schedules.of(self.group)
        return bool(schedule and schedule.next_post_at and schedule.next_post_at <= self.clock.now())

    async def _answer(self, back: int) -> None:
        await self._hear(self._speak(back))

    async def _outage(self, hours: int) -> None:
        """The member writes to the newest post while nobody is up; it's heard afterwards."""
        self.clock.forward(minutes=10)
        message = self._speak(0)
        self.clock.forward(hours=hours)
        await self._hear(message)
        await self._settle()

    def _speak(self, back: int) -> tuple[PostId, MessagePosted] | None:
        posts = list(self.posts)
        if back >= len(posts) or posts[-1 - back] in self.said:
            return None
        post = posts[-1 - back]
        self.words += 1
        text = " ".join(f"word{n}x{self.words}" for n in range(9))
        account = self.platform.account("Ana")
        self.said[post] = self.platform.says(account, text, CHANNEL, self.threads[post])
        return post, self.said[post]

    async def _hear(self, spoken: tuple[PostId, MessagePosted] | None) -> None:
        if spoken:
            post, message = spoken
            await receive(self.house.core, message)
            self.arrived[post] = Arrival(message.posted_at, self.clock.now())

    async def _delete(self, back: int) -> None:
        posts = list(self.posts)
        if back < len(posts) and posts[-1 - back] in self.said:
            message = self.said.pop(posts[-1 - back])
            await receive(self.house.core, self.platform.deletes(message))
            del self.arrived[posts[-1 - back]]

    async def _move(self, where: int) -> None:
        self.own_zone = ZONES[where]
        async with self.house.core.store.work() as work:
            await work.people.set_zone(self.member, ZONES[where])
        self.moves.append((self.clock.now(), ZONES[where]))

    async def _group_moves(self, where: int) -> None:
        await self._change(ScheduleChange(zone=ZONES[where]))
        self.groups_zone = ZONES[where]
        self.moves.append((self.clock.now(), self.own_zone or self.groups_zone))

    async def _new_time(self, hour: int) -> None:
        await self._change(ScheduleChange(at=time(hour)))

    async def _weekdays(self, bits: int) -> None:
        await self._change(ScheduleChange(weekdays=frozenset(n for n in range(7) if bits >> n & 1)))

    async def _change(self, change: ScheduleChange) -> None:
        async with self.house.core.store.work() as work:
            schedule = await work.schedules.of(self.group)
        assert schedule is not None
        await change_schedule(self.house.core, self.group, self.organiser, schedule.version, change)

    async def _pause(self, days: int) -> None:
        today = local_date(self.clock.now(), self.groups_zone)
        await pause(self.house.core, self.group, self.organiser, until=today + timedelta(days=days))

    async def _resume(self, _: int) -> None:
        await resume(self.house.core, self.group, self.organiser)

    async def _rest(self, ahead: int) -> None:
        today = local_date(self.clock.now(), self.groups_zone)
        rest = RestDay(today + timedelta(days=ahead), "Founders' day" if ahead == 1 else "")
        await rest_on(self.house.core, self.group, self.organiser, rest)

    async def _repair(self, back: int) -> None:
        """Taken exactly where the slow reading says that a post was missed."""
        posts = list(self.posts.values())
        if back >= len(posts):
            return
        post, before = posts[-1 - back], self._history()
        missed = not before.answered(post) and not before.still_open(post)
        with nullcontext() if missed else pytest.raises(UserMustAct, match="Nothing was changed"):
            await repair_streak(
                self.house.core, self.group, self.organiser, self.member, post.local_date, "The train stood."
            )
        if missed:
            self.repaired.add(post.id)
