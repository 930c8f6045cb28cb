"""How many installs come through at once: of one address, and of all."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.install.door import MOST_KEPT, Bucket, Door, Grant
from bot.testing import FakeClock

EACH, ALL = Grant(3, 10.0), Grant(5, 2.0)


def a_door(clock: FakeClock) -> Door:
    return Door(EACH, ALL, clock.now)


def test_one_address_is_let_through_a_few_times_and_waits_then(clock: FakeClock) -> None:
    door = a_door(clock)
    assert [door.wait("192.0.2.1") for _ in range(4)] == [0.0, 0.0, 0.0, 10.0]
    assert door.wait("192.0.2.2") == 0.0
    clock.forward(seconds=10)
    assert [door.wait("192.0.2.1") for _ in range(2)] == [0.0, 10.0]


def test_all_addresses_together_wait_as_well(clock: FakeClock) -> None:
    door = a_door(clock)
    assert [door.wait(f"192.0.2.{number}") for number in range(6)] == [0.0] * 5 + [2.0]


def test_a_household_is_one_address(clock: FakeClock) -> None:
    door = a_door(clock)
    waits = [door.wait(f"2001:db8:1:2::{number:x}") for number in range(4)]
    assert waits == [0.0, 0.0, 0.0, 10.0]
    assert door.wait("2001:db8:1:3::1") == 0.0


def test_addresses_are_not_kept_for_ever(clock: FakeClock) -> None:
    door = Door(EACH, Grant(MOST_KEPT * 2, 0.0), clock.now)
    for number in range(MOST_KEPT + 10):
        door.wait(f"address {number}")
    assert len(door._addresses) == MOST_KEPT


def test_a_clock_that_is_set_back_locks_nobody_out(clock: FakeClock) -> None:
    door = a_door(clock)
    assert [door.wait("192.0.2.1") for _ in range(3)] == [0.0] * 3
    clock.instant -= timedelta(days=1)
    assert door.wait("192.0.2.1") <= EACH.seconds


@given(st.lists(st.floats(0, 30), max_size=60))
def test_no_span_of_time_lets_more_through_than_it_grants(pauses: list[float]) -> None:
    bucket, now = Bucket(EACH), 1_772_438_400.0
    through: list[float] = []
    for pause in pauses:
        now += pause
        if bucket.wait(now) == 0.0:
            through.append(now)
    for first, began in enumerate(through):
        for last, ended in enumerate(through[first:], first):
            assert last - first < EACH.at_once + (ended - began) / EACH.seconds + 1e-6
