"""When one reading isn't enough. Most answers need no second."""

from enum import StrEnum

from bot.domain.bands import FROM
from bot.grading.by_model.desk import Prepared
from bot.grading.by_model.scored import Scored

NEAR = 3
"""Points of 100 from the border of a band."""
_UNSURE = 40
_VERY_UNSURE = 25


class Why(StrEnum):
    """What a second, independent reading is for."""

    RED_LINE = "a red line"
    UNSUPPORTED = "evidence that isn't in the answer"
    LOW_CONFIDENCE = "low confidence"
    BORDER = "the border of a band"
    SIGN = "words for the grader"


def why_again(prepared: Prepared, first: Scored) -> frozenset[Why]:
    """The reasons for a second reading; none for most answers."""
    given = {
        Why.RED_LINE: first.capped_band is not first.band,
        Why.UNSUPPORTED: any(found.unsupported for found in first.found.criteria),
        Why.LOW_CONFIDENCE: _is_unsure(first),
        Why.BORDER: any(abs(first.score - border) <= NEAR for border in FROM.values() if border),
        Why.SIGN: bool(prepared.signs.aside),
    }
    return frozenset(why for why, holds in given.items() if holds)


def _is_unsure(first: Scored) -> bool:
    """By the grader's own word, which is good for telling the lowest from the rest and little more."""
    sure = [found.confidence for found in first.found.criteria]
    return min(sure) < _VERY_UNSURE or sum(sure) < _UNSURE * len(sure)
