"""Whether one thing goes up with another, and what is left of that once a third is known."""

from collections.abc import Sequence
from math import sqrt

from bot.evaluation.agreement import Statistic, Weights, summing

_NOTHING = 1e-12


def rank_correlation(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Spearman's; equal values share a rank."""
    return correlation(_ranks(xs), _ranks(ys))([1] * len(xs))


def correlation(xs: Sequence[float], ys: Sequence[float]) -> Statistic:
    """Pearson's."""
    summed = summing([(1.0, x, y, x * x, y * y, x * y) for x, y in zip(xs, ys, strict=True)])

    def of(weights: Weights) -> float:
        n, x, y, xx, yy, xy = summed(weights)
        spread = (xx - x * x / n) * (yy - y * y / n)
        return (xy - x * y / n) / sqrt(spread) if spread > _NOTHING else 0.0

    return of


def partial_correlation(one: Sequence[float], other: Sequence[float], known: Sequence[float]) -> Statistic:
    """What is left of a correlation among answers for which a third thing is the same (straight lines)."""
    plain = correlation(one, other)
    one_known, other_known = correlation(one, known), correlation(other, known)

    def of(weights: Weights) -> float:
        a, b = one_known(weights), other_known(weights)
        rest = (1 - a * a) * (1 - b * b)
        return (plain(weights) - a * b) / sqrt(rest) if rest > _NOTHING else 0.0

    return of


def _ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) - 1) / 2 for value in values]
