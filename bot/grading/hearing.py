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
    tight: bool
    """Whether the cue's words stand side by side, with nothing to say how one bears on the other."""


def heard(tokens: Sequence[Token], spans: Spans, rubric: CompiledRubric) -> tuple[Heard, ...]:
    """Every cue that these words hold."""
    return tuple(_heard(tokens, spans, rubric))


def _heard(tokens: Sequence[Token], spans: Spans, rubric: CompiledRubric) -> Iterator[Heard]:
    for criterion, (_, cues) in enumerate(rubric.criteria):
        for number, cue in enumerate(cues):
            if matches(cue, spans, tokens):
                found = list(ways(cue, spans, tokens))
                seams = len(cue.groups) - 1
                joined = [way for way in found if _between(way) >= seams]
                bare = not any(len(tokens) - len(way) >= max(_LEAST_OWN, len(way)) for way in joined)
                yield Heard(criterion, number, Level(cue.level), bare, len(joined) < len(found))


def _between(way: Places) -> int:
    return max(way) - min(way) + 1 - len(way)
