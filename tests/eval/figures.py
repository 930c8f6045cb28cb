"""The tables of "How good it is" in `docs/explanation/offline-checker.md`, computed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from bot.domain.grade import Band, Graded
from bot.domain.scenario import Scenario
from bot.grading.bands import band_of
from bot.grading.checker import OfflineChecker
from tests.eval.agreement import Statistic, interval, kappa, tally
from tests.eval.by_length import Fit, any_shape, out_of_fold, rising
from tests.eval.gaps import filler_between, three_keywords
from tests.eval.held_out import Compared
from tests.eval.library import scenarios

Row = tuple[str, ...]
WORST = 10
SEEDS = 5


@dataclass(frozen=True, slots=True)
class Table:
    head: Row
    rows: tuple[Row, ...]


def tables(answers: Sequence[Compared]) -> tuple[Table, ...]:
    """All of them, in the page's order."""
    figures = ("what", "figure (95 %)")
    return (
        Table(figures, tuple(_agreement(answers))),
        Table(figures, tuple(_beside_length(answers))),
        Table(("kind", "words", "labelled", "check"), tuple(_kinds(answers))),
        Table(("answer", "labelled", "check"), tuple(_worst(answers))),
        Table(("text", "above the weak answer", "lean yes or better"), tuple(_gaps())),
    )


def _agreement(answers: Sequence[Compared]) -> Iterator[Row]:
    bands = [(a.labelled.band, a.heard.band) for a in answers]
    levels = [pair for a in answers for pair in zip(a.labelled.levels, a.heard.levels, strict=True)]
    yield "answers, levels", f"{len(answers)}, {len(levels)}"
    yield "bands: κ", _sure(_kappa(_bands(answers)), len(answers))
    yield "bands: the same, at most one apart", _shares(bands)
    yield "levels: κ", _sure(_kappa(_levels(answers)), len(answers))
    yield "levels: the same, at most one apart", _shares(levels)
    shift = fmean(a.heard.score - a.labelled.score for a in answers)
    yield "mean shift, check less label", f"{shift:+.1f} points, {fmean(y - x for x, y in levels):+.2f} levels"
    capless = [(band_of(a.labelled.uncapped).rank, band_of(a.heard.uncapped).rank) for a in answers]
    yield "bands without any red line: κ", _sure(_kappa([tally([pair]) for pair in capless]), len(answers))
    yield from _red_lines(answers)
    own = [a for a in answers if not a.shares_wording]
    yield f"bands, {len(own)} answers that share no wording: κ", _sure(_kappa(_bands(own)), len(own))
    yield f"levels, {len(own)} answers that share no wording: κ", _sure(_kappa(_levels(own)), len(own))


def _red_lines(answers: Sequence[Compared]) -> Iterator[Row]:
    labelled = sum(len(a.labelled.crossed) for a in answers)
    heard = sum(len(a.heard.crossed) for a in answers)
    rightly = sum(len(a.labelled.crossed & a.heard.crossed) for a in answers)
    wrongly = sum(len(a.labelled.crossed & a.ruled_out) for a in answers)
    yield "red lines: recall", f"{rightly} of {labelled} ({_percent(rightly / labelled)})"
    yield "red lines: precision", f"{rightly} of {heard}"
    yield "red lines crossed, and called ruled out", f"{wrongly} of {labelled}"


def _beside_length(answers: Sequence[Compared]) -> Iterator[Row]:
    for name, fit in (("rising with length", rising), ("any map of length", any_shape)):
        for what, checked, guessed in (
            ("bands", _bands(answers), _bands_by_length(answers, fit)),
            ("levels", _levels(answers), _levels_by_length(answers, fit)),
        ):
            yield f"{what}, {name}: κ", _sure(_kappa(guessed), len(answers))
            yield f"{what}, {name}: gain of the check", _sure(_gain(checked, guessed), len(answers), "+")


