"""Ways past the automatic check: those that were open once, and those that are."""

from collections.abc import Callable, Iterator, Sequence

from bot.domain.grade import Band, Graded
from bot.domain.scenario import Scenario
from tests.eval.attacks import SEEDS, rubric_pieces
from tests.eval.bare_cues import CUES, bare, filler_between, framed, interleaved, three_keywords
from tests.eval.library import CHECKER, graded_weak, scenarios

_WAYS: tuple[tuple[str, Callable[[Scenario], str]], ...] = (
    (f"{CUES} bare cues per criterion, filler between them", filler_between),
    (f"{CUES} bare cues per criterion, no filler", lambda s: bare(s, CUES)),
    ("every strong or senior cue, bare, no filler", bare),
    ("every such cue, a stray noun after each word", lambda s: interleaved(s, glued=False)),
    ("every such cue, a little word and a stray noun after each word", lambda s: interleaved(s, glued=True)),
    (f"{CUES} bare cues per criterion, each inside a sentence about nothing", lambda s: framed(s, CUES)),
    ("every such cue inside a sentence about nothing", framed),
    ("rubric cut at its commas, a word put in after each fourth", lambda s: rubric_pieces(s, put_in=True)),
    ("rubric cut at its commas, each fourth word left out", lambda s: rubric_pieces(s, put_in=False)),
)


def gaps() -> Iterator[tuple[str, ...]]:
    """How often each way ends above the scenario's own weak answer, and how often how high."""
    for sentences in (40, 80):
        texts = [(s, three_keywords(s, sentences, seed)) for s in scenarios() for seed in SEEDS]
        yield f"three random keywords to a sentence, {sentences} sentences", *_lifted(texts)
    for name, way in _WAYS:
        yield name, *_lifted([(s, way(s)) for s in scenarios()])


def _lifted(texts: Sequence[tuple[Scenario, str]]) -> Iterator[str]:
    bands = [(_band(s, text), graded_weak(s.id).band) for s, text in texts]
    above = sum(band.rank > weak.rank for band, weak in bands)
    upper = sum(band.rank >= Band.LEAN_YES.rank for band, _ in bands)
    highest = sum(band is Band.STRONG_YES for band, _ in bands)
    return (f"{count} of {len(texts)}" for count in (above, upper, highest))


def _band(scenario: Scenario, text: str) -> Band:
    outcome = CHECKER.grade(scenario, text)
    return outcome.band if isinstance(outcome, Graded) else Band.NO
