"""How a grader conducts itself: red lines, abstention, quotes, confidence, what it takes."""

from collections.abc import Sequence
from statistics import fmean, median, quantiles

from bot.evaluation.agreement import mean
from bot.evaluation.figure import Figure, Section, Unit, at_most, share, sure
from bot.evaluation.judged import Judged
from bot.evaluation.proportions import Share
from bot.evaluation.results import Measured

_MILLION = 1_000_000


def red_lines(answers: Sequence[Judged]) -> Section:
    labelled = heard = both = 0
    for answer in answers:
        truly, called = set(answer.label.red_lines), set(answer.row.measured.red_lines)
        labelled, heard, both = labelled + len(truly), heard + len(called), both + len(truly & called)
    figures = (
        share("recall", "heard, of those labelled as crossed", Share(both, labelled)),
        share("precision", "labelled as crossed, of those heard", Share(both, heard)),
    )
    return Section("red_lines", "Red lines", figures)


def outcomes(measured: Sequence[Measured]) -> Section:
    """What came back. A grade that could not be made is no number and is in no average."""
    size = len(measured)
    ungraded = sum(one.status == "ungraded" for one in measured)
    away = sum(one.status == "unavailable" for one in measured)
    held = sum(one.held for one in measured)
    reviewed = sum(bool(one.reviews) for one in measured)
    figures = (
        Figure("answers", "answers", size, Unit.COUNT),
        at_most("ungraded", "abstained: no grade, with a reason", Share(ungraded, size)),
        at_most("unavailable", "grader away: would wait, or fall back", Share(away, size)),
        share("held", "held until a person has ruled", Share(held, size)),
        share("reviewed", "sent to a person for any reason", Share(reviewed, size)),
    )
    return Section("outcomes", "What came back", figures)


def quotes(measured: Sequence[Measured]) -> Section:
    shown = Share(sum(one.quotes_in_text for one in measured), sum(one.quotes for one in measured))
    offered = _total(measured, "quotes_offered")
    verified = Share(_total(measured, "quotes_verified"), offered)
    first = share("verified", "quotes of the model that stand in the answer", verified)
    figures = (
        share("verbatim", "quotes shown that stand in the answer, word for word", shown),
        *([first, checking(measured)] if offered else []),
    )
    return Section("quotes", "Quotes", figures)


def checking(measured: Sequence[Measured]) -> Figure:
    """What verification, a second reading and caps change of the model's own first word."""
    changes = [(one.total - one.first_word, 1) for one in measured if one.first_word is not None]
    says = "mean change of the total by our own checks"
    if not changes:
        return Figure("checking", says, None, Unit.POINTS, note="not measured: no model's first word is kept")
    return sure("checking", says, mean(changes), len(changes), Unit.POINTS)


def confidence(answers: Sequence[Judged]) -> Section:
    """Whether a grader is less sure where it is wrong: 0.5 is chance, 1 is always."""
    right: list[int] = []
    wrong: list[int] = []
    for answer in answers:
        for criterion, label, heard in answer.levels:
            if (said := answer.row.measured.confidence.get(criterion)) is not None:
                (right if label == heard else wrong).append(said)
    auc = None
    if right and wrong:
        auc = fmean((r > w) + 0.5 * (r == w) for r in right for w in wrong)
    note = "" if auc is not None else "not measured: the grader states no confidence"
    figure = Figure("auc", "more confident where right than where wrong (AUC)", auc, Unit.RATIO, note=note)
    return Section("confidence", "Confidence", (figure,))


def takes(measured: Sequence[Measured]) -> Section:
    """Of one grade. Cost is what the price table says."""
    graded = [one for one in measured if one.graded]
    calls = [one.usage["calls"] for one in graded if "calls" in one.usage]
    if not calls:
        return Section("takes", "What a grade takes", (), "No model is called: it costs nothing.")
    prompt, cached = _total(graded, "prompt_tokens"), _total(graded, "cached_tokens")
    seconds = [one.seconds for one in graded]
    p95 = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    figures = (
        Figure("calls_median", "calls, median", median(calls), Unit.COUNT),
        Figure("calls_mean", "calls, mean", fmean(calls), Unit.RATIO),
        Figure("prompt_tokens", "tokens in, mean", prompt / len(graded), Unit.COUNT),
        Figure("cached", "of them from the endpoint's cache", cached / max(1, prompt), Unit.SHARE),
        Figure("completion_tokens", "tokens out, mean", _mean(graded, "completion_tokens"), Unit.COUNT),
        Figure("reasoning_tokens", "of them reasoning, mean", _mean(graded, "reasoning_tokens"), Unit.COUNT),
        Figure("p50", "time, median", median(seconds), Unit.SECONDS),
        Figure("p95", "time, 95 % stay below", p95, Unit.SECONDS),
        Figure("cost", "cost, mean", fmean(one.cost_micros for one in graded) / _MILLION, Unit.DOLLARS),
    )
    return Section("takes", "What a grade takes", figures)


def _total(measured: Sequence[Measured], name: str) -> int:
    return sum(one.usage.get(name, 0) for one in measured)


def _mean(measured: Sequence[Measured], name: str) -> float:
    return _total(measured, name) / len(measured)