def _kinds(answers: Sequence[Compared]) -> Iterator[Row]:
    for kind in sorted({a.answer_id for a in answers}):
        own = [a for a in answers if a.answer_id == kind]
        labelled, heard = fmean(a.labelled.score for a in own), fmean(a.heard.score for a in own)
        yield kind, f"{fmean(a.words for a in own):.0f}", f"{labelled:.0f}", f"{heard:.0f}"


def _worst(answers: Sequence[Compared]) -> Iterator[Row]:
    apart = sorted(answers, key=lambda a: -abs(a.labelled.score - a.heard.score))
    for a in apart[:WORST]:
        yield a.name, *(f"{band_of(score).value}, {score}" for score in (a.labelled.score, a.heard.score))


def _gaps() -> Iterator[Row]:
    for sentences in (40, 80):
        outcomes = [
            _lifted(scenario, three_keywords(scenario, sentences, seed))
            for scenario in scenarios()
            for seed in range(SEEDS)
        ]
        yield f"three random keywords to a sentence, {sentences} sentences", *_counts(outcomes)
    outcomes = [_lifted(scenario, filler_between(scenario, 0)) for scenario in scenarios()]
    yield "two cues' words per criterion, filler between them", *_counts(outcomes)


def _lifted(scenario: Scenario, text: str) -> tuple[bool, bool]:
    attack, weak = (OfflineChecker().grade(scenario, t) for t in (text, scenario.answers.weak.text))
    if not (isinstance(attack, Graded) and isinstance(weak, Graded)):
        return False, False
    return attack.band.rank > weak.band.rank, attack.band.rank >= Band.LEAN_YES.rank


def _counts(outcomes: Sequence[tuple[bool, bool]]) -> Iterator[str]:
    return (f"{sum(column)} of {len(outcomes)}" for column in zip(*outcomes, strict=True))


def _bands(answers: Sequence[Compared]) -> list[tuple[float, ...]]:
    return [tally([(a.labelled.band, a.heard.band)]) for a in answers]


def _levels(answers: Sequence[Compared]) -> list[tuple[float, ...]]:
    return [tally(zip(a.labelled.levels, a.heard.levels, strict=True)) for a in answers]


def _bands_by_length(answers: Sequence[Compared], fit: Fit) -> list[tuple[float, ...]]:
    guesses = _guesses(answers, fit, lambda a: a.labelled.score)
    return [tally([(a.labelled.band, band_of(round(g)).rank)]) for a, g in zip(answers, guesses, strict=True)]


def _levels_by_length(answers: Sequence[Compared], fit: Fit) -> list[tuple[float, ...]]:
    guesses = _guesses(answers, fit, lambda a: fmean(a.labelled.levels))
    return [
        tally((level, round(g)) for level in a.labelled.levels) for a, g in zip(answers, guesses, strict=True)
    ]


def _guesses(answers: Sequence[Compared], fit: Fit, worth: Callable[[Compared], float]) -> list[float]:
    return out_of_fold(fit, [(a.words, worth(a)) for a in answers], [a.scenario_id for a in answers])


def _kappa(tallies: Sequence[tuple[float, ...]]) -> Statistic:
    return lambda weights: kappa(tallies, weights)


def _gain(checked: Sequence[tuple[float, ...]], guessed: Sequence[tuple[float, ...]]) -> Statistic:
    return lambda weights: kappa(checked, weights) - kappa(guessed, weights)


def _sure(statistic: Statistic, size: int, sign: str = "") -> str:
    low, high = interval(statistic, size)
    return f"{statistic([1] * size):{sign}.2f} ({low:{sign}.2f} to {high:{sign}.2f})"


def _shares(pairs: Sequence[tuple[int, int]]) -> str:
    same, near = (fmean(abs(x - y) <= most for x, y in pairs) for most in (0, 1))
    return f"{_percent(same)}, {_percent(near)}"


def _percent(part: float) -> str:
    return f"{100 * part:.0f} %"
