"""The room's own time: it is set forward, kept, and never goes back."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.web.room.clock import RoomClock
from bot.errors import Defect
from bot.testing import FakeClock

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


def clocks() -> tuple[RoomClock, FakeClock]:
    real = FakeClock(datetime(2026, 3, 5, 17, tzinfo=UTC))
    return RoomClock(None, real=real.now), real


def test_it_goes_with_real_time_from_where_it_was_set() -> None:
    clock, real = clocks()
    assert clock.now() == real.now()

    clock, real = clocks()
    clock.begin_at(MONDAY)
    real.forward(minutes=3)
    assert clock.now() == MONDAY + timedelta(minutes=3)

    clock.set_to(MONDAY + timedelta(days=1))
    real.forward(seconds=2)
    assert clock.now() == MONDAY + timedelta(days=1, seconds=2)


def test_it_is_set_forward_only() -> None:
    clock, _ = clocks()
    clock.begin_at(MONDAY)

    clock.set_to(MONDAY - timedelta(hours=1))

    assert MONDAY < clock.now() < MONDAY + timedelta(seconds=1)
    with pytest.raises(Defect):
        clock.begin_at(MONDAY - timedelta(days=1))


def test_a_machine_whose_clock_is_set_back_takes_no_time_back() -> None:
    clock, real = clocks()
    clock.begin_at(MONDAY)
    real.forward(hours=1)
    shown = clock.now()

    real.forward(hours=-3)
    assert shown < clock.now() < shown + timedelta(seconds=1)

    clock.set_to(shown + timedelta(minutes=10))
    real.forward(minutes=1)
    assert clock.now() == shown + timedelta(minutes=11)


def test_no_two_moments_are_the_same() -> None:
    clock, _ = clocks()
    clock.begin_at(MONDAY)

    shown = [clock.now() for _ in range(5)]

    assert shown[0] == MONDAY
    assert shown == sorted(set(shown))


def test_every_offset_is_kept_before_it_is_shown() -> None:
    clock, _ = clocks()
    kept = []
    clock.keep = lambda offset: kept.append((offset, clock.is_set))

    clock.begin_at(MONDAY)

    assert kept == [(MONDAY - datetime(2026, 3, 5, 17, tzinfo=UTC), False)]


def test_lines_that_are_later_than_the_machine_hold_the_time() -> None:
    clock = RoomClock(timedelta(), latest=MONDAY, real=lambda: MONDAY - timedelta(days=1))

    assert MONDAY < clock.now() < MONDAY + timedelta(seconds=1)
