"""The tables of "How good it is" in `docs/explanation/offline-checker.md`, computed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from bot.domain.bands import band_of
from bot.evaluation.agreement import Statistic, Tally, difference, interval, kappa, tally
from bot.evaluation.by_length import Fit, any_shape, out_of_fold, rising
from tests.eval.held_out import Compared
from tests.eval.like_length import both_good, ordered, pairs, without_long_and_weak
from tests.eval.mistakes import confusion, examples, kinds, worst
from tests.eval.open_gaps import gaps

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    head: Row
    rows: tuple[Row, ...]


def tables(answers: Sequence[Compared]) -> tuple[Table, ...]:
    """All of them, in the page's order."""
    return (
        Table(("agreement", "figure (95 %)"), tuple(_agreement(answers))),
        Table(("red lines", "count"), tuple(_red_lines(answers))),
        Table(("counting words", "κ (95 %)", "gain of the check"), tuple(_beside_length(answers))),
        Table(("pairs of like length", "pairs", "check", "longer", "gain"), tuple(_pairs(answers))),
        Table(("labelled", *(f"check {level}" for level in range(5))), tuple(confusion(answers))),
        Table(("kind", "words", "labelled", "check"), tuple(kinds(answers))),
        Table(("answer", "labelled", "check"), tuple(worst(answers))),
        Table(("example", "labelled", "check"), tuple(examples(answers))),
        Table(("text", "above the weak answer", "lean yes or better", "strong yes"), tuple(gaps())),
    )


def _agreement(answers: Sequence[Compared]) -> Iterator[Row]:
    bands = [(a.labelled.band, a.heard.band) for a in answers]
    levels = [pair for a in answers for pair in zip(a.labelled.levels, a.heard.levels, strict=True)]
    yield "answers, levels", f"{len(answers)}, {len(levels)}"
    yield "bands: κ", _sure(kappa(_bands(answers)), len(answers))
    yield "bands: the same, at most one apart", _shares(bands)
    yield "levels: κ", _sure(kappa(_levels(answers)), len(answers))
    yield "levels: the same, at most one apart", _shares(levels)
    points = fmean(a.heard.score - a.labelled.score for a in answers)
    steps = fmean(heard - labelled for labelled, heard in levels)
    yield "mean shift, check less label", f"{points:+.1f} points, {steps:+.2f} levels"
    capless = [tally([(band_of(a.labelled.uncapped).rank, band_of(a.heard.uncapped).rank)]) for a in answers]
    yield "bands, were there no red lines: κ", _sure(kappa(capless), len(answers))
    own = [a for a in answers if not a.shares_wording]
    yield f"bands, {len(own)} answers that share no wording: κ", _sure(kappa(_bands(own)), len(own))
    yield f"levels, {len(own)} answers that share no wording: κ", _sure(kappa(_levels(own)), len(own))


def _red_lines(answers: Sequence[Compared]) -> Iterator[Row]:
    labelled = sum(len(a.labelled.crossed) for a in answers)
    heard = sum(len(a.heard.crossed) for a in answers)
    rightly = sum(len(a.labelled.crossed & a.heard.crossed) for a in answers)
    wrongly = sum(len(a.labelled.crossed & a.ruled_out) for a in answers)
    yield "recall: heard, of those labelled", f"{rightly} of {labelled} ({_percent(rightly / labelled)})"
    yield "precision: labelled, of those heard", f"{rightly} of {heard}"
    yield "labelled as crossed, called ruled out", f"{wrongly} of {labelled}"


def _beside_length(answers: Sequence[Compared]) -> Iterator[Row]:
    for name, fit in (("longer is better", rising), ("any map of length", any_shape)):
        for what, checked, guessed in (
            ("bands", _bands(answers), _bands_by_length(answers, fit)),
            ("levels", _levels(answers), _levels_by_length(answers, fit)),
        ):
            gain = difference(kappa(checked), kappa(guessed))
            size = len(answers)
            yield f"{what}, {name}", _sure(kappa(guessed), size), _sure(gain, size, "+")


def _pairs(answers: Sequence[Compared]) -> Iterator[Row]:
    found = pairs(answers)
    once = [1] * len(answers)
    for name, among in (
        ("all", found),
        ("without the long and weak", without_long_and_weak(answers, found)),
        ("both labelled yes or better", both_good(answers, found)),
    ):
        check = ordered(answers, among, lambda a: a.heard.score)
        longer = ordered(answers, among, lambda a: a.words)
        gain = _sure(difference(check, longer), len(answers), "+")
        yield name, str(len(among)), _percent(check(once)), _percent(longer(once)), gain


def _bands(answers: Sequence[Compared]) -> list[Tally]:
    return [tally([(a.labelled.band, a.heard.band)]) for a in answers]


def _levels(answers: Sequence[Compared]) -> list[Tally]:
    return [tally(zip(a.labelled.levels, a.heard.levels, strict=True)) for a in answers]


def _bands_by_length(answers: Sequence[Compared], fit: Fit) -> list[Tally]:
    guesses = _guesses(answers, fit, lambda a: a.labelled.score)
    return [tally([(a.labelled.band, band_of(round(g)).rank)]) for a, g in zip(answers, guesses, strict=True)]


def _levels_by_length(answers: Sequence[Compared], fit: Fit) -> list[Tally]:
    guesses = _guesses(answers, fit, lambda a: fmean(a.labelled.levels))
    return [
        tally((level, round(g)) for level in a.labelled.levels) for a, g in zip(answers, guesses, strict=True)
    ]


def _guesses(answers: Sequence[Compared], fit: Fit, worth: Callable[[Compared], float]) -> list[float]:
    return out_of_fold(fit, [(a.words, worth(a)) for a in answers], [a.scenario_id for a in answers])


def _sure(statistic: Statistic, size: int, sign: str = "") -> str:
    low, high = interval(statistic, size)
    return f"{statistic([1] * size):{sign}.2f} ({low:{sign}.2f} to {high:{sign}.2f})"


def _shares(judged: Sequence[tuple[int, int]]) -> str:
    same, near = (fmean(abs(x - y) <= most for x, y in judged) for most in (0, 1))
    return f"{_percent(same)}, {_percent(near)}"


def _percent(part: float) -> str:
    return f"{100 * part:.0f} %"
