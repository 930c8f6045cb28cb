"""Answers to one scenario that are about equally long and not equally good: which is the better one?"""

from collections.abc import Callable, Sequence
from itertools import combinations

from bot.domain.grade import Band
from tests.eval.agreement import Statistic, credit, mean_credit
from tests.eval.held_out import Compared

LIKE = 1.25
"""The longer one has at most so many times the words of the shorter."""
LONG_AND_WEAK = "b"
Pair = tuple[int, int]
Seen = Callable[[Compared], float]


def pairs(answers: Sequence[Compared]) -> list[Pair]:
    """Places of two answers each, whose labels make different scores."""
    return [
        (one, other)
        for one, other in combinations(range(len(answers)), 2)
        if answers[one].scenario_id == answers[other].scenario_id
        and _alike(answers[one].words, answers[other].words)
        and answers[one].labelled.score != answers[other].labelled.score
    ]


def without_long_and_weak(answers: Sequence[Compared], among: Sequence[Pair]) -> list[Pair]:
    """The pairs left when the kind goes that was made to be long and weak."""
    return [pair for pair in among if all(answers[place].answer_id != LONG_AND_WEAK for place in pair)]


def both_good(answers: Sequence[Compared], among: Sequence[Pair]) -> list[Pair]:
    """The pairs that are hard to tell apart: both labelled yes or better."""
    return [pair for pair in among if all(answers[p].labelled.band >= Band.YES.rank for p in pair)]


def ordered(answers: Sequence[Compared], among: Sequence[Pair], seen: Seen) -> Statistic:
    """The share of pairs that are seen in the right order; seeing no difference is half right."""
    given = [
        credit(
            answers[one].labelled.score - answers[other].labelled.score,
            seen(answers[one]) - seen(answers[other]),
        )
        for one, other in among
    ]
    return mean_credit(given, among)


def _alike(one: int, other: int) -> bool:
    return max(one, other) <= LIKE * min(one, other)
