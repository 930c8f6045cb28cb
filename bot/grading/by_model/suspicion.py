"""When a grade is too good for what code can see in the text: a person looks first.

The automatic check can't be talked round. It's no judge of thoughts either, so it never lowers a grade:
it only tells how far above it a grade may stand before somebody ought to look. The distances are those of
labelled honest answers, with some room (see docs/explanation/model-grading.md).
"""

from bot.domain.grade import Level
from bot.grading.by_model.desk import Prepared
from bot.grading.by_model.scored import Scored

ABOVE = 42
"""Points by which a grade may stand above the check's, while nothing is odd about the text."""
ABOVE_WITH_SIGN = 30
"""The same where sentences are meant for the grader."""
NEAR_THE_TOP = 84
ABOVE_NEAR_THE_TOP = 30
"""What deserves nearly every point shows some of it to the check as well."""
_LEAST_CRITERIA = 4
_LEAST_SHARE = 0.45


def is_suspect(prepared: Prepared, reading: Scored) -> bool:
    """Whether this much of a grade is hard to believe of this text."""
    if prepared.automatic is None:
        return False
    above = reading.score - prepared.automatic.score
    return above > _allowed(prepared, reading) or is_narrow(reading) or is_borrowed(prepared, reading)


def is_borrowed(prepared: Prepared, reading: Scored) -> bool:
    """Whether most of it rests on sentences that a second reading isn't shown: nobody can confirm it."""
    bearing = [found for found in reading.found.criteria if found.level >= Level.REASONED]
    alone = [found for found in bearing if found.places and found.places <= prepared.signs.aside]
    return len(bearing) >= _LEAST_CRITERIA and 2 * len(alone) > len(bearing)


def is_narrow(reading: Scored) -> bool:
    """Whether one corner of the answer is to show everything: honest evidence is spread over it."""
    breadth = reading.found.breadth
    few = 2 * breadth.passages <= breadth.criteria or breadth.share < _LEAST_SHARE
    return breadth.criteria >= _LEAST_CRITERIA and few


def _allowed(prepared: Prepared, reading: Scored) -> int:
    most = ABOVE_NEAR_THE_TOP if reading.score >= NEAR_THE_TOP else ABOVE
    return min(most, ABOVE_WITH_SIGN) if prepared.signs.aside else most
