"""What is odd about a text, for a reviewer. A sign alone never moves a level, and holds no grade back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    ORDER = "gives the grader orders"
    ADDRESS = "speaks to the grader"
    APPROVED = "claims to be graded already"
    FORGED = "holds a forged reply, message or border"
    PLEA = "pleads"
    META = "describes an answer instead of giving one"
    ENCODED = "holds encoded text"
    OTHER_LANGUAGE = "changes its language"
    HIDDEN = "holds invisible characters"
    LOOKALIKE = "mixes letters of several scripts in one word"
    RUBRIC = "repeats the scenario's hidden texts"
    LIKE_RUBRIC = "resembles the scenario's hidden texts"
    PROMPT = "repeats the prompt"
    STUFFED = "strings keywords together"
    REPEATED = "says the same again"
    LONG = "goes on beyond what is read"
    SOURCES = "rests on sources that can't be checked"
    GRADING = "uses words of graders"


ADDRESSED = frozenset(
    {
        Sign.ORDER,
        Sign.ADDRESS,
        Sign.APPROVED,
        Sign.FORGED,
        Sign.PLEA,
        Sign.META,
        Sign.ENCODED,
        Sign.OTHER_LANGUAGE,
        Sign.RUBRIC,
    }
)
"""Sentences with one of these are evidence of nothing that the scenario asks."""
DOUBTED = frozenset({Sign.SOURCES, Sign.GRADING})
"""Plain answers hold such sentences as well: they are evidence, and a reading without them is made too."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Each sign with the places of the sentences that gave it; none where it's of the whole text."""

    places: Mapping[Sign, frozenset[int]]

    def __bool__(self) -> bool:
        return bool(self.places)

    @property
    def barred(self) -> frozenset[int]:
        """Sentences that are meant for the grader, or aren't the member's own."""
        return self._of(ADDRESSED)

    @property
    def aside(self) -> frozenset[int]:
        """Sentences without which a second reading is made: the barred ones, and the doubted."""
        return self._of(ADDRESSED | DOUBTED)

    @property
    def odd(self) -> frozenset[int]:
        """All sentences that gave any sign."""
        return frozenset().union(*self.places.values())

    def _of(self, signs: Collection[Sign]) -> frozenset[int]:
        return frozenset().union(*(found for sign, found in self.places.items() if sign in signs))

    @property
    def flags(self) -> tuple[str, ...]:
        """As they are kept with a grade, the most frequent first."""
        ordered = sorted(self.places.items(), key=lambda found: -len(found[1]))
        return tuple(f"{sign} ({len(found)})" if found else str(sign) for sign, found in ordered)
