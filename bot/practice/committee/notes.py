"""Each interviewer's note, from their own round only, in the words of what was found there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.assessment import Assessment, Rated
from bot.domain.bands import would_hire
from bot.domain.grade import Level, Ungraded
from bot.practice.committee.asks import TO_DISSENT
from bot.practice.committee.phrases import (
    BEST,
    BEST_UNQUOTED,
    ENDED_EARLY,
    HELD,
    LACKS,
    LISTENS_FOR,
    NOT_ATTENDED,
    NOT_GRADED,
    NOT_READ,
    OPENINGS,
    UNTIL,
    Shape,
)
from bot.practice.committee.quoting import in_short

UNEVEN = 2
"""Levels between the best and the weakest criterion."""


@dataclass(frozen=True, slots=True)
class Written:
    gist: str
    """Without the candidate's words."""
    whole: tuple[str, ...]


def notes_of(assessments: Sequence[Assessment]) -> list[Written]:
    """A note for each. Two rounds that look alike are told in other words."""
    met = Counter[str]()
    written = []
    for one in assessments:
        if one.graded is None:
            written.append(_without_recommendation(one))
            continue
        shape = shape_of(one)
        written.append(_note(one, shape, met[shape], len(written)))
        met[shape] += 1
    return written


def shape_of(one: Assessment) -> Shape:
    levels = [rated.level for rated in one.criteria] or [Level.ABSENT]
    if one.red_lines:
        return Shape.CROSSED
    if max(levels) <= Level.NAMED:
        return Shape.THIN
    if min(levels) >= Level.STRONG:
        return Shape.STRONG
    if max(levels) >= Level.STRONG and max(levels) - min(levels) >= UNEVEN:
        return Shape.UNEVEN
    return Shape.SOUND if one.recommends and would_hire(one.recommends) else Shape.FLAT


def _note(one: Assessment, shape: Shape, alike: int, turn: int) -> Written:
    openings = OPENINGS[shape]
    opening = openings[alike % len(openings)].format(lens=LISTENS_FOR[one.kind])
    lacks = _lacks(one, turn)
    crossed = [f"{line.says}{_in_their_words(line.quotes)}" for line in one.red_lines]
    best = _best(one.strongest, turn) if one.strongest else []
    held = _held(one)
    early = [] if one.finished else [ENDED_EARLY]
    whole = (opening, *crossed, *best, *lacks, *early, *held, *_until(one, turn))
    return Written(" ".join((opening, *lacks, *held)), whole)


def _held(one: Assessment) -> list[str]:
    if one.held is None:
        return []
    left, of = one.held.of - one.held.given, one.held.of
    return [HELD.format(left=left, of=of, band=one.held.most.value)]


def _lacks(one: Assessment, turn: int) -> list[str]:
    others = [rated for rated in one.criteria if rated is not one.strongest]
    lack = max(others, key=lambda rated: rated.to_gain, default=None)
    if lack is None or lack.level >= Level.STRONG:
        return []
    ways = LACKS[lack.level]
    return [ways[turn % len(ways)].format(title=lack.title)]


def _until(one: Assessment, turn: int) -> list[str]:
    if one.weakest is None or one.recommends is None or would_hire(one.recommends):
        return []
    return [UNTIL[turn % len(UNTIL)].format(ask=TO_DISSENT[one.weakest.competency])]


def _best(best: Rated, turn: int) -> list[str]:
    if best.level < Level.REASONED:
        return []
    if not best.quotes:
        return [BEST_UNQUOTED.format(title=best.title, word=best.level.word)]
    quote = in_short(best.quotes[0])
    return [BEST[turn % len(BEST)].format(title=best.title, word=best.level.word, quote=quote)]


def _in_their_words(quotes: Sequence[str]) -> str:
    return f" They said: “{in_short(quotes[0])}”" if quotes else ""


def _without_recommendation(one: Assessment) -> Written:
    if not one.attended:
        return Written(NOT_ATTENDED, (NOT_ATTENDED,))
    if isinstance(one.outcome, Ungraded):
        return Written(NOT_GRADED, (NOT_GRADED, one.outcome.detail))
    return Written(NOT_READ, (NOT_READ,))
