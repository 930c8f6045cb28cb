"""Answers to one scenario that are about equally long and not equally good: which is the better one?"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from bot.evaluation.agreement import Statistic, credit, mean_credit

LIKE = 1.25
"""The longer one has at most so many times the words of the shorter."""
Pair = tuple[int, int]


def pairs(scenarios: Sequence[str], words: Sequence[int], labels: Sequence[float]) -> list[Pair]:
    """Places of two answers each, whose labels differ."""
    return list(_pairs(scenarios, words, labels))


def ordered(labels: Sequence[float], seen: Sequence[float], among: Sequence[Pair]) -> Statistic:
    """The share of pairs that are seen in the right order; seeing no difference is half right."""
    given = [credit(labels[one] - labels[other], seen[one] - seen[other]) for one, other in among]
    return mean_credit(given, among)


def middle_half(words: Sequence[int]) -> list[int]:
    """The places of answers that are neither in the shortest quarter nor in the longest."""
    by_length = sorted(range(len(words)), key=lambda place: (words[place], place))
    cut = len(words) // 4
    return sorted(by_length[cut : len(words) - cut])


def _pairs(scenarios: Sequence[str], words: Sequence[int], labels: Sequence[float]) -> Iterator[Pair]:
    for one, other in combinations(range(len(labels)), 2):
        shorter, longer = sorted((words[one], words[other]))
        if scenarios[one] == scenarios[other] and longer <= LIKE * shorter and labels[one] != labels[other]:
            yield one, other
