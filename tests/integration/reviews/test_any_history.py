"""Whatever is graded, appealed, ruled on and taken back: the ledger is what somebody would count by hand."""

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.main import Chat, Parts
from adapters.main import house as wired
from bot.domain.forms import FieldForm
from bot.domain.grade import Band
from bot.domain.ids import PostId
from bot.library.library import Library
from bot.practice.rule_on_answer import Ruled, rule_on_answer
from bot.store.standings_check import StandingsCheck
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Member, first_day
from tests.fakes.database import empty
from tests.fakes.levelled_grader import LevelledGrader, an_answer
from tests.integration.reviews.conftest import Desk
from tests.integration.reviews.counted import LOWEST, Counted, Given

EXAMPLES = int(os.environ.get("DEBRIEF_EXAMPLES", "10"))
MOST = 3


@dataclass(frozen=True, slots=True)
class Step:
    what: str
    who: str
    criterion: int
    level: int


@dataclass(slots=True)
class History:
    desk: Desk
    weights: dict[str, int]
    answers: dict[str, Counted] = field(default_factory=lambda: {"Ana": Counted(), "Bo": Counted()})
    number: int = 0

    async def does(self, step: Step) -> None:
        self.number += 1
        self.desk.stage.clock.forward(seconds=9)
        await getattr(self, step.what)(step, self.answers[step.who], self.desk.member(step.who))

    async def writes(self, step: Step, answer: Counted, who: Member) -> None:
        if answer.said is None and answer.gradings < MOST:
            answer.tries = 1
            await self._graded(step, answer, who)

    async def tries_again(self, step: Step, answer: Counted, who: Member) -> None:
        if answer.said is not None and answer.gradings < MOST and answer.first_now is not None:
            await who.presses("Try again")
            self.desk.stage.clock.forward(seconds=9)
            answer.tries += 1
            await self._graded(step, answer, who)

    async def _graded(self, step: Step, answer: Counted, who: Member) -> None:
        digits = "".join(str((step.level + n * step.criterion) % 5) for n in range(len(self.weights)))
        answer.said = await who.says(an_answer(who.ref, digits, f"n{self.number}"))
        self.desk.stage.clock.forward(minutes=11)
        await self.desk.stage.settle()
        levels = dict(zip(self.weights, map(int, digits), strict=True))
        revision = (await self.desk.grades(who))[-1].revision
        new = Given(revision, levels, self._score(levels))
        answer.given.append(new)
        answer.gradings += 1
        if answer.first_now is None:
            first = answer.stands(answer.given[0].revision)
            answer.first_now, answer.paid = revision, new if new.band < first.band else first

    async def deletes(self, _step: Step, answer: Counted, who: Member) -> None:
        if answer.said is not None and answer.tries == 1:
            await who.deletes(answer.said)
            answer.said = answer.first_now = answer.paid = None

    async def appeals(self, step: Step, answer: Counted, who: Member) -> None:
        if not answer.given:
            return
        form = await self.desk.appeal_form(who)
        offered = form.fields[0].choices if isinstance(form, FieldForm) else ()
        wanted = list(self.weights)[step.criterion]
        if wanted in {choice.value for choice in offered} and isinstance(form, FieldForm):
            await self.desk.fills(who, form, {"about": wanted, "reason": "It is there."})

    async def rules(self, step: Step, _answer: Counted, _who: Member) -> None:
        cases = await self.desk.cases()
        if not cases:
            return
        case = cases[0]
        people = {await self.desk.member(name).id(): name for name, one in self.answers.items() if one.given}
        answer = self.answers[people[case.author]]
        asked = dict.fromkeys(case.about, step.level)
        values = {name: str(level) for name, level in asked.items()}
        await self.desk.rules(self.desk.member("Lou"), values)
        shown = answer.stands(case.revision)
        levels = {**shown.levels, **asked}
        score = shown.score if levels == shown.levels else self._score(levels)
        self._stands_now(answer, Given(case.revision, levels, score, by_person=True))

    async def gives_a_band(self, step: Step, answer: Counted, who: Member) -> None:
        if answer.said is None:
            return
        ruled = Ruled(PostId(int(self.desk.post)), await who.id(), list(Band)[step.level], "On the whole.")
        core, lou = self.desk.stage.house.core, await self.desk.member("Lou").id()
        await rule_on_answer(core, self.desk.stage.group, lou, ruled)
        assert answer.first_now is not None
        own = answer.graders(answer.first_now)
        score = min(max(own.score, LOWEST[step.level]), LOWEST[step.level + 1] - 1)
        self._stands_now(answer, Given(answer.first_now, own.levels, score, by_person=True))

    def _stands_now(self, answer: Counted, ruling: Given) -> None:
        answer.given.append(ruling)
        if ruling.revision == answer.first_now:
            answer.paid = ruling

    def _score(self, levels: dict[str, int]) -> int:
        earned = sum(self.weights[name] * level for name, level in levels.items())
        return round(100 * earned / (4 * sum(self.weights.values())))

    async def is_right(self) -> None:
        for name, answer in self.answers.items():
            if answer.given:
                assert await self.desk.stands_for(self.desk.member(name)) == answer.tally, name
        async with self.desk.stage.house.core.store.engine.begin() as connection:
            drift = await StandingsCheck(connection).drift(self.desk.stage.group)
        assert (drift.sums, drift.misplaced) == (0, 0)


Lives = Callable[[list[Step]], Awaitable[None]]

steps = st.builds(
    Step,
    what=st.sampled_from(("writes", "writes", "appeals", "appeals", "rules", "rules"))
    | st.sampled_from(("tries_again", "deletes", "gives_a_band")),
    who=st.sampled_from(("Ana", "Bo")),
    criterion=st.integers(0, 4),
    level=st.integers(0, 4),
)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=st.lists(steps, min_size=6, max_size=16))
async def test_the_ledger_is_what_somebody_would_count(lives: Lives, history: list[Step]) -> None:
    await lives(history)


@pytest.fixture
async def lives(database_url: str, library: Library) -> Lives:
    async def live(history: list[Step]) -> None:
        empty(database_url)
        clock, grader = FakeClock(), LevelledGrader()
        platform = FakePlatform(clock)
        async with wired(database_url, Parts((Chat(platform),), clock, grader, library=library)) as house:
            desk = Desk(await first_day(house, clock, platform), grader)
            await desk.graded(desk.member("Lou"), "333333")
            played = History(desk, {c.id: c.weight for c in desk.scenario.criteria})
            for step in history:
                await played.does(step)
                await played.is_right()

    return live
