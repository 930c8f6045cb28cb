"""Themed weeks: a week of scenarios that practise one idea from several sides."""

from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

DAYS = 7


@dataclass(frozen=True, slots=True)
class Theme:
    word: str
    title: str
    says: str
    systems: frozenset[int]
    """By their numbers in `bot/domain/systems.py`."""


@dataclass(frozen=True, slots=True)
class ThemedWeek:
    theme: Theme
    first: date
    last: date

    @classmethod
    def beginning(cls, theme: Theme, first: date) -> "ThemedWeek":
        return cls(theme, first, first + timedelta(days=DAYS - 1))

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


_ALL = (
    Theme(
        "containment",
        "Containment week",
        "something is going wrong now: stop the harm, keep what works, then look for the cause",
        frozenset({6, 7, 14, 16, 26}),
    ),
    Theme(
        "measuring",
        "Measuring week",
        "what the figures show, what they hide, and how you would know before launch",
        frozenset({9, 13, 15, 21, 24}),
    ),
    Theme(
        "people",
        "Whose-loss week",
        "who pays when it is wrong, what they are told, and what they can do about it",
        frozenset({4, 11, 12, 23, 24, 25}),
    ),
    Theme(
        "design",
        "Design week",
        "shape a feature so that it can be wrong without doing harm, then break it",
        frozenset({1, 3, 4, 5, 8, 18, 19, 27}),
    ),
    Theme(
        "confidence",
        "Confidence week",
        "when to answer, when to ask, when to hand over, and when to say nothing",
        frozenset({3, 16, 17, 20, 22}),
    ),
    Theme(
        "worth",
        "Worth-it week",
        "what it costs, how much of it there is, and whether it should be built at all",
        frozenset({2, 5, 6, 10, 12, 32, 33, 39}),
    ),
)
THEMES = MappingProxyType({theme.word: theme for theme in _ALL})
"""By the word that an organiser types."""
