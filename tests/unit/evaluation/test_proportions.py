"""Bounds on shares, against tables and against the chance that they are made from."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.proportions import Share, highest, wilson

SHARES = st.integers(1, 120).flatmap(lambda n: st.builds(Share, st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(("cases", "bound"), [(100, 0.0295), (200, 0.0149), (300, 0.0099), (500, 0.0060)])
def test_no_success_in_so_many_leaves_so_much_possible(cases: int, bound: float) -> None:
    assert highest(Share(0, cases)) == pytest.approx(bound, abs=5e-5)


@given(SHARES)
def test_the_bound_is_where_so_few_hits_become_unlikely(share: Share) -> None:
    bound = highest(share)
    assert bound >= share.value
    if share.hits < share.cases:
        at_most = sum(
            comb(share.cases, k) * bound**k * (1 - bound) ** (share.cases - k) for k in range(share.hits + 1)
        )
        assert at_most == pytest.approx(0.05, abs=1e-6)


def test_wilson_of_a_table() -> None:
    assert wilson(Share(5, 10)) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson(Share(0, 20)) == pytest.approx((0, 0.1611), abs=1e-4)


@given(SHARES)
def test_an_interval_holds_its_share(share: Share) -> None:
    low, high = wilson(share)
    assert 0 <= low <= share.value + 1e-12
    assert share.value - 1e-12 <= high <= 1


def test_of_no_cases_everything_is_possible() -> None:
    assert wilson(Share(0, 0)) == (0, 1)
    assert highest(Share(0, 0)) == 1
