"""Where the automatic check and the labels part, for the page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import fmean

from bot.domain.bands import band_of
from tests.eval.held_out import Compared
from tests.eval.library import scenarios

WORST = 10
LINES = (
    ("finished-homework a", "fall-kept-quiet"),
    ("white-text f", "codes-left-valid"),
    ("ninety-four-percent a", "silent-demotion"),
)
CRITERIA = (
    ("a-thousand-fewer d", "evidence"),
    ("the-hailstorm f", "thresholds"),
    ("two-in-the-morning d", "cost-of-error"),
    ("two-stewards-one-question d", "people"),
    ("finished-homework a", "regret"),
    ("finished-homework a", "layers"),
    ("white-text f", "contain"),
)
"""Read out of the ten worst; the page says what went wrong in each."""


def confusion(answers: Sequence[Compared]) -> Iterator[tuple[str, ...]]:
    """How many criteria with each label got each level."""
    counts = Counter(pair for a in answers for pair in zip(a.labelled.levels, a.heard.levels, strict=True))
    for labelled in range(5):
        yield str(labelled), *(str(counts[labelled, heard]) for heard in range(5))


def kinds(answers: Sequence[Compared]) -> Iterator[tuple[str, ...]]:
    """Mean length and mean scores of the six kinds of answer."""
    for kind in sorted({a.answer_id for a in answers}):
        own = [a for a in answers if a.answer_id == kind]
        labelled, heard = fmean(a.labelled.score for a in own), fmean(a.heard.score for a in own)
        yield kind, f"{fmean(a.words for a in own):.0f}", f"{labelled:.0f}", f"{heard:.0f}"


def worst(answers: Sequence[Compared]) -> Iterator[tuple[str, ...]]:
    """The answers whose scores lie farthest apart."""
    apart = sorted(answers, key=lambda a: -abs(a.labelled.score - a.heard.score))
    for a in apart[:WORST]:
        yield a.name, *(f"{band_of(score).value}, {score}" for score in (a.labelled.score, a.heard.score))


def examples(answers: Sequence[Compared]) -> Iterator[tuple[str, ...]]:
    """What became of single red lines and criteria."""
    named = {a.name: a for a in answers}
    order = {s.id: [criterion.id for criterion in s.criteria] for s in scenarios()}
    for name, line in LINES:
        yield f"{name}: {line}", *_of_line(named[name], line)
    for name, criterion in CRITERIA:
        place = order[named[name].scenario_id].index(criterion)
        levels = (named[name].labelled.levels[place], named[name].heard.levels[place])
        yield f"{name}: {criterion}", *map(str, levels)


def _of_line(answer: Compared, line: str) -> tuple[str, str]:
    heard = "ruled out" if line in answer.ruled_out else "not heard"
    return (
        "crossed" if line in answer.labelled.crossed else "not crossed",
        "crossed" if line in answer.heard.crossed else heard,
    )
