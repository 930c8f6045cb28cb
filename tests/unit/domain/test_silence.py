"""A member is asked once about each time in which nothing was heard."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from bot.domain.silence import WORTH_ASKING, Silence, joined, still_to_ask

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STEP = timedelta(seconds=30)
STEPS = 60
MOST = WORTH_ASKING // STEP


def silence(first: int, last: int) -> Silence:
    return Silence(NOON + first * STEP, NOON + last * STEP)


def steps(*silences: Silence) -> set[int]:
    """The half minutes that they cover."""
    return {
        step for one in silences for step in range((one.since - NOON) // STEP, (one.until - NOON) // STEP)
    }


spans = some.tuples(some.integers(0, STEPS), some.integers(1, 20)).map(
    lambda it: silence(it[0], it[0] + it[1])
)


@given(some.lists(spans))
def test_joined_silences_are_the_same_moments_apart_from_each_other(silences: list[Silence]) -> None:
    found = joined(silences)

    assert steps(*found) == steps(*silences)
    assert all(one.until < other.since for one, other in pairwise(found))


@given(spans, some.lists(spans, max_size=6))
def test_what_is_left_to_ask_is_all_that_is_worth_it(it: Silence, asked: list[Silence]) -> None:
    rest = still_to_ask(it, asked)
    open_steps = steps(it) - steps(*asked)
    runs = [range(n, n + MOST) for n in open_steps if open_steps.issuperset(range(n, n + MOST))]

    assert (rest is not None) == bool(runs)
    if rest is not None:
        assert it.since <= rest.since
        assert rest.until <= it.until
        assert all(steps(rest).issuperset(run) for run in runs)
        covered = sorted(steps(rest))
        assert {covered[0], covered[-1]} <= open_steps
        assert still_to_ask(it, [*asked, rest]) is None


@given(some.lists(spans, max_size=8))
def test_whatever_comes_in_whichever_order_leaves_nothing_to_ask(silences: list[Silence]) -> None:
    """No letter is for nothing, and no time worth a letter goes without one."""
    asked: list[Silence] = []
    for it in silences:
        for one in joined([it]):
            rest = still_to_ask(one, asked)
            if rest is not None:
                assert steps(rest) - steps(*asked)
                asked.append(rest)

    assert all(still_to_ask(it, asked) is None for it in silences)


def test_ends_that_stick_out_by_less_than_is_worth_it_are_let_be() -> None:
    assert still_to_ask(silence(0, 20), [silence(3, 17)]) is None
    assert still_to_ask(silence(0, 20), [silence(4, 17)]) == silence(0, 4)
    assert still_to_ask(silence(0, 20), [silence(3, 16)]) == silence(16, 20)
    assert still_to_ask(silence(0, 20), [silence(8, 12)]) == silence(0, 20)
    assert still_to_ask(silence(0, 20), []) == silence(0, 20)
    assert still_to_ask(silence(0, 3), []) is None
