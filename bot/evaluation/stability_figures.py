"""Whether the same text gets the same grade again when nothing is kept."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from bot.evaluation.agreement import mean
from bot.evaluation.conduct_figures import outcomes, takes
from bot.evaluation.figure import Figure, Section, Unit, sure
from bot.evaluation.results import Measured, StabilityResults

NEAR = 3
"""Points of 100 within which two totals count as the same."""
Two = tuple[Measured, Measured]


def stability_sections(results: StabilityResults) -> tuple[Section, ...]:
    """Over every two grades of the same text."""
    pairs = [found for repeats in results.rows if (found := list(_twos(repeats)))]
    size, repeats = len(pairs), max((len(row) for row in results.rows), default=0)
    figures = (
        Figure("repeats", "grades of each text", repeats, Unit.COUNT),
        _sure("same_level", "two grades give a criterion the same level", [_levels(own) for own in pairs]),
        _sure("same_band", "two grades give the same verdict", [_bands(own) for own in pairs]),
        _sure("near_total", f"two totals are at most {NEAR} points apart", [_near(own) for own in pairs]),
    )
    note = f"{size} texts with two grades or more. A grade that is asked for again is kept, and is the same."
    return (
        Section("stability", "The same text again", figures, note),
        outcomes(results.all_measured),
        takes(results.all_measured),
    )


def _sure(key: str, says: str, parts: Sequence[tuple[float, float]]) -> Figure:
    if not parts:
        return Figure(key, says, None, Unit.SHARE)
    return sure(key, says, mean(parts), len(parts), Unit.SHARE)


def _twos(repeats: Sequence[Measured]) -> Iterator[Two]:
    yield from combinations([one for one in repeats if one.graded], 2)


def _levels(pairs: Sequence[Two]) -> tuple[float, float]:
    same = [one.levels[c] == other.levels[c] for one, other in pairs for c in one.levels]
    return sum(same), len(same)


def _bands(pairs: Sequence[Two]) -> tuple[float, float]:
    return sum(one.band == other.band for one, other in pairs), len(pairs)


def _near(pairs: Sequence[Two]) -> tuple[float, float]:
    return sum(abs(one.total - other.total) <= NEAR for one, other in pairs), len(pairs)
