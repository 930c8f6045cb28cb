"""Each transition of the machine, one by one: its process dies during it, and the round ends the same."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from types import MappingProxyType

import pytest

from adapters.main import House
from bot.domain.round import ENDED, TRANSITIONS, Event, State
from bot.domain.round_kinds import FORMATS, Kind
from bot.errors import RetryLater
from bot.library.library import Library
from bot.testing import FakeClock, FakePlatform
from tests.integration.rounds_stage import SCENARIO, Candidate, candidates

NUMBERS = count(1)
WITH_WORDS = {Event.ENDED_TURN, Event.ENDED_LAST_TURN, Event.CLOSED}
DEATHS = ("before the commit", "after the commit", "before it lands", "after it landed")


@dataclass(frozen=True, slots=True)
class Road:
    """To a state, and through one event out of it."""

    state: State
    event: Event

    async def to_the_state(self, it: Candidate) -> None:
        if self.event is Event.RAN_OUT:
            await _to_the_last_follow_up(it)
        else:
            await it.begins()
        if self.event is Event.ENDED_LAST_TURN:
            await _to_the_last_question(it)
        if self.event in WITH_WORDS:
            await it.says("Said before the question arrived, and one of its words more than enough.")
        if self.state is not State.ASKING:
            await it.step()
        await self._further(it)
        assert await it.state() is self.state

    async def _further(self, it: Candidate) -> None:
        match self.state:
            case State.NUDGING | State.NUDGED:
                it.clock.forward(minutes=11)
                await it.step()
                if self.state is State.NUDGED:
                    await it.step()
            case State.TALKING:
                await it.says("I would stop automatic refusals within the hour; the examiner gets a list.")
            case State.CONSIDERING:
                await it.says("I would stop automatic refusals within the hour; the examiner gets a list.")
                await it.done()
            case State.ASKING | State.ANSWERING:
                pass
            case _:
                await it.says("I would stop automatic refusals within the hour; the examiner gets a list.")
                await it.stops()
                await self._after_the_last_word(it)

    async def _after_the_last_word(self, it: Candidate) -> None:
        it.grader.away = self.state in (State.PACKING_BARE, State.UNREAD, State.PACKING_LATE)
        if self.state is State.PARTING:
            await it.deletes(it.said[-1])
        bare = (State.PACKING_BARE, State.UNREAD)
        until = State.UNREAD if self.state is State.PACKING_LATE else self.state
        while await it.state() is not until:
            await it.step()
        if self.state not in bare:
            it.grader.away = False
        if self.state is State.PACKING_LATE:
            it.clock.forward(hours=1)
            await it.step()

    async def through_the_event(self, it: Candidate) -> None:
        match self.event:
            case Event.SPOKE:
                await it.says("I would call back the 2,100 who were refused, the poorest of them first.")
            case Event.TOOK_BACK:
                await it.deletes(it.said[-1])
            case Event.ENDED_TURN | Event.ENDED_LAST_TURN:
                await it.done()
            case Event.CLOSED:
                await it.stops()
            case Event.CLOSED_EMPTY:
                if it.said:
                    await it.deletes(it.said[-1])
                await it.stops()
            case Event.NOT_READ:
                it.grader.away = True
                while await it.state() is self.state:
                    await it.step()
            case _:
                await self._by_itself(it)

    async def _by_itself(self, it: Candidate) -> None:
        match self.event:
            case Event.FELL_SILENT:
                it.clock.forward(minutes=11)
            case Event.GAVE_UP if self.state in (State.JUDGING, State.UNREAD):
                it.grader.away = False
                await it.deletes(it.said[-1])
                it.clock.forward(hours=1)
            case Event.GAVE_UP:
                it.clock.forward(hours=25)
            case Event.SHUT_OUT:
                it.platform.closed_to.add(it.account.ref)
            case Event.READ:
                it.grader.away = False
                it.clock.forward(hours=1)
        while await it.state() is self.state:
            await it.step()


async def _to_the_last_question(it: Candidate) -> None:
    for turn in range(1, FORMATS[Kind.CASE].turns):
        await it.settle()
        await it.says(f"I would stop the refusals at once, and call {turn},000 people back by Friday.")
        await it.done()
    await it.step()


async def _to_the_last_follow_up(it: Candidate) -> None:
    """Of a round that would ask one more than its scenario has."""
    scenario, most = it.core.library.get(SCENARIO), FORMATS[Kind.RAPID_FIRE].turns - 2
    few = scenario.model_copy(update={"follow_ups": scenario.follow_ups[:most]})
    it.core = replace(it.core, library=Library(MappingProxyType({SCENARIO: few})))
    await it.begins(Kind.RAPID_FIRE)
    for turn in range(1, most + 1):
        await it.settle()
        await it.says(f"I would stop the refusals at once, and call {turn},000 people back by Friday.")
        await it.done()


async def to_the_end(it: Candidate) -> None:
    it.platform.closed_to.discard(it.account.ref)
    it.grader.away = False
    await it.settle()
    while await it.state() not in ENDED:
        await it.waits(hours=25)


def kill(it: Candidate, death: str, transaction: int) -> None:
    match death:
        case "before the commit" | "after the commit":
            it.store.dies = (it.store.transactions + transaction, death.split(maxsplit=1)[0])
        case "before it lands":
            it.platform.before_landing.append(RetryLater("The connection broke."))
        case _:
            it.platform.after_landing.append(RuntimeError("The process died."))


@pytest.fixture
async def member(
    house: House, clock: FakeClock, platform: FakePlatform, library: Library
) -> Callable[[], Candidate]:
    candidate = await candidates(house, clock, platform, library)
    return lambda: candidate(f"member-{next(NUMBERS)}")


@pytest.mark.parametrize("road", [pytest.param(Road(*step), id="/".join(step)) for step in TRANSITIONS])
async def test_a_round_that_is_killed_there_ends_the_same(
    member: Callable[[], Candidate], road: Road
) -> None:
    unharmed = member()
    await road.to_the_state(unharmed)
    before = unharmed.store.transactions
    await road.through_the_event(unharmed)
    passed = await unharmed.state()
    took = unharmed.store.transactions - before
    await to_the_end(unharmed)
    assert passed is TRANSITIONS[road.state, road.event]
    assert await unharmed.state() in ENDED

    for death in DEATHS:
        for transaction in range(1, 1 + (took if "commit" in death else 1)):
            harmed = member()
            await road.to_the_state(harmed)
            kill(harmed, death, transaction)
            await road.through_the_event(harmed)
            await to_the_end(harmed)
            assert harmed.store.dies is None, "nobody died"
            assert harmed.shown() == unharmed.shown(), f"{death} {transaction}"
            assert await harmed.state() is await unharmed.state()
            harmed.platform.before_landing.clear()
            harmed.platform.after_landing.clear()
