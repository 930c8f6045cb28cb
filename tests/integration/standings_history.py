"""Plays a history to the real use cases, and to the reference beside them."""

import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from procrastinate import App

from bot.domain.cards import ScenarioCard
from bot.domain.grade import Band
from bot.domain.group import Role
from bot.domain.happenings import Account, Action, Happening, MessagePosted
from bot.domain.ids import GroupId, PersonId, PostId
from bot.errors import UserMustAct
from bot.jobs import register
from bot.ports import Nudge
from bot.practice.core import Core
from bot.practice.organise import RestDay, rest_on
from bot.practice.place_on_board import set_on_board, set_staff_on_board
from bot.practice.post_daily import post_due
from bot.practice.receive import receive
from bot.practice.rule_on_answer import Ruled, rule_on_answer
from bot.practice.season import close_season, open_season
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock, FakePlatform
from tests.fakes.banded_grader import an_answer
from tests.integration.standings_reference import BANDS, HOME, MOST, Counted, Message, Person, Reference

NAMES = ("Lou", "Ana", "Bo", "Cy")
CHANNEL = "study"
NOBODYS = GroupId(0)
MOVES_POINTS = (Nudge.SEND_POSTING, Nudge.GRADE_ANSWER, Nudge.CLOSE_POST)
ZONES = (HOME, "America/Los_Angeles", "Asia/Tokyo", "Pacific/Auckland")


class ListedNudges:
    """Jobs in a list, done by the history itself: much quicker than a queue."""

    def __init__(self) -> None:
        self.given: list[tuple[Nudge, int]] = []

    async def give(self, driver: object, nudge: Nudge, ids: Sequence[int], *, urgent: bool) -> None:
        self.given += [(nudge, one) for one in ids]

    async def waiting(self, driver: object, nudge: Nudge) -> int:
        return 0


class Tasks:
    def __init__(self) -> None:
        self.calls: dict[str, Callable[..., Awaitable[None]]] = {}

    def task(self, *, name: str) -> Callable[[Callable[..., Awaitable[None]]], None]:
        def keep(call: Callable[..., Awaitable[None]]) -> None:
            self.calls[name] = call

        return keep


@dataclass(frozen=True, slots=True)
class Step:
    what: str
    who: str
    back: int
    """How many posts ago."""
    number: int


