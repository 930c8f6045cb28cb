"""What a member reads. A model's sentences are data too: bounded, plain, and silent about the rubric."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from bot.domain.grade import CriterionGrade, RedLineGrade
from bot.domain.scenario import Scenario
from bot.grading.advice import missing as advised_missing
from bot.grading.advice import one_change as advised_change
from bot.grading.rubric import hidden_texts
from bot.grading.tokens import words_of

_RUN = 8
"""Words in a row that nobody shares with a hidden text by chance."""
_LONGEST_MISSING, _LONGEST_CHANGE = 220, 320
_LEAST = 3
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|<[^>]*>|\b(?:https?://|www\.)\S+|\b\S+@\S+\.\w+", re.IGNORECASE)
_MARKUP = re.compile(r"[*_~`|#<>\[\]{}\\@]+")
_ADDRESS = re.compile(r"\S*://\S*|\bwww\.\S+", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Hush:
    """What may not be said before the deadline: the rubric's own words, and the figures it holds."""

    def __init__(self, scenario: Scenario, answer: str) -> None:
        texts = (*hidden_texts(scenario), *(reference.text for _, reference in scenario.answers))
        self._runs = _all_runs(texts)
        self._known = frozenset(_NUMBER.findall(scenario.prompt) + _NUMBER.findall(answer))

    def gives_away(self, words: str) -> bool:
        figures = set(_NUMBER.findall(words)) - self._known
        return bool(figures) or any(run in self._runs for run in _runs(words))


def missing(criterion: CriterionGrade, said: Iterable[str], hush: Hush) -> str:
    """The model's own sentence if it may be shown, else the one that fits every scenario."""
    for words in said:
        shown = plain(words, _LONGEST_MISSING)
        if len(shown.split()) >= _LEAST and not hush.gives_away(shown):
            return shown
    return advised_missing(criterion.level)


def one_change(
    scenario: Scenario,
    criteria: tuple[CriterionGrade, ...],
    red_lines: tuple[RedLineGrade, ...],
    said: str,
    hush: Hush,
) -> str:
    """The one thing to do: about the red line, if one is crossed, in words that were written for it."""
    shown = plain(said, _LONGEST_CHANGE)
    if any(line.tripped for line in red_lines) or len(shown.split()) < _LEAST or hush.gives_away(shown):
        return advised_change(scenario, criteria, red_lines)
    return shown


def plain(words: str, most: int) -> str:
    """One line without links, mentions, markup or what can't be seen, cut at a word."""
    seen = "".join(
        " " if unicodedata.category(char).startswith(("Z", "Cc")) else char
        for char in words
        if unicodedata.category(char) not in {"Cf", "Co", "Cn", "Cs"}
    )
    # Once more without markup: an address may have been written in pieces, around what goes.
    line = " ".join(_ADDRESS.sub("", _MARKUP.sub("", _LINK.sub(r"\1", seen))).split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


@lru_cache(maxsize=64)
def _all_runs(texts: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(run for text in texts for run in _runs(text))


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    stems = [token.stem for token in words_of(text)]
    return (tuple(stems[place : place + _RUN]) for place in range(len(stems) - _RUN + 1))
