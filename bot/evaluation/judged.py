"""Graded answers beside a rater's view of them, in the shapes that figures are made from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

from bot.domain.bands import band_of
from bot.evaluation.agreement import Tally, tally
from bot.evaluation.by_length import Fit, out_of_fold
from bot.evaluation.results import GoldenResults, GoldenRow, Labelled

View = Callable[[GoldenRow], Labelled]


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer: what it was labelled, and what the grader made of it."""

    row: GoldenRow
    label: Labelled
    score: int
    band: int
    levels: tuple[tuple[str, int, int], ...]
    """Criterion, labelled level, the grader's."""

    @property
    def scenario(self) -> str:
        return self.row.measured.scenario

    @property
    def words(self) -> int:
        return self.row.measured.words

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        return tuple((labelled, heard) for _, labelled, heard in self.levels)


def judged(results: GoldenResults, view: View = lambda row: row.consensus) -> list[Judged]:
    """Those that got a grade. One that did not has no place in any average."""
    found: list[Judged] = []
    for row in results.rows:
        label, one = view(row), row.measured
        if one.score is not None and one.band is not None:
            levels = tuple((c, label.levels[c], level) for c, level in one.levels.items())
            found.append(Judged(row, label, one.score, one.band.rank, levels))
    return found


def of_bands(answers: Sequence[Judged]) -> list[Tally]:
    return [tally([(a.label.band.rank, a.band)]) for a in answers]


def of_levels(answers: Sequence[Judged]) -> list[Tally]:
    return [tally(a.pairs) for a in answers]


def bands_by_length(answers: Sequence[Judged], fit: Fit) -> list[Tally]:
    """What counting words makes of the verdicts, learned from the other scenarios alone."""
    guesses = _guesses(answers, fit, [a.label.score for a in answers])
    return [
        tally([(a.label.band.rank, band_of(round(g)).rank)]) for a, g in zip(answers, guesses, strict=True)
    ]


def levels_by_length(answers: Sequence[Judged], fit: Fit) -> list[Tally]:
    guesses = _guesses(answers, fit, [fmean(labelled for labelled, _ in a.pairs) for a in answers])
    return [
        tally((labelled, round(guess)) for labelled, _ in a.pairs)
        for a, guess in zip(answers, guesses, strict=True)
    ]


def _guesses(answers: Sequence[Judged], fit: Fit, worths: Sequence[float]) -> list[float]:
    points = [(a.words, worth) for a, worth in zip(answers, worths, strict=True)]
    return out_of_fold(fit, points, [a.scenario for a in answers])
