"""A round whose process dies at any of its transitions goes on elsewhere, and ends with the same packet."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count

import pytest

from adapters.main import House
from bot.domain.cards import Card
from bot.domain.round import ENDED
from bot.errors import RetryLater
from bot.library.library import Library
from bot.ports import Place, Published
from bot.testing import FakeClock, FakePlatform
from tests.integration.rounds_stage import Candidate, candidates

NUMBERS = count(1)
WORDS = (
    "I would stop automatic refusals within the hour, because a family in the rain can't wait for us.",
    "Of the 2,100 those refused twice come first; the head of claims signs for the rest by Friday.",
    "The examiner gets a list, and we replay Sunday's photos with the old compression and the new one.",
)
Play = Callable[[Candidate], Awaitable[None]]


@dataclass(slots=True)
class FaultyPlatform(FakePlatform):
    """Fails at one of its publishings: before the card landed, or after."""

    fails: tuple[int, Exception, bool] | None = None
    published: int = 0

    def is_to_fail(self) -> bool:
        return self.fails is not None

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        if self.fails and self.fails[0] == self.published:
            _, fault, landed = self.fails
            (self.after_landing if landed else self.before_landing).append(fault)
            self.fails = None
        self.published += 1
        return await FakePlatform.publish(self, place, card, key)


@pytest.fixture
def platform(clock: FakeClock) -> FaultyPlatform:
    return FaultyPlatform(clock)


async def to_the_end(it: Candidate) -> None:
    await it.begins()
    await it.settle()
    await it.says(WORDS[0])
    await it.says("It would take an hour.")
    await it.done()
    await it.settle()
    await it.says(WORDS[1])
    await it.waits(seconds=46)
    await it.says(WORDS[2])
    await it.done()
    await it.settle()


async def nudged_then_stopped(it: Candidate) -> None:
    await it.begins()
    await it.settle()
    await it.says(WORDS[0])
    await it.done()
    await it.settle()
    await it.waits(minutes=11)
    await it.says(WORDS[1])
    await it.stops()
    await it.settle()


async def all_taken_back(it: Candidate) -> None:
    await it.begins()
    await it.settle()
    said = await it.says(WORDS[0])
    await it.deletes(said)
    await it.waits(minutes=11)
    said = await it.says(WORDS[1])
    await it.stops()
    await it.deletes(said)
    await it.settle()


PLAYS: tuple[Play, ...] = (
    to_the_end,
    nudged_then_stopped,
    all_taken_back,
)


@dataclass(slots=True)
class Theatre:
    """Plays a piece again and again, each time with a new member."""

    candidate: Callable[[str], Candidate]

    def member(self) -> Candidate:
        return self.candidate(f"member-{next(NUMBERS)}")

    async def plays(self, play: Play, dies: tuple[int, str] | None = None) -> Candidate:
        it = self.member()
        it.store.dies = dies
        await play(it)
        assert set(await it.states()) <= ENDED, await it.states()
        return it


@pytest.fixture
async def theatre(house: House, clock: FakeClock, platform: FakePlatform, library: Library) -> Theatre:
    return Theatre(await candidates(house, clock, platform, library))


@pytest.mark.parametrize("play", PLAYS)
@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_death_at_any_commit_changes_nothing(theatre: Theatre, play: Play, when: str) -> None:
    unharmed = await theatre.plays(play)
    for number in range(1, unharmed.store.transactions + 1):
        harmed = await theatre.plays(play, dies=(number, when))
        assert harmed.store.dies is None, "nobody died"
        assert harmed.shown() == unharmed.shown(), f"died {when} the commit of transaction {number}"


@pytest.mark.parametrize("play", PLAYS)
@pytest.mark.parametrize("fault", [RetryLater("The connection broke."), RuntimeError("The process died.")])
@pytest.mark.parametrize("landed", [False, True])
async def test_a_death_at_any_call_to_the_platform_changes_nothing(
    theatre: Theatre, platform: FaultyPlatform, play: Play, fault: Exception, *, landed: bool
) -> None:
    unharmed = await theatre.plays(play)
    for number in range(len(unharmed.shown())):
        platform.fails = (platform.published + number, fault, landed)
        harmed = await theatre.plays(play)
        assert not platform.is_to_fail(), "nothing failed"
        assert harmed.shown() == unharmed.shown(), f"call {number}"
