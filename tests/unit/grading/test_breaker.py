from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as some

from bot.grading.by_model.breaker import IN_A_ROW, LEAST_CALLS, OPEN_FOR, Breaker
from bot.testing import FakeClock


def opened(clock: FakeClock) -> Breaker:
    breaker = Breaker(clock)
    for _ in range(IN_A_ROW):
        breaker.heard(away=True)
    return breaker


def test_five_in_a_row_open_it_for_a_minute() -> None:
    clock = FakeClock()
    breaker = opened(clock)
    assert breaker.wait() == OPEN_FOR

    clock.forward(seconds=20)
    assert breaker.wait() == timedelta(seconds=40)


def test_four_and_a_reply_do_not() -> None:
    breaker = Breaker(FakeClock())
    for away in (True, True, True, True, False, True):
        breaker.heard(away=away)
    assert breaker.wait() is None


def test_more_than_a_fifth_of_the_last_minutes_open_it() -> None:
    clock = FakeClock()
    breaker = Breaker(clock)
    for number in range(LEAST_CALLS):
        assert not breaker.is_open
        breaker.heard(away=number % 3 == 0)
    assert breaker.is_open


def test_what_is_long_past_does_not_count() -> None:
    clock = FakeClock()
    breaker = Breaker(clock)
    for _ in range(4):
        breaker.heard(away=True)
    clock.forward(minutes=6)
    for number in range(LEAST_CALLS):
        breaker.heard(away=number == 3)
    assert not breaker.is_open


def test_one_tries_and_the_others_wait_for_what_it_hears() -> None:
    clock = FakeClock()
    breaker = opened(clock)
    clock.forward(seconds=60)
    assert breaker.wait() is None
    assert breaker.wait() is not None

    breaker.heard(away=True)
    assert breaker.wait() == OPEN_FOR
    clock.forward(seconds=60)
    assert breaker.wait() is None
    breaker.heard(away=False)
    assert breaker.wait() is None
    assert breaker.wait() is None


def test_a_try_that_was_given_up_lets_another_try() -> None:
    clock = FakeClock()
    breaker = opened(clock)
    clock.forward(seconds=60)
    assert breaker.wait() is None
    breaker.dropped()
    assert breaker.wait() is None


@given(some.lists(some.tuples(some.booleans(), some.integers(0, 90)), max_size=80))
def test_it_never_stays_shut_for_good(history: list[tuple[bool, int]]) -> None:
    clock = FakeClock()
    breaker = Breaker(clock)
    for away, seconds in history:
        clock.forward(seconds=seconds)
        wait = breaker.wait()
        if wait is None:
            breaker.heard(away=away)
        else:
            assert timedelta() < wait <= OPEN_FOR
    clock.forward(seconds=60)
    assert breaker.wait() is None
