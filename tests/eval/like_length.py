"""Answers to one scenario that are about equally long and not equally good: which is the better one?"""

from collections.abc import Callable, Sequence

from bot.domain.grade import Band
from bot.evaluation import like_length
from bot.evaluation.agreement import Statistic
from bot.evaluation.like_length import Pair
from tests.eval.held_out import Compared

LONG_AND_WEAK = "b"
Seen = Callable[[Compared], float]


def pairs(answers: Sequence[Compared]) -> list[Pair]:
    """Places of two answers each, whose labels make different scores."""
    return like_length.pairs(
        [a.scenario_id for a in answers], [a.words for a in answers], [a.labelled.score for a in answers]
    )


def without_long_and_weak(answers: Sequence[Compared], among: Sequence[Pair]) -> list[Pair]:
    """The pairs left when the kind goes that was made to be long and weak."""
    return [pair for pair in among if all(answers[place].answer_id != LONG_AND_WEAK for place in pair)]


def both_good(answers: Sequence[Compared], among: Sequence[Pair]) -> list[Pair]:
    """The pairs that are hard to tell apart: both labelled yes or better."""
    return [pair for pair in among if all(answers[p].labelled.band >= Band.YES.rank for p in pair)]


def ordered(answers: Sequence[Compared], among: Sequence[Pair], seen: Seen) -> Statistic:
    """The share of pairs that are seen in the right order; seeing no difference is half right."""
    return like_length.ordered([a.labelled.score for a in answers], [seen(a) for a in answers], among)
