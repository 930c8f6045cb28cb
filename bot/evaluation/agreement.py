"""How far two graders agree, and how sure that is."""

import random
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import mul

Weights = Sequence[int]
"""How often each answer is counted: once, or as often as it was drawn."""
Statistic = Callable[[Weights], float]
Tally = tuple[float, ...]
"""All that kappa needs of some pairs: how many, both sums, both sums of squares, squared differences."""

DRAWS = 2000
_SEED = 20260


def tally(pairs: Iterable[tuple[float, float]]) -> Tally:
    """One answer's pairs of labels and grades."""
    rows = [(1.0, x, y, x * x, y * y, (x - y) ** 2) for x, y in pairs]
    return tuple(map(sum, zip(*rows, strict=True)))


def kappa(tallies: Sequence[Tally]) -> Statistic:
    """Quadratic weighted kappa: 1 is agreement, 0 is what chance gives to graders with these habits.

    With quadratic weights the disagreement to expect is the mean squared difference of independent draws,
    so that no matrix of categories is needed.
    """
    summed = summing(tallies)

    def of(weights: Weights) -> float:
        n, x, y, xx, yy, apart = summed(weights)
        by_chance = (xx + yy) / n - 2 * (x / n) * (y / n)
        return 1 - apart / n / by_chance if by_chance else 1.0

    return of


def summing(rows: Sequence[Sequence[float]]) -> Callable[[Weights], list[float]]:
    """Column sums, each row counted as often as it was drawn."""
    columns = list(zip(*rows, strict=True))
    return lambda weights: [float(sum(map(mul, weights, column))) for column in columns]


def mean(parts: Sequence[tuple[float, float]]) -> Statistic:
    """The mean over all cases, given each answer's sum and its number of cases."""
    summed = summing(parts)

    def of(weights: Weights) -> float:
        total, cases = summed(weights)
        return total / max(1.0, cases)

    return of


def mean_credit(given: Sequence[float], pairs: Sequence[tuple[int, int]]) -> Statistic:
    """The mean over pairs of answers; a pair counts as often as both of its answers were drawn together."""

    def of(weights: Weights) -> float:
        counts = [weights[one] * weights[other] for one, other in pairs]
        return float(sum(map(mul, counts, given))) / max(1, sum(counts))

    return of


def difference(one: Statistic, other: Statistic) -> Statistic:
    """By how much one exceeds the other on the same answers."""
    return lambda weights: one(weights) - other(weights)


def credit(truly: float, seen: float) -> float:
    """Whether a difference has the sign of the true one; no difference is half right."""
    return 0.5 if seen == 0 else float((truly > 0) == (seen > 0))


def interval(statistic: Statistic, size: int) -> tuple[float, float]:
    """Where 95 % of the values lie when the answers are drawn again, with replacement."""
    values = sorted(statistic(weights) for weights in _draws(size))
    cut = DRAWS // 40
    return values[cut], values[-1 - cut]


@cache
def _draws(size: int) -> tuple[Weights, ...]:
    """The same draws for every statistic, so that a gain is measured on the same answers."""
    chance = random.Random(_SEED)  # noqa: S311 - draws for an interval, not for a secret
    return tuple(_drawn(size, chance) for _ in range(DRAWS))


def _drawn(size: int, chance: random.Random) -> Weights:
    counts = [0] * size
    for place in chance.choices(range(size), k=size):
        counts[place] += 1
    return counts
