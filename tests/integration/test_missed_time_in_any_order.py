"""Whatever was missed, and whatever comes in beside its reading, the answer ends as if all had been heard."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.main import Chat, Parts
from adapters.main import house as wired
from bot.domain.answering import SHORTEST_ANSWER, answer_text
from bot.domain.happenings import Account, Happening, MessagePosted
from bot.library.library import Library
from bot.ports import Direct, InThread
from bot.practice.catch_up import catch_up
from bot.practice.receive import receive
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import CHANNEL, Stage, first_day
from tests.integration.test_ledger_in_any_order import CountingGrader, Written, histories

NUMBERS = count(1)
EXAMPLES = int(os.environ.get("DEBRIEF_EXAMPLES", "25"))
Outcome = tuple[str, int]


@dataclass(slots=True)
class BusyPlatform(FakePlatform):
    """While it hands a reading over, something more comes in: what it read is older by then."""

    meanwhile: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    async def written_since(
        self, place: InThread | Direct, after: datetime, as_of: datetime | None = None
    ) -> Sequence[MessagePosted]:
        read = await FakePlatform.written_since(self, place, after, as_of)
        happening, self.meanwhile = self.meanwhile, []
        for happens in happening:
            await happens()
        return read


@dataclass(frozen=True, slots=True)
class Gap:
    """By steps of a history: nothing of `begins` to `ends` is heard, and it's read at `read`."""

    begins: int
    ends: int
    read: int
    """Steps up to here have come in when the reading begins."""
    handed_over: int
    """… and up to here, before anything that was read is taken in."""
    late: frozenset[int]
    """Messages of which the missed events come after all: by the platform's own repeating."""
    twice: bool
    """Whether it's read once more at the end."""


@st.composite
def lives_with_gaps(draw: st.DrawFn) -> tuple[list[Written], Gap]:
    history = draw(histories())
    begins = draw(st.integers(0, len(history) - 1))
    ends = draw(st.integers(begins + 1, len(history)))
    read = draw(st.integers(ends, len(history)))
    handed_over = draw(st.integers(read, len(history)))
    late = draw(st.just(frozenset()) | st.frozensets(st.integers(0, 3)))
    return history, Gap(begins, ends, read, handed_over, late, draw(st.booleans()))


@dataclass(slots=True)
class Life:
    """One member's history, on the platform and as it comes in."""

    stage: Stage
    account: Account
    messages: dict[int, MessagePosted] = field(default_factory=dict)

    def does(self, step: Written) -> Happening:
        platform = self.stage.platform
        self.stage.clock.instant = self.stage.instant("Mon 09:00") + timedelta(seconds=step.second)
        if step.words is None:
            return platform.deletes(self.messages[step.message])
        text = " ".join(f"w{n}x{step.second}" for n in range(step.words))
        if step.edit:
            return platform.edits(self.messages[step.message], text)
        thread = self.stage.posts["Mon"].thread_ref
        said = platform.says(self.account, text, CHANNEL, thread)
        self.messages[step.message] = said
        return said

    async def hears(self, happening: Happening) -> None:
        await receive(self.stage.house.core, happening)

    async def goes_on(self, steps: Sequence[Written]) -> None:
        for step in steps:
            await self.hears(self.does(step))

    async def reads(self, missed_since: datetime) -> None:
        it = self.stage.platform
        await catch_up(self.stage.house.core, it.name, it.installation_ref, missed_since)

    async def outcome(self) -> Outcome:
        self.stage.clock.instant = self.stage.instant("Mon 09:00") + timedelta(minutes=20)
        await self.stage.settle()
        post = self.stage.posts["Mon"].id
        async with self.stage.house.core.store.work() as work:
            person = await work.people.known(self.account)
            answer = await work.answers.of(self.stage.group, post, person) if person else None
            if answer is None:
                return "", 0
            parts = await work.messages.parts(self.stage.group, answer.id)
            points = sum(move.points for move in await work.ledger.of_answer(self.stage.group, answer.id))
        return answer_text(parts), points


Lives = Callable[[Sequence[Written], Gap | None], Awaitable[Outcome]]


@pytest.fixture
async def lives(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Lives]:
    """One group for all examples: every history has a member of its own."""
    platform = BusyPlatform(clock)
    async with wired(database_url, Parts((Chat(platform),), clock, CountingGrader(), library)) as house:
        stage = await first_day(house, clock, platform)

        async def live(history: Sequence[Written], gap: Gap | None) -> Outcome:
            life = _life(stage)
            if gap is not None:
                return await _with_gap(life, history, gap)
            await life.goes_on(history)
            return await life.outcome()

        yield live


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(lived=lives_with_gaps())
async def test_a_gap_changes_nothing(lives: Lives, lived: tuple[list[Written], Gap]) -> None:
    history, gap = lived
    true_text, true_points = await lives(history, None)

    text, points = await lives(history, gap)

    assert text == true_text
    if all(step.words is None or step.words >= SHORTEST_ANSWER for step in history):
        assert points == true_points


def _life(stage: Stage) -> Life:
    platform = stage.platform
    platform.written.clear()
    stage.clock.instant = stage.instant("Mon 09:00")
    return Life(stage, platform.account(f"member{next(NUMBERS)}"))


async def _with_gap(life: Life, history: Sequence[Written], gap: Gap) -> Outcome:
    platform = life.stage.platform
    assert isinstance(platform, BusyPlatform)
    await life.goes_on(history[: gap.begins])
    since = life.stage.clock.now()
    missed = [(step.message, life.does(step)) for step in history[gap.begins : gap.ends]]
    await life.goes_on(history[gap.ends : gap.read])
    late = [happening for message, happening in missed if message in gap.late]
    half = len(late) // 2

    async def meanwhile() -> None:
        for happening in reversed(late[half:]):
            await life.hears(happening)
        await life.goes_on(history[gap.read : gap.handed_over])

    platform.meanwhile = [meanwhile]
    life.stage.clock.forward(milliseconds=1)
    await life.reads(since)
    assert platform.meanwhile == [], "nothing was read"
    await life.goes_on(history[gap.handed_over :])
    for happening in late:
        await life.hears(happening)
    if gap.twice:
        life.stage.clock.forward(milliseconds=1)
        await life.reads(since)
    return await life.outcome()
