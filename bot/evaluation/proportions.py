"""Shares of few cases, with the bounds that few cases allow."""

from dataclasses import dataclass
from math import comb, sqrt

_SURE = 0.95
_Z = 1.959964
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    cases: int

    @property
    def value(self) -> float:
        return self.hits / self.cases if self.cases else 0.0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.hits + other.hits, self.cases + other.cases)


def highest(share: Share) -> float:
    """The highest share that such few hits leave possible with 95 % (exact, one-sided)."""
    if share.hits >= share.cases:
        return 1.0
    low, high = share.value, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _at_most(share.hits, share.cases, middle) > 1 - _SURE:
            low = middle
        else:
            high = middle
    return high


def wilson(share: Share) -> tuple[float, float]:
    """Where the true share lies with 95 %, two-sided."""
    if not share.cases:
        return 0.0, 1.0
    n, p = share.cases, share.value
    middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * sqrt(p * (1 - p) / n + _Z**2 / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def _at_most(hits: int, cases: int, chance: float) -> float:
    """How likely it is to see no more hits than these."""
    return sum(comb(cases, k) * chance**k * (1 - chance) ** (cases - k) for k in range(hits + 1))
