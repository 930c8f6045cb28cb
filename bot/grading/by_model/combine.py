"""One grade of one or two readings. Levels, caps and totals are made here and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.grade import (
    Band,
    CriterionGrade,
    Finding,
    Level,
    Met,
    RedLineGrade,
    ReviewReason,
)
from bot.grading.bands import verdict
from bot.grading.by_model.desk import Prepared
from bot.grading.by_model.found import CriterionFound
from bot.grading.by_model.scored import Scored, as_grade
from bot.grading.by_model.second import Why
from bot.grading.by_model.suspicion import is_suspect

_SPREAD = 2
"""Levels between two readings of a criterion that a person should settle."""
_APART = 8
"""Points of 100 by which words for the grader have changed a reading."""
_SURE = 50


@dataclass(frozen=True, slots=True)
class Combined:
    score: int
    band: Band
    criteria: tuple[CriterionGrade, ...]
    """Without what is missing: words are `words.py`'s."""
    red_lines: tuple[RedLineGrade, ...]
    reviews: tuple[ReviewReason, ...]
    held: bool


def combine(prepared: Prepared, first: Scored, second: Scored | None, reasons: frozenset[Why]) -> Combined:
    """The grade. `second` is None when none was needed for `reasons`, or none could be had."""
    moved = Why.SIGN in reasons and _was_moved(prepared, first, second)
    criteria = _criteria(first, second, reasons, moved=moved)
    lines, disputed = _red_lines(first, second)
    score, band = verdict(prepared.scenario, criteria, lines)
    suspect = is_suspect(prepared, first)
    unproven = _is_unproven(prepared, criteria, first, second)
    reviews = {
        ReviewReason.RED_LINE: bool(disputed),
        ReviewReason.SUSPECT: suspect or moved,
        ReviewReason.DISAGREEMENT: second is not None and _spread(first, second) >= _SPREAD,
        ReviewReason.LOW_CONFIDENCE: unproven or (second is None and Why.LOW_CONFIDENCE in reasons),
    }
    doubtful = _would_cap(prepared, criteria, lines, disputed, band) or _far(first, second)
    return Combined(
        score,
        band,
        criteria,
        lines,
        tuple(reason for reason, given in reviews.items() if given),
        held=suspect or moved or unproven or doubtful,
    )


def _criteria(
    first: Scored, second: Scored | None, reasons: frozenset[Why], *, moved: bool
) -> tuple[CriterionGrade, ...]:
    if second is None:
        return tuple(map(_alone, first.found.criteria))
    pairs = zip(first.found.criteria, second.found.criteria, strict=True)
    if moved:
        return tuple(_alone(min(pair, key=lambda found: found.level)) for pair in pairs)
    if reasons == {Why.SIGN}:
        return tuple(map(_alone, first.found.criteria))
    return tuple(_joined(pair) for pair in pairs)


def _alone(found: CriterionFound) -> CriterionGrade:
    graded = as_grade(found)
    unsure = found.level and found.confidence < _SURE
    return replace(graded, finding=Finding.UNSURE) if unsure or found.unsupported else graded


def _joined(pair: Sequence[CriterionFound]) -> CriterionGrade:
    """The mean of two readings, rounded down; one that has nothing to show for its claim abstains."""
    speaking = [found for found in pair if not found.unsupported] or [pair[0]]
    level = Level(sum(found.level for found in speaking) // len(speaking))
    nearest = min(speaking, key=lambda found: (abs(found.level - level), found.level))
    confidence = sum(found.confidence for found in speaking) // len(speaking)
    graded = _alone(replace(nearest, level=level, confidence=confidence))
    return replace(graded, quotes=graded.quotes if level else ())


def _red_lines(first: Scored, second: Scored | None) -> tuple[tuple[RedLineGrade, ...], list[str]]:
    """What is crossed: two readings have to say so. And which lines they don't share.

    Where a line would change nothing, nobody asked twice, and it's told by one reading's word.
    """
    harmless = second is None and first.capped_band is first.band
    lines, disputed = [], []
    seconds = second.found.red_lines if second else (None,) * len(first.found.red_lines)
    for one, other in zip(first.found.red_lines, seconds, strict=True):
        said = [line for line in (one, other) if line is not None]
        yes = [line for line in said if line.crossed is Met.YES]
        quotes = tuple(dict.fromkeys(line.quote for line in yes))
        crossed = bool(yes) and (len(yes) == len(said) > 1 or harmless)
        if yes and not crossed:
            disputed.append(one.red_line_id)
        clear = all(line.crossed is Met.NO for line in said)
        lines.append(RedLineGrade(one.red_line_id, crossed, ruled_out=clear, quotes=quotes if yes else ()))
    return tuple(lines), disputed


def _would_cap(
    prepared: Prepared,
    criteria: Sequence[CriterionGrade],
    lines: Sequence[RedLineGrade],
    disputed: Sequence[str],
    band: Band,
) -> bool:
    """Whether the lines in dispute would change the band."""
    worse = [replace(line, tripped=line.tripped or line.red_line_id in disputed) for line in lines]
    return verdict(prepared.scenario, criteria, worse)[1] is not band


def _is_unproven(
    prepared: Prepared, criteria: Sequence[CriterionGrade], first: Scored, second: Scored | None
) -> bool:
    """Whether claims that no reading could bear out would make another band: one may be honest."""
    pairs = zip(first.found.criteria, (second or first).found.criteria, strict=True)
    claimed = [
        replace(graded, level=max(graded.level, min(one.claimed, other.claimed)))
        if one.unsupported and other.unsupported
        else graded
        for graded, (one, other) in zip(criteria, pairs, strict=True)
    ]
    return verdict(prepared.scenario, claimed, ())[1] is not verdict(prepared.scenario, criteria, ())[1]


def _was_moved(prepared: Prepared, first: Scored, second: Scored | None) -> bool:
    """Whether a reading without the odd sentences comes out lower although it was shown the evidence.

    A criterion whose evidence was left out with them is no witness: an honest reading would miss it too.
    """
    if first.capped_band is Band.NO:
        return False  # nothing was bought that a person would have to take back
    if second is None:
        return True
    pairs = list(zip(first.found.criteria, second.found.criteria, strict=True))
    seen = [(one, other) for one, other in pairs if not one.places or one.places - prepared.shown_without]
    lower = {other.criterion_id: other for one, other in seen if other.level < one.level}
    criteria = tuple(lower.get(one.criterion_id, one) for one, _ in pairs)
    again = Scored.of(prepared.scenario, replace(second.found, criteria=criteria))
    spread = max((one.level - other.level for one, other in seen), default=0)
    return spread >= _SPREAD or first.capped - again.capped >= _APART


def _spread(first: Scored, second: Scored) -> int:
    pairs = zip(first.found.criteria, second.found.criteria, strict=True)
    return max(abs(one.level - other.level) for one, other in pairs)


def _far(first: Scored, second: Scored | None) -> bool:
    """Whether the two readings are more than one band apart."""
    return second is not None and abs(first.band.rank - second.band.rank) > 1