@dataclass(slots=True)
class History:
    core: Core
    nudges: ListedNudges
    clock: FakeClock
    platform: FakePlatform
    starts: date
    group: GroupId = NOBODYS
    tasks: Tasks = field(default_factory=Tasks)
    said: list[MessagePosted] = field(default_factory=list)
    posts: list[tuple[str, str]] = field(default_factory=list)
    """Subject of its buttons and thread of each post."""
    truth: Reference = field(default_factory=lambda: Reference({name: Person() for name in NAMES}))
    today: date = date.min

    async def begins(self) -> None:
        register(cast("App", self.tasks), self.core)
        self.today = self.starts
        self.clock.instant = self._nine() - timedelta(hours=3)
        place = (self.platform.name, self.platform.installation_ref, CHANNEL)
        wish = Wish("G", *place, self._account("Lou"), HOME, weekdays=frozenset(range(7)))
        self.group = await set_up_group(self.core, wish)
        self.truth.people["Lou"] = Person(known=True, organiser=True)
        await self._posting_time()

    async def does(self, step: Step) -> None:
        self.clock.forward(seconds=7)
        await getattr(self, step.what)(step)

    async def writes(self, step: Step) -> None:
        answer = self._answer(step)
        if (answer.debriefed and not answer.reopened) or answer.current:
            return
        await self._write(step, an_answer(step.who, step.number % 5, f"x{len(self.said)}x"), step.number % 5)

    async def copies(self, step: Step) -> None:
        answer, post = self._answer(step), self._post(step)
        other = self.truth.answers.get((NAMES[step.number % len(NAMES)], post))
        if (answer.debriefed and not answer.reopened) or answer.current or not (other and other.messages):
            return
        original = other.messages[-1]
        await self._write(step, original.words, original.worth)

    async def _write(self, step: Step, words: str, worth: int) -> None:
        post = self._post(step)
        message = self.platform.says(self._account(step.who), words, CHANNEL, self.posts[post][1])
        await self._happens(message)
        answer = self.truth.answers.setdefault((step.who, post), Counted())
        self.truth.comes(step.who)
        self.said.append(message)
        answer.messages.append(Message(len(self.said) - 1, worth, words, self.clock.now(), answer.tries))
        self.truth.touched(answer, step.who, self.truth.days[post], self.clock.now())

    async def edits(self, step: Step) -> None:
        answer, post = self._answer(step), self._post(step)
        if not answer.current:
            return
        message = answer.current[-1]
        worth = step.number % 5
        words = an_answer(step.who, worth, f"e{step.number}x{self.clock.now():%d%H%M%S}")
        before = self.said[message.ref]
        await self._happens(self.platform.edits(before, words))
        self.truth.comes(step.who)
        message.words, message.worth, message.written = words, worth, self.clock.now()
        self.truth.touched(answer, step.who, self.truth.days[post], self.clock.now())

    async def deletes(self, step: Step) -> None:
        answer = self._answer(step)
        if not answer.messages:
            return
        message = answer.messages.pop()
        await self._happens(self.platform.deletes(self.said[message.ref]))
        if answer.messages:
            answer.changed, answer.due = True, None
        else:
            self.truth.withdrawn(answer)

    async def asks(self, step: Step) -> None:
        await self._presses(step, Action.GRADE_ME)
        post = self._post(step)
        answer = self.truth.answers.get((step.who, post))
        if answer is not None:
            self.truth.comes(step.who)
            if answer.current and answer.changed and answer.gradings < MOST:
                self.truth.grades(step.who, post)

    async def tries_again(self, step: Step) -> None:
        await self._presses(step, Action.TRY_AGAIN)
        answer = self.truth.answers.get((step.who, self._post(step)))
        if answer and answer.debriefed and not answer.reopened and answer.gradings < MOST:
            answer.reopened, answer.changed, answer.due = True, True, None
            answer.tries += 1

    async def is_ruled_on(self, step: Step) -> None:
        actor = self._organiser(but=step.who)
        person = await self._id(step.who)
        if actor is None or person is None:
            return
        band, own = step.number % 5, step.number % 2 == 0
        ruled = Ruled(PostId(int(self._subject(step))), person, Band(BANDS[band]), "", own_words=own)
        answer = self.truth.answers.get((step.who, self._post(step)))
        fits = answer is not None and self.truth.rules(answer, band, own=own)
        with nullcontext() if fits else pytest.raises(UserMustAct):
            await rule_on_answer(self.core, self.group, await self._sure(actor), ruled)
        self.nudges.given.clear()

    async def leaves(self, step: Step) -> None:
        if self.truth.people[step.who].living:
            await self._happens(self.platform.leaves(self._account(step.who), CHANNEL))
            self.truth.leaves(step.who)

    async def decides_on_boards(self, step: Step) -> None:
        if self.truth.people[step.who].living:
            wanted = step.number % 2 == 0
            await set_on_board(self.core, self.group, await self._sure(step.who), wanted=wanted)
            self.truth.people[step.who].on_board = wanted

    async def organises(self, step: Step) -> None:
        if self.truth.people[step.who].living:
            role = (Role.MEMBER, Role.ORGANISER)[step.number % 2]
            async with self.core.store.work() as work:
                await work.people.set_role(self.group, await self._sure(step.who), role)
            self.truth.people[step.who].organiser = role is Role.ORGANISER

    async def decides_on_staff(self, step: Step) -> None:
        if actor := self._organiser():
            self.truth.staff = step.number % 2 == 0
            await set_staff_on_board(self.core, self.group, await self._sure(actor), wanted=self.truth.staff)

    async def turns_the_season(self, step: Step) -> None:
        actor = self._organiser()
        if actor is None:
            return
        if step.number % 3 == 0 and self.truth.open_season is not None:
            await close_season(self.core, self.group, await self._sure(actor))
            self.truth.open_season = None
        else:
            await open_season(self.core, self.group, await self._sure(actor), "")
            self.truth.seasons += 1
            self.truth.open_season = self.truth.seasons

    async def moves(self, step: Step) -> None:
        person = await self._id(step.who)
        if person is not None:
            zone = ZONES[step.number % len(ZONES)]
            async with self.core.store.work() as work:
                await work.people.set_zone(person, zone)
            self.truth.people[step.who].zone = zone

    async def waits(self, step: Step) -> None:
        self.clock.forward(minutes=11)
        await self._sweep()
        self.truth.time_passes(self.clock.now())

    async def sleeps(self, step: Step) -> None:
        """Until the next posting time; on some days nothing is posted."""
        self.today += timedelta(days=1)
        actor = self._organiser()
        rests = step.number % 4 == 0 and actor is not None
        if rests and actor is not None:
            await rest_on(self.core, self.group, await self._sure(actor), RestDay(self.today))
        await self._posting_time(rests=rests)

    async def _posting_time(self, *, rests: bool = False) -> None:
        self.clock.instant = self._nine()
        await self._sweep()
        if not rests:
            card = self.platform.in_channel(CHANNEL)[-1]
            assert isinstance(card.card, ScenarioCard)
            self.posts.append((card.card.buttons[0].subject, card.published.thread_ref))
            self.truth.posted(self.today)
        self.truth.time_passes(self.clock.now())

    async def _presses(self, step: Step, action: Action) -> None:
        await self._happens(self.platform.press(self._account(step.who), action, self._subject(step)))

    async def _happens(self, happening: Happening) -> None:
        await receive(self.core, happening)
        await self._work_off()

    async def _sweep(self) -> None:
        """As far as points go: debriefs and marks stay unsent."""
        while await post_due(self.core):
            pass
        await self._work_off()
        for nudge in (Nudge.GRADE_ANSWER, Nudge.CLOSE_POST):
            async with self.core.store.work() as work:
                now = self.clock.now()
                due = await work.due.claim(nudge, now, self.core.timings.leases, 100)
            self.nudges.given += [(nudge, one) for one in due]
        await self._work_off()

    async def _work_off(self) -> None:
        while given := [one for one in self.nudges.given if one[0] in MOVES_POINTS]:
            self.nudges.given.clear()
            random.Random(len(given)).shuffle(given)  # jobs come in any order
            for nudge, one in given:
                await self.tasks.calls[nudge](id=one)
        self.nudges.given.clear()

    def _nine(self) -> datetime:
        return datetime.combine(self.today, time(9), tzinfo=ZoneInfo(HOME)).astimezone(UTC)

    def _account(self, name: str) -> Account:
        return self.platform.account(name, name)

    def _post(self, step: Step) -> int:
        return max(0, len(self.posts) - 1 - step.back)

    def _subject(self, step: Step) -> str:
        return self.posts[self._post(step)][0]

    def _answer(self, step: Step) -> Counted:
        return self.truth.answers.get((step.who, self._post(step))) or Counted()

    def _organiser(self, but: str = "") -> str | None:
        people = self.truth.people.items()
        return next((name for name, one in people if one.organiser and one.living and name != but), None)

    async def _id(self, name: str) -> PersonId | None:
        async with self.core.store.work() as work:
            return await work.people.known(self._account(name))

    async def _sure(self, name: str) -> PersonId:
        found = await self._id(name)
        assert found is not None
        return found
