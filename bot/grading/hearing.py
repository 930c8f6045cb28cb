"""Which cues a sentence holds, and whether it holds more than the cue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.grade import Level
from bot.grading.cues import Places, Spans, matches, ways
from bot.grading.rubric import CompiledRubric
from bot.grading.tokens import Token

_LEAST_OWN = 3
"""Words that somebody who says a thing puts round its keywords, at the least."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A cue in a sentence."""

    criterion: int
    cue: int
    level: Level
    bare: bool
    """Whether the sentence is the cue's own words and next to nothing else."""


def heard(tokens: Sequence[Token], spans: Spans, rubric: CompiledRubric) -> tuple[Heard, ...]:
    """Every cue that these words hold."""
    return tuple(_heard(tokens, spans, rubric))


def _heard(tokens: Sequence[Token], spans: Spans, rubric: CompiledRubric) -> Iterator[Heard]:
    for criterion, (_, cues) in enumerate(rubric.criteria):
        for number, cue in enumerate(cues):
            if matches(cue, spans, tokens):
                seams = len(cue.groups) - 1
                said = any(_is_said(way, len(tokens), seams) for way in ways(cue, spans, tokens))
                yield Heard(criterion, number, Level(cue.level), not said)


def _is_said(way: Places, length: int, seams: int) -> bool:
    """A word to join each keyword to the next, and as many words again as the keywords are."""
    own = length - len(way)
    between = max(way) - min(way) + 1 - len(way)
    return own >= max(_LEAST_OWN, len(way)) and between >= seams
