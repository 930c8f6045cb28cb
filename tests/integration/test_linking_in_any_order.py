"""Whatever two accounts of one person do, in whichever order: the sums are those of an independent count."""

import os
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.library.library import Library
from bot.practice.receive import receive
from bot.testing import FakeClock, FakePlatform
from tests.integration.linked import TwoChats, two_chats

CIRCLE = "circle"
EXAMPLES = int(os.environ.get("DEBRIEF_EXAMPLES", "5"))
NAMES = count(1)
ACTS = ("near answers", "far answers", "grades", "links", "unlinks", "near leaves", "far leaves", "forgets")
OFTEN = ("near answers", "far answers", "day", "links", "unlinks")
Lives = Callable[[Sequence[str]], Awaitable[None]]
WORDS = (
    "Sample {who} would ask on day {day} who pays when it is wrong, which number would make us switch it "
    "off, and {who} would write the answer of day {day} down for {who}."
)


@dataclass(slots=True)
class Twin:
    """Both accounts, and what they should have by a count that knows no link's rows."""

    chats: TwoChats
    url: str
    near: str
    far: str
    own: dict[str, int] = field(default_factory=dict)
    """Who each account is when it isn't linked, by chat."""
    begun: dict[int, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    """By post: the answer that each account began."""
    counts: dict[int, str] = field(default_factory=dict)
    """By post that both had answered when they were linked: whose counts."""
    linked: bool = False
    days: int = 1

    def platform(self, who: str) -> tuple[FakePlatform, str]:
        return (self.chats.near, self.near) if who == "near" else (self.chats.far, self.far)

    async def acts(self, act: str) -> None:
        match act.split():
            case [who, "answers"]:
                await self._answers(who)
            case [who, "leaves"]:
                platform, ref = self.platform(who)
                await receive(self.chats.house.core, platform.leaves(self.chats.account(platform, ref)))
            case ["grades"]:
                self.chats.clock.forward(minutes=15)
                await self.chats.house.settle()
            case ["day"]:
                self.days += 1
                self.chats.clock.forward(days=1)
                await self.chats.house.settle()
            case ["links"]:
                await self._links()
            case ["unlinks"]:
                said = await self.chats.says_to(*self.platform("far"), "unlink")
                assert ("two people again" in said) == self.linked
                self.linked = False
                self.counts.clear()
            case ["forgets"]:
                await self._forgets()

    async def _answers(self, who: str) -> None:
        platform, ref = self.platform(who)
        text = WORDS.format(who=ref, day=self.days)
        await self.chats.answers(platform, ref, CIRCLE, text)
        if who not in self.own and not self.linked:
            self.own[who] = await self._person(who)
        post = self._rows("select max(id) from posts")[0][0]
        there = self.begun[post]
        if who not in there and not (self.linked and there):
            (answer,) = self._rows(
                "select id from answers where post_id = %s and coalesce(own_person_id, person_id) = %s",
                post,
                self.own[who],
            )
            there[who] = answer[0]

    async def _links(self) -> None:
        if self.linked:
            assert "already" in await self.chats.says_to(*self.platform("near"), "link")
            return
        said = await self.chats.link(self.platform("near"), self.platform("far"))
        if "one person now" not in said:
            assert "Nothing was changed" in said
            return
        self.linked = True
        for who in ("near", "far"):
            if who not in self.own:
                self.own[who] = await self._own_now(who)
        for post, answers in self.begun.items():
            if len(answers) == 2:
                rows = self._rows(
                    "select id from answers where id = any(%s) order by arrived_at nulls last, id",
                    [*answers.values()],
                )
                first = rows[0][0]
                self.counts[post] = next(who for who, answer in answers.items() if answer == first)

    async def _forgets(self) -> None:
        await self.chats.types(*self.platform("near"), "forget-me now")
        if not self.linked:
            await self.chats.types(*self.platform("far"), "forget-me now")
        for who in ("near", "far"):
            platform, ref = self.platform(who)
            assert await self.chats.person(platform, ref) is None
        self.own.clear()
        self.begun.clear()
        self.counts.clear()
        self.linked = False

    async def _person(self, who: str) -> int:
        found = await self.chats.person(*self.platform(who))
        assert found is not None
        return int(found)

    async def _own_now(self, who: str) -> int:
        ref = self.platform(who)[1]
        ((own,),) = self._rows(
            "select coalesce(own_person_id, person_id) from identities where external_ref = %s", ref
        )
        return int(own)

    async def is_right(self) -> None:
        earned = self._rows(
            "select answer_id, sum(points) from ledger where answer_id is not null group by 1"
        )
        tallies = {row[0]: int(row[1]) for row in earned}
        expected: dict[int, int] = defaultdict(int)
        for post, answers in self.begun.items():
            for who, answer in answers.items():
                counts = len(answers) == 1 or self.counts.get(post) == who
                owner = ("near" if counts else "far") if self.linked else who
                expected[self.own[owner]] += tallies.get(answer, 0)
        async with self.chats.house.core.store.work() as work:
            held = await work.ledger.totals(self.chats.groups[CIRCLE])
        totals = {int(person): points for person, points in held.items()}
        for own in self.own.values():
            assert totals.get(own, 0) == expected[own], (totals, expected)
        assert sum(totals.values()) == sum(tallies.values())
        assert await self.chats.is_sound()

    def _rows(self, statement: str, *values: object) -> list[tuple[int, ...]]:
        with psycopg.connect(self.url) as rows:
            return rows.execute(statement.encode(), values).fetchall()


@pytest.fixture
async def lives(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Lives]:
    """One group for all examples: each has two accounts of its own."""
    async with two_chats(database_url, clock, library) as chats:
        await chats.at("2026-03-01T12:00")
        await chats.founds(CIRCLE, chats.near)
        await chats.spans(CIRCLE, chats.far)
        async with chats.house.core.store.work() as work:
            schedule = await work.schedules.lock(chats.groups[CIRCLE])
            await work.schedules.put(replace(schedule, weekdays=frozenset(range(7))))
        await chats.at("2026-03-02T08:01")

        async def live(acts: Sequence[str]) -> None:
            number = next(NAMES)
            twin = Twin(chats, database_url, f"near{number}", f"far{number}")
            chats.clock.instant = chats.clock.instant.replace(hour=8, minute=1)
            await twin.acts("day")
            for act in acts:
                chats.clock.forward(seconds=5)
                await twin.acts(act)
                await twin.is_right()
            await _unlink_restores(twin)

        yield live


async def _unlink_restores(twin: Twin) -> None:
    """And the boards are the very same when nothing happened in between."""
    if twin.linked:
        await twin.acts("unlinks")
        await twin.is_right()
    before = await twin.chats.board(CIRCLE)
    await twin.acts("links")
    if twin.linked:
        await twin.acts("unlinks")
        assert await twin.chats.board(CIRCLE) == before
        await twin.is_right()


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=st.lists(st.sampled_from(ACTS + OFTEN), min_size=4, max_size=12))
async def test_the_sums_are_those_of_an_independent_count(lives: Lives, acts: list[str]) -> None:
    await lives(acts)
