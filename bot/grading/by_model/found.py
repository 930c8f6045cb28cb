"""What one reading is believed to have found."""

from dataclasses import dataclass

from bot.domain.grade import CheckGrade, Level, Met


@dataclass(frozen=True, slots=True)
class CriterionFound:
    """What one reading is believed to have found on a criterion."""

    criterion_id: str
    level: Level
    claimed: Level
    quotes: tuple[str, ...]
    missing: str
    checks: tuple[CheckGrade, ...]
    confidence: int
    places: frozenset[int] = frozenset()
    """Of the sentences that the quotes are from."""

    @property
    def unsupported(self) -> bool:
        """Something was claimed, and not a word of the answer bears it out."""
        return self.claimed > Level.ABSENT and not self.quotes


@dataclass(frozen=True, slots=True)
class RedLineFound:
    red_line_id: str
    crossed: Met
    quote: str


@dataclass(frozen=True, slots=True)
class Breadth:
    """How much of an answer bears the better part of a grade."""

    criteria: int
    """Those at reasoned or above."""
    passages: int
    share: float
    """Of the answer's words, from the first passage to the last."""


@dataclass(frozen=True, slots=True)
class Found:
    """One reading, after every claim in it was held against the answer."""

    criteria: tuple[CriterionFound, ...]
    red_lines: tuple[RedLineFound, ...]
    one_change: str
    offered: int
    """Quotes that were given as evidence."""
    verified: int
    """Those of them that stand in the answer."""
    breadth: Breadth

    @property
    def made_up(self) -> bool:
        """Whether most of what it claims stands on nothing that the member wrote."""
        claims = [found for found in self.criteria if found.claimed > Level.ABSENT]
        return 2 * sum(found.unsupported for found in claims) > len(claims)
