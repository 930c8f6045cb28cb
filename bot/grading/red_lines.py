"""Whether an answer says outright that it crosses a red line, or that it stays behind it."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.grade import Level, RedLineGrade
from bot.grading.cues import CompiledCue, Spans, matches
from bot.grading.phrases import wording
from bot.grading.reading import Reading
from bot.grading.rubric import CompiledRedLine, CompiledRubric
from bot.grading.words import listed

_QUOTES = 2
_SUPPOSITIONS = listed("if unless suppose supposing imagine assuming")
_OTHERS_WISH = re.compile(
    r"^(?:the|our|their|some|many)? ?(?:\w+ ){1,4}(?:wants?|wanted|asks?|asked|argues?|proposes?|proposed"
    r"|suggests?|insists?|believes?|thinks?|would like|would rather|will say|may say|might say|says?)\b"
)


def grade_red_lines(
    readings: Sequence[Reading], original: str, rubric: CompiledRubric
) -> tuple[RedLineGrade, ...]:
    """Every red line: crossed, ruled out, or neither; silence crosses nothing."""
    return tuple(_grade(line, readings, original) for line in rubric.red_lines)


def _grade(line: CompiledRedLine, readings: Sequence[Reading], original: str) -> RedLineGrade:
    own = [reading for reading in readings if _is_own(reading)]
    behind = list(_showing(line.ruled_out_by, own))
    # "Payments run on while refusals stop" holds the words of both: who says where the line is, is behind it.
    crossing = [reading for reading in _showing(line.tripped_by, own) if reading not in behind]
    quotes = [reading.sentence.quote(original) for reading in crossing or behind]
    return RedLineGrade(
        line.red_line.id, bool(crossing), bool(behind) and not crossing, tuple(quotes[:_QUOTES])
    )


def _showing(cues: Sequence[CompiledCue], readings: Sequence[Reading]) -> Iterator[Reading]:
    for reading in readings:
        spans = _meant(reading)
        if any(matches(cue, spans, reading.sentence.tokens) for cue in cues):
            yield reading


def _meant(reading: Reading) -> Spans:
    """What a sentence says outside the condition that it opens with."""
    tokens = reading.sentence.tokens
    if tokens[0].word not in _SUPPOSITIONS:
        return reading.spans
    here = next((place for place, token in enumerate(tokens) if token.after_break), len(tokens))
    return {group: [s for s in found if s[0] >= here] for group, found in reading.spans.items()}


def _is_own(reading: Reading) -> bool:
    """The member's own plan: not a question, and not what somebody else would like."""
    if reading.limit is Level.ABSENT or reading.sentence.question:
        return False
    words = wording(reading.sentence.tokens)
    return words.startswith(("i ", "we ")) or not _OTHERS_WISH.search(words)
