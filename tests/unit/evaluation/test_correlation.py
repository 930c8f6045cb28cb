"""Correlations, against cases that can be worked out by hand."""

import random

import pytest

from bot.evaluation.correlation import correlation, partial_correlation, rank_correlation


def test_ranks_that_agree_and_disagree() -> None:
    assert rank_correlation([1, 2, 3, 40], [10, 20, 30, 31]) == pytest.approx(1)
    assert rank_correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)


def test_equal_values_share_a_rank() -> None:
    """Ranks 0.5, 0.5, 2, 3 against 0, 1, 2, 3: a covariance of 4.5 and spreads of 4.5 and 5."""
    assert rank_correlation([7, 7, 8, 9], [1, 2, 3, 4]) == pytest.approx(4.5 / (4.5 * 5) ** 0.5)


def test_what_does_not_vary_goes_with_nothing() -> None:
    assert correlation([1, 1, 1], [1, 2, 3])([1, 1, 1]) == 0


def test_a_score_that_follows_its_label_alone_owes_nothing_to_length() -> None:
    chance = random.Random(1)
    label = [float(chance.randint(0, 100)) for _ in range(400)]
    length = [one * 3 + chance.gauss(0, 40) for one in label]
    score = [one + chance.gauss(0, 5) for one in label]
    once = [1] * len(label)

    assert correlation(score, length)(once) > 0.8
    assert abs(partial_correlation(score, length, label)(once)) < 0.12


def test_a_score_that_is_half_length_owes_much_to_it() -> None:
    chance = random.Random(2)
    label = [float(chance.randint(0, 100)) for _ in range(400)]
    length = [float(chance.randint(80, 500)) for _ in label]
    score = [one + 0.2 * words for one, words in zip(label, length, strict=True)]

    assert partial_correlation(score, length, label)([1] * len(label)) > 0.95
