"""Mock rounds in ratings: one that counts, and every way not to, as its packet says."""

from collections.abc import Callable

import pytest

from adapters.main import House
from bot.domain.grader_mode import GraderMode
from bot.domain.round import State
from bot.library.library import Library
from bot.practice.organise import set_queue
from bot.practice.ratings import COUNTS, ratings_of
from bot.practice.switch_grader import set_mode
from bot.testing import FakeClock, FakePlatform
from tests.integration.rounds.said import ONE, TWO, to_the_end
from tests.integration.rounds_stage import SCENARIO, Candidate, candidates

NOT = "It doesn't count towards your rating: "
BY, WHY = "Sample operator", "a test"


@pytest.fixture
async def candidate(
    house: House, clock: FakeClock, platform: FakePlatform, library: Library
) -> Callable[[str], Candidate]:
    return await candidates(house, clock, platform, library)


@pytest.fixture
async def ana(candidate: Callable[[str], Candidate]) -> Candidate:
    return candidate("Ana")


async def plays(ana: Candidate) -> None:
    await ana.begins()
    await ana.settle()
    await to_the_end(ana)


async def results(ana: Candidate) -> list[int]:
    """How many each rated member has."""
    async with ana.house.core.store.work() as work:
        return [rating.results for rating in (await ratings_of(work, ana.group)).values()]


async def test_a_finished_round_counts_and_its_packet_says_so(ana: Candidate) -> None:
    await plays(ana)
    assert COUNTS in ana.packet().notes
    assert await results(ana) == [1]


async def test_a_round_that_is_stopped_has_a_verdict_and_no_weight(ana: Candidate) -> None:
    await ana.begins()
    await ana.settle()
    await ana.says(ONE)
    await ana.stops()
    await ana.settle()
    assert ana.packet().band is not None
    assert f"{NOT}it ended before its last turn." in ana.packet().notes
    assert await results(ana) == []


async def test_the_same_scenario_again_counts_no_more(ana: Candidate) -> None:
    await plays(ana)
    first = ana.packet()
    await plays(ana)
    again = [card for _, card in ana.shown() if card.startswith("PacketCard")][-1]
    assert COUNTS in first.notes
    assert f"{NOT}you had met this scenario before." in again
    assert await results(ana) == [1]


async def test_a_scenario_that_the_group_was_posted_counts_for_nobody(ana: Candidate) -> None:
    core = ana.house.core
    async with core.store.work() as work:
        lou = await work.people.known(ana.platform.account("Lou"))
    assert lou is not None
    await set_queue(core, ana.group, lou, [SCENARIO])
    for _ in range(3 * 24):  # over a weekend, if it is one
        ana.clock.forward(hours=1)
        await ana.house.settle()
    async with core.store.work() as work:
        assert SCENARIO in (await work.posts.seen([ana.group]))[ana.group]
    await plays(ana)
    assert f"{NOT}you had met this scenario before." in ana.packet().notes
    assert await results(ana) == []


async def test_what_is_read_while_ratings_are_frozen_doesnt_count_later_either(ana: Candidate) -> None:
    await set_mode(ana.house.core, GraderMode.FREEZE_RATINGS, BY, WHY)
    await plays(ana)
    assert f"{NOT}ratings were frozen while it was read." in ana.packet().notes
    ana.clock.forward(hours=1)
    await set_mode(ana.house.core, GraderMode.NORMAL, BY, WHY)
    assert await results(ana) == []


async def test_a_freeze_that_comes_later_leaves_it_its_weight(ana: Candidate) -> None:
    await plays(ana)
    ana.clock.forward(hours=1)
    await set_mode(ana.house.core, GraderMode.FREEZE_RATINGS, BY, WHY)
    assert await results(ana) == [1]


async def test_another_grader_than_the_groups_moves_nothing(ana: Candidate) -> None:
    async with ana.house.core.store.work() as work:
        await work.groups.change(ana.group, band_source="model")
    await plays(ana)
    assert f"{NOT}another grader read it than this group's ratings are made of." in ana.packet().notes
    assert await results(ana) == []


async def test_a_packet_that_never_arrives_counts_for_nothing(ana: Candidate) -> None:
    """Nobody is rated by a verdict that they weren't shown."""
    await ana.begins()
    await ana.settle()
    for words in (ONE, TWO):
        await ana.says(words)
        await ana.done()
        await ana.settle()
    await ana.says("900 reviews today: those refused twice come first, and the examiner gets a list.")
    ana.platform.closed_to.add("Ana")
    await ana.done()
    await ana.settle()
    assert await ana.states() == [State.OVER]
    assert await results(ana) == []


async def test_without_a_verdict_nothing_is_said_of_ratings(ana: Candidate) -> None:
    await ana.begins()
    await ana.settle()
    ana.grader.away = True
    await to_the_end(ana)
    await ana.waits(minutes=10)
    (bare,) = [card for _, card in ana.shown() if card.startswith("PacketCard")]
    assert "rating" not in bare
    assert await results(ana) == []
