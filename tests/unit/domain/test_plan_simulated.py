"""500 simulated members follow their plans, more or less: three promises hold at every look.

Nothing that was seen is in a plan; rest days are free; every weak competency is reached.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from time import process_time

import pytest

from bot.domain.competency import Competency
from bot.domain.ids import PersonId
from bot.domain.plan import Doing, Known, Met, Plan, PlanWish
from bot.domain.plan_days import lay_out
from bot.domain.rotation import Entry
from bot.domain.round_kinds import Kind
from tests.fakes.kept import daily

SEED, MEMBERS = 20261122, 500
CPU_SECONDS = 60
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@dataclass(slots=True)
class Simulated:
    """Somebody of some ability who follows the plan on some days."""

    random: Random
    person: PersonId
    known: Known
    wish: PlanWish
    keeps: float
    """How often they do what the day is for."""
    today: date = TODAY
    weak_at_first: tuple[Competency, ...] = ()
    practised: set[Competency] = field(default_factory=set)
    done: int = 0

    def looks(self) -> Iterator[Plan]:
        self.weak_at_first = self.known.weak
        while self.today < self.wish.interview:
            plan = lay_out(self.wish, self.known, self.today)
            yield plan
            self._lives(plan)
            self.today += DAY * self.random.choice((1, 1, 2, 4))

    def _lives(self, plan: Plan) -> None:
        if self.random.random() < 0.7:
            self._is_posted()
        today = next((day for day in plan.days if day.on == self.today), None)
        if today is None or self.random.random() > self.keeps:
            return
        if today.scenario is not None and today.scenario.id not in self.known.seen:
            self._attempts(today.scenario)
        elif today.kind is not None:
            kinds = {**self.known.kinds, today.kind: self.known.kinds[today.kind] - 1}
            self.known = replace(self.known, kinds=kinds, had=[*self.known.had, today.kind])

    def _is_posted(self) -> None:
        """The group's daily one, whatever it is."""
        unseen = self.known.unseen
        if unseen:
            posted = self.random.choice(unseen)
            if self.random.random() < 0.5:
                self._attempts(posted, planned=False)
            else:
                self.known = replace(self.known, seen=self.known.seen | {posted.id})

    def _attempts(self, entry: Entry, *, planned: bool = True) -> None:
        levels = {it: _level(self.random, self.person, it) for it, _ in entry.tests}
        met = [*self.known.met, Met(self.today, entry.system, levels)]
        self.known = replace(self.known, met=met, seen=self.known.seen | {entry.id})
        self.practised |= levels.keys()
        self.done += planned


def _level(random: Random, person: int, competency: Competency) -> float:
    ability = Random(f"{person}{competency}").gauss(2.2, 0.9)
    return min(4.0, max(0.0, round(2 * random.gauss(ability, 0.6)) / 2))


def _member(number: int, shelf: tuple[Entry, ...]) -> Simulated:
    random = Random(f"{SEED}-{number}")
    seen_share = random.choice((0.0, 0.0, 0.2, 0.5, 0.8, 0.95, 1.0))
    seen = {entry.id for entry in shelf if random.random() < seen_share}
    rest = frozenset(random.sample(range(7), random.choice((0, 1, 2, 2, 3, 5))))
    kinds = {kind: random.choice((0, 1, 3, 10)) for kind in Kind}
    person = PersonId(number)
    met = [
        Met(
            TODAY - DAY * random.randint(1, 60),
            entry.system,
            {it: _level(random, person, it) for it, _ in entry.tests},
        )
        for entry in shelf
        if entry.id in seen and random.random() < 0.7
    ]
    known = Known(person, shelf, frozenset(seen), sorted(met, key=lambda it: it.on), kinds)
    wish = PlanWish(TODAY + DAY * random.randint(5, 60), rest)
    return Simulated(random, person, known, wish, keeps=random.choice((0.3, 0.6, 0.9, 1.0)))


@dataclass(slots=True)
class Walked:
    members: int = 0
    looks: int = 0
    seconds: float = 0.0
    faults: Counter[str] = field(default_factory=Counter)
    squeezes: int = 0
    gave_out: int = 0
    reached_in_life: int = 0


def _faults(plan: Plan, it: Simulated) -> Iterator[str]:
    planned = [day.scenario.id for day in plan.days if day.scenario]
    if set(planned) & it.known.seen:
        yield "a scenario that was seen"
    if len(set(planned)) != len(planned):
        yield "a scenario twice"
    if any(day.doing is not Doing.REST for day in plan.days if day.on.weekday() in it.wish.rest):
        yield "something on a rest day"
    if any(day.doing is Doing.REST for day in plan.days if day.on.weekday() not in it.wish.rest):
        yield "rest on a day for practice"
    if any(day.on >= it.wish.interview or day.on < it.today for day in plan.days):
        yield "a day outside"
    rounds = Counter(day.kind for day in plan.days if day.kind)
    if any(many > it.known.kinds[kind] for kind, many in rounds.items() if kind):
        yield "more rounds of a kind than scenarios for it"
    free = [day for day in plan.days if day.doing is not Doing.REST]
    can_be = {c for entry in it.known.unseen for c, _ in entry.tests}
    if len(free) >= 3 and can_be.intersection(plan.unreached):
        yield "a weak competency that isn't reached"
    if not free and plan.unreached != plan.weak:
        yield "a promise without days"


@pytest.fixture(scope="module")
def walked() -> Walked:
    shelf = daily().entries()
    assert len(shelf) > 50
    found, begun = Walked(), process_time()
    for number in range(MEMBERS):
        member = _member(number, shelf)
        for plan in member.looks():
            found.looks += 1
            found.faults.update(_faults(plan, member))
            found.squeezes += plan.squeezed
            found.gave_out += plan.gives_out is not None
        found.members += 1
        if member.done >= len(Competency):
            missed = set(member.weak_at_first) - member.practised
            found.reached_in_life += not missed
            found.faults.update(["weak to the end"] if missed else [])
    found.seconds = process_time() - begun
    return found


def test_no_promise_is_broken(walked: Walked) -> None:
    assert walked.faults == Counter()


def test_the_members_are_as_different_as_was_meant(walked: Walked) -> None:
    assert walked.members == MEMBERS
    assert walked.looks > 5_000
    assert walked.squeezes > 300
    assert walked.gave_out > 300
    assert walked.reached_in_life > 100


def test_it_stays_within_its_time(walked: Walked) -> None:
    assert walked.seconds < CPU_SECONDS, f"{walked.looks} plans took {walked.seconds:.0f} s"


def test_the_same_rows_give_the_same_plan() -> None:
    shelf = daily().entries()
    for number in range(20):
        member = _member(number, shelf)
        again = lay_out(member.wish, replace(member.known, shelf=tuple(shelf)), TODAY)
        assert lay_out(member.wish, member.known, TODAY) == again


def test_a_scenario_that_is_seen_tomorrow_leaves_the_days_what_they_are() -> None:
    known = Known(PersonId(1), daily().entries())
    wish = PlanWish(TODAY + DAY * 30, frozenset({5, 6}))
    plan = lay_out(wish, known, TODAY)
    gone = next(day.scenario for day in plan.days if day.scenario)
    later = lay_out(wish, replace(known, seen=frozenset({gone.id})), TODAY + DAY)
    assert [day.doing for day in later.days] == [day.doing for day in plan.days[1:]]
