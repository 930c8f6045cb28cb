"""The arithmetic behind the page's figures, against plainer ways to the same number."""

from itertools import product
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.agreement import credit, difference, interval, kappa, mean_credit, tally
from bot.evaluation.by_length import any_shape, out_of_fold, rising

LEVELS = st.integers(0, 4)
PAIRS = st.lists(st.tuples(LEVELS, LEVELS), min_size=2, max_size=20)
POINTS = st.lists(st.tuples(st.integers(8, 400), st.integers(0, 100)), min_size=1, max_size=15)


def by_matrix(pairs: list[tuple[int, int]]) -> float:
    """Quadratic weighted kappa as it is usually written down."""
    seen = fmean((x - y) ** 2 for x, y in pairs)
    expected = fmean((x - y) ** 2 for (x, _), (_, y) in product(pairs, pairs))
    return 1 - seen / expected if expected else 1.0


def of(pairs: list[tuple[int, int]]) -> float:
    return kappa([tally([pair]) for pair in pairs])([1] * len(pairs))


@given(PAIRS)
def test_kappa_is_that_of_the_matrix(pairs: list[tuple[int, int]]) -> None:
    assert of(pairs) == pytest.approx(by_matrix(pairs), abs=1e-9)


def test_kappa_of_a_worked_example() -> None:
    """Two of four are one level apart; all sixteen ways to pair them are 46 squared levels apart."""
    assert of([(0, 1), (1, 1), (2, 2), (4, 3)]) == pytest.approx(1 - (2 / 4) / (46 / 16), abs=1e-9)


def test_opposite_graders_disagree_more_than_chance() -> None:
    assert of([(0, 4), (4, 0)]) == -1


@given(PAIRS)
def test_an_answer_drawn_twice_is_two_answers(pairs: list[tuple[int, int]]) -> None:
    doubled = kappa([tally([pair]) for pair in pairs])([2, *[1] * (len(pairs) - 1)])
    assert doubled == pytest.approx(of([*pairs, pairs[0]]), abs=1e-9)


def test_an_interval_holds_the_figure_and_is_the_same_every_time() -> None:
    statistic = mean_credit([1.0, 0.0, 1.0], [(0, 1), (2, 3), (4, 5)])
    low, high = interval(statistic, 6)
    assert low < statistic([1] * 6) < high
    assert interval(statistic, 6) == (low, high)


def test_a_gain_over_oneself_is_nothing() -> None:
    statistic = kappa([tally([pair]) for pair in [(0, 1), (2, 2), (4, 3)]])
    assert interval(difference(statistic, statistic), 3) == (0.0, 0.0)


@pytest.mark.parametrize(("truly", "seen", "given"), [(5, 1, 1), (5, -1, 0), (-5, -1, 1), (-5, 0, 0.5)])
def test_a_pair_is_seen_rightly_wrongly_or_not_at_all(truly: float, seen: float, given: float) -> None:
    assert credit(truly, seen) == given


@given(POINTS)
def test_a_rising_map_never_falls(points: list[tuple[int, float]]) -> None:
    heights = [rising(points)(words) for words in range(0, 420, 5)]
    assert heights == sorted(heights)


def test_a_rising_map_pools_what_falls() -> None:
    guess = rising([(10, 0.0), (20, 60.0), (30, 40.0), (40, 80.0)])
    assert [guess(words) for words in (5, 10, 25, 35, 99)] == [0, 0, 50, 50, 80]


def test_any_shape_may_fall() -> None:
    guess = any_shape([*((10, 80.0) for _ in range(7)), *((90, 20.0) for _ in range(7))])
    assert (guess(20), guess(80)) == (80, 20)


def test_no_scenario_teaches_the_guess_about_itself() -> None:
    points = [(10, 1.0), (10, 1.0), (10, 9.0)]
    assert out_of_fold(rising, points, ["one", "one", "other"]) == [9, 9, 1]
