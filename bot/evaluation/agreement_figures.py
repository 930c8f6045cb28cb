"""How far a grader agrees with the labels: the figures of a golden run that speak of levels and verdicts."""

from collections import Counter
from collections.abc import Sequence
from math import sqrt
from statistics import fmean

from bot.domain.bands import would_hire
from bot.domain.competency import Competency
from bot.domain.grade import Band
from bot.evaluation.agreement import Statistic, Weights, kappa, mean, summing, tally
from bot.evaluation.figure import Figure, Section, Unit, share, sure
from bot.evaluation.judged import Judged, of_bands, of_levels
from bot.evaluation.proportions import Share
from bot.evaluation.results import GoldenResults

_LEVELS = range(5)
_HIRED = min(band.rank for band in Band if would_hire(band))
_TERCILES = ("lowest", "middle", "highest")


def agreement(answers: Sequence[Judged]) -> Section:
    size = len(answers)
    spread = _spread_ratio([(a.label.score, a.score) for a in answers])
    figures = (
        sure("bands_kappa", "verdicts, κ", kappa(of_bands(answers)), size),
        sure("levels_kappa", "levels, κ", kappa(of_levels(answers)), size),
        sure("score_kappa", "scores out of 100, κ", kappa(_of_scores(answers)), size),
        sure("bands_exact", "the same verdict", _within(of_verdicts(answers), 0), size, Unit.SHARE),
        sure("levels_exact", "the same level", _within([a.pairs for a in answers], 0), size, Unit.SHARE),
        sure(
            "levels_near", "at most one level apart", _within([a.pairs for a in answers], 1), size, Unit.SHARE
        ),
        sure("macro_f1", "levels, macro-F1", _macro_f1([a.pairs for a in answers]), size, Unit.RATIO),
        sure("shift", "mean shift, grader less label", _shift(answers), size, Unit.POINTS),
        sure("spread", "spread of scores, grader over label", spread, size, Unit.RATIO),
    )
    return Section("agreement", "Agreement with the labels", figures)


def would_hire_or_not(answers: Sequence[Judged]) -> Section:
    """On which side of the line: whether a yes is to be believed, and how many a no has missed."""
    labelled = [a.label.band.rank >= _HIRED for a in answers]
    called = [a.band >= _HIRED for a in answers]
    both = sum(one and other for one, other in zip(labelled, called, strict=True))
    figures = (
        share("believed", "labelled lean yes or better, of those called so", Share(both, sum(called))),
        share("met", "called lean yes or better, of those labelled so", Share(both, sum(labelled))),
    )
    return Section("hired", "Lean yes or better", figures)


def by_competency(answers: Sequence[Judged], results: GoldenResults) -> Section:
    figures = []
    for competency in Competency:
        own = [
            [(one, other) for c, one, other in a.levels if results.competencies[a.scenario][c] is competency]
            for a in answers
        ]
        tallies = [tally(pairs) for pairs in own if pairs]
        figures.append(sure(competency.value, competency.label, kappa(tallies), len(tallies)))
    return Section(
        "competencies", "Levels by competency, κ", tuple(f for f in figures if f.value is not None)
    )


def by_criterion(answers: Sequence[Judged]) -> Section:
    """For programs: with ten answers each a single one of these says little."""
    found: dict[str, list[tuple[int, int]]] = {}
    for a in answers:
        for criterion, label, heard in a.levels:
            found.setdefault(f"{a.scenario}/{criterion}", []).append((label, heard))
    figures = tuple(
        Figure(name, name, kappa([tally([pair]) for pair in pairs])([1] * len(pairs)), Unit.KAPPA)
        for name, pairs in sorted(found.items())
    )
    return Section("criteria", "Levels by criterion, κ", figures)


def by_tercile(answers: Sequence[Judged]) -> Section:
    """Agreement where the labels are low, middling and high: graders are worst in the middle."""
    ordered = sorted(answers, key=lambda a: (a.label.score, a.scenario, a.row.measured.id))
    cuts = [round(len(ordered) * third / 3) for third in range(4)]
    figures = []
    for name, start, end in zip(_TERCILES, cuts, cuts[1:], strict=False):
        own = ordered[start:end]
        exact, shift = _within([a.pairs for a in own], 0), _shift(own)
        says = f"{name} third of labels"
        figures.append(sure(f"{name}_exact", f"{says}: the same level", exact, len(own), Unit.SHARE))
        figures.append(sure(f"{name}_shift", f"{says}: mean shift", shift, len(own), Unit.POINTS))
    return Section("terciles", "Low, middling and high answers", tuple(figures))


def by_kind(answers: Sequence[Judged]) -> Section:
    """Mean shift for each kind of answer that was asked for."""
    kinds = Counter(a.row.kind for a in answers if a.row.kind)
    figures = []
    for kind in sorted(kinds):
        own = [a for a in answers if a.row.kind == kind]
        means = f"label {fmean(a.label.score for a in own):.0f}, grader {fmean(a.score for a in own):.0f}"
        found = sure(kind, f"{kind} ({len(own)}): {means}", _shift(own), len(own), Unit.POINTS)
        figures.append(found)
    return Section("kinds", "Mean shift by kind of answer", tuple(figures))


def of_verdicts(answers: Sequence[Judged]) -> list[tuple[tuple[int, int], ...]]:
    return [((a.label.band.rank, a.band),) for a in answers]


def _of_scores(answers: Sequence[Judged]) -> list[tuple[float, ...]]:
    return [tally([(a.label.score, a.score)]) for a in answers]


def _within(pairs: Sequence[Sequence[tuple[int, int]]], most: int) -> Statistic:
    return mean([(sum(abs(x - y) <= most for x, y in own), len(own)) for own in pairs])


def _shift(answers: Sequence[Judged]) -> Statistic:
    return mean([(a.score - a.label.score, 1) for a in answers])


def _spread_ratio(scores: Sequence[tuple[float, float]]) -> Statistic:
    """Below 1 a grader shrinks the differences that the labels see."""
    summed = summing([(1.0, x, y, x * x, y * y) for x, y in scores])

    def of(weights: Weights) -> float:
        n, x, y, xx, yy = summed(weights)
        spread = xx - x * x / n
        return sqrt(max(0.0, yy - y * y / n) / spread) if spread > 0 else 1.0

    return of


def _macro_f1(pairs: Sequence[Sequence[tuple[int, int]]]) -> Statistic:
    """The mean over levels of how well each is told: a rare level weighs as much as a frequent one."""
    counted = [
        [float(sum(pair == (x, y) for pair in own)) for x in _LEVELS for y in _LEVELS] for own in pairs
    ]
    summed = summing(counted)

    def of(weights: Weights) -> float:
        cells = summed(weights)
        table = [cells[5 * level : 5 * level + 5] for level in _LEVELS]
        return fmean(_f1(table, level) for level in _LEVELS if _met(table, level))

    return of


def _met(table: Sequence[Sequence[float]], level: int) -> bool:
    return bool(sum(table[level]) or sum(row[level] for row in table))


def _f1(table: Sequence[Sequence[float]], level: int) -> float:
    return 2 * table[level][level] / (sum(table[level]) + sum(row[level] for row in table))
