"""Where the clock stops on its way: at every moment at which something is going to happen."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import cast

import pytest

from adapters.web.room.clock import RoomClock
from adapters.web.room.values import Spot
from adapters.web.study.keeping import Keeping
from adapters.web.study.samples import SampleMembers
from bot.practice.core import Core
from tests.contract.cards import a_scenario
from tests.fakes.rooms import PlayedRoom, played_room
from tests.unit.test_study_jumps import plan

A_DAY = timedelta(days=1)


@pytest.fixture
def it() -> Iterator[PlayedRoom]:
    with played_room() as room:
        yield room


def stops(
    it: PlayedRoom, next_post: datetime | None = None, next_board: datetime | None = None
) -> set[float]:
    """In minutes from now; nobody is asked, and the samples have nothing to say."""

    async def settle() -> None:
        raise AssertionError("Nothing is to be done.")

    now = it.clock.now()
    clock = cast("RoomClock", it.clock)
    keeping = Keeping(cast("Core", None), settle, clock, it.desk, SampleMembers(it.acts, {}))
    found = keeping.known_stops(plan(next_post, next_board))
    assert found == sorted(found)
    return {(stop - now) / timedelta(minutes=1) for stop in found}


def test_the_next_post_and_the_next_board_are_stops(it: PlayedRoom) -> None:
    now = it.clock.now()

    assert stops(it, now + A_DAY, now + 2 * A_DAY) == {1440, 2880}
    assert stops(it, now - A_DAY, now) == set()


def test_a_deadline_is_a_stop_whatever_is_posted_then(it: PlayedRoom) -> None:
    card = a_scenario()
    it.clock.instant = card.deadline - timedelta(minutes=90)
    it.room.put(it.root, None, card=card)

    assert stops(it) == {90}


def test_an_answer_is_a_stop_once_its_author_was_quiet_for_long_enough(it: PlayedRoom) -> None:
    card = a_scenario()
    it.clock.instant = card.deadline - timedelta(minutes=90)
    thread = Spot(it.room.channel, it.room.put(it.root, None, card=card).ref)
    for member in ("you", "ana", "you"):
        it.room.put(thread, member, text="I would stop it.")
        it.clock.forward(minutes=3)

    assert stops(it) == {81, 4, 7}
