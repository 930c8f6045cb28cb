"""What counting words alone would have reached, and what is left of a grader beside it."""

from collections.abc import Sequence

from bot.evaluation.agreement import difference, kappa
from bot.evaluation.by_length import any_shape, rising
from bot.evaluation.correlation import partial_correlation, rank_correlation
from bot.evaluation.figure import Figure, Section, Unit, sure
from bot.evaluation.judged import Judged, bands_by_length, levels_by_length, of_bands, of_levels
from bot.evaluation.like_length import middle_half, ordered, pairs

_FITS = (("rising", "longer is never worse", rising), ("any_shape", "any map of length", any_shape))


def beside_length(answers: Sequence[Judged]) -> Section:
    """Two graders that read nothing, each taught on the other scenarios."""
    title = "Beside counting words"
    if len({a.scenario for a in answers}) < 2:  # noqa: PLR2004 - there are no others to learn from
        return Section("length", title, (), "Not measured: it takes answers to two scenarios or more.")
    figures: list[Figure] = []
    size = len(answers)
    for key, says, fit in _FITS:
        for what, own, guessed in (
            ("verdicts", of_bands(answers), bands_by_length(answers, fit)),
            ("levels", of_levels(answers), levels_by_length(answers, fit)),
        ):
            gain = difference(kappa(own), kappa(guessed))
            figures.append(sure(f"{key}_{what}", f"{what}, κ of length alone: {says}", kappa(guessed), size))
            figures.append(
                sure(f"{key}_{what}_gain", f"{what}, what the grader gains over it", gain, size, Unit.GAIN)
            )
    return Section("length", title, (*figures, *_owed(answers)))


def like_length(answers: Sequence[Judged]) -> Section:
    """Where length can help little: pairs of like length, and answers of middling length."""
    labels, words = [a.label.score for a in answers], [a.words for a in answers]
    among = pairs([a.scenario for a in answers], words, labels)
    check, longer = ordered(labels, [a.score for a in answers], among), ordered(labels, words, among)
    size = len(answers) if among else 0
    says = f"{len(among)} pairs of like length: the better one is"
    figures = [
        sure("pairs_grader", f"{says} told by the grader", check, size, Unit.SHARE),
        sure("pairs_longer", f"{says} the longer one", longer, size, Unit.SHARE),
    ]
    middle = [answers[place] for place in middle_half(words)]
    if middle:
        between = f"{min(a.words for a in middle)} to {max(a.words for a in middle)} words"
        says = f"{len(middle)} answers of {between}"
        figures.append(sure("middle_bands", f"{says}: verdicts, κ", kappa(of_bands(middle)), len(middle)))
        figures.append(sure("middle_levels", f"{says}: levels, κ", kappa(of_levels(middle)), len(middle)))
    return Section("like_length", "Answers of like length", tuple(figures))


def _owed(answers: Sequence[Judged]) -> tuple[Figure, ...]:
    labels = [float(a.label.score) for a in answers]
    words = [float(a.words) for a in answers]
    owed = partial_correlation([float(a.score) for a in answers], words, labels)
    return (
        sure("partial", "score with length, label held fixed (partial r)", owed, len(answers), Unit.NUMBER),
        Figure("length_label", "length with label (Spearman)", rank_correlation(words, labels), Unit.NUMBER),
    )
