"""Bare cues: here and there one is terse style, and an answer that rests on them has said nothing."""

from collections.abc import Mapping, Sequence

from bot.domain.grade import Level
from bot.grading.reading import Reading

_FEW, _FEW_SHARE, _MANY_SHARE = 3, 0.35, 0.2
"""Bare cues in an honest answer: so many, up to this part of what tells; in a long one, a smaller part."""
_TIGHT_FROM, _TIGHT_SHARE = 8, 0.85
"""How many sentences tell enough about an author, and the part of them that chance makes tight."""


def bare_limits(readings: Sequence[Reading]) -> Mapping[int, Level]:
    """By place, what those sentences may carry at most that lean on bare cues; the others are not in it."""
    telling = {place: own for place, own in enumerate(readings) if own.telling}
    tight = [place for place, own in telling.items() if own.tight]
    if len(telling) >= _TIGHT_FROM and len(tight) > _TIGHT_SHARE * len(telling):
        return dict.fromkeys(tight, Level.NAMED)
    bare = [place for place, own in telling.items() if own.said < own.top]
    most = _highest(len(bare), len(telling))
    limits = {place: max(telling[place].said, most) for place in bare}
    return {
        place: limit
        for place, limit in limits.items()
        if limit < min(telling[place].top, telling[place].limit)
    }


def _highest(bare: int, telling: int) -> Level:
    """What a bare cue may carry, by how many there are among the sentences that tell."""
    few = bare <= 1 or (bare <= _FEW and bare <= _FEW_SHARE * telling)
    if few or bare <= _MANY_SHARE * telling:
        return Level.SENIOR
    return Level.REASONED if bare <= _FEW else Level.NAMED
