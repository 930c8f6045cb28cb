"""Graders that count words and read none: what the automatic check has to beat."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

Point = tuple[int, float]
"""A length in words, and what the answer was worth."""
Fit = Callable[[Sequence[Point]], Callable[[int], float]]
_NEAREST = 7


@dataclass(slots=True)
class _Step:
    start: int
    total: float
    count: int

    @property
    def height(self) -> float:
        return self.total / self.count


def rising(points: Sequence[Point]) -> Callable[[int], float]:
    """The best map by which a longer answer is never worth less (isotonic regression)."""
    steps: list[_Step] = []
    for words in sorted({words for words, _ in points}):
        worths = [worth for own, worth in points if own == words]
        steps.append(_Step(words, sum(worths), len(worths)))
        while len(steps) > 1 and steps[-2].height >= steps[-1].height:
            last = steps.pop()
            steps[-1].total += last.total
            steps[-1].count += last.count
    starts = [step.start for step in steps]
    return lambda words: steps[max(0, bisect_right(starts, words) - 1)].height


def any_shape(points: Sequence[Point]) -> Callable[[int], float]:
    """The mean of the answers nearest in length, whichever way that bends."""

    def worth(words: int) -> float:
        nearest = sorted(points, key=lambda point: (abs(point[0] - words), point))[:_NEAREST]
        return fmean(worth for _, worth in nearest)

    return worth


def out_of_fold(fit: Fit, points: Sequence[Point], scenarios: Sequence[str]) -> list[float]:
    """What each answer's length says of it, learned from the other scenarios alone."""
    known = {
        left_out: fit([point for point, own in zip(points, scenarios, strict=True) if own != left_out])
        for left_out in set(scenarios)
    }
    return [known[scenario](words) for (words, _), scenario in zip(points, scenarios, strict=True)]
