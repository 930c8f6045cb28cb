"""What a grader may say of an answer: a grade, or why there is none. Never a zero for a failure."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Level(IntEnum):
    """How far an answer got on one criterion. The same four marks and word everywhere."""

    ABSENT = 0
    NAMED = 1
    REASONED = 2
    STRONG = 3
    SENIOR = 4

    @property
    def word(self) -> str:
        return self.name.lower()

    @property
    def marks(self) -> str:
        return "●" * self + "○" * (4 - self)


class Band(StrEnum):
    """The committee's verdict, lowest first."""

    NO = "no"
    LEAN_NO = "lean no"
    LEAN_YES = "lean yes"
    YES = "yes"
    STRONG_YES = "strong yes"

    @property
    def rank(self) -> int:
        return list(Band).index(self)


class GraderKind(StrEnum):
    MODEL = "model"
    AUTOMATIC = "automatic"
    HUMAN = "human"


class Finding(StrEnum):
    """What a grader knows of one criterion: a check without a model may only be unsure."""

    FOUND = "found"
    UNSURE = "unsure"
    NOT_FOUND = "not found"


class UngradedReason(StrEnum):
    """Why there is no number. Shown to the member, retried where it may help, never averaged."""

    TOO_SHORT = "too short"
    UNSUPPORTED_LANGUAGE = "unsupported language"
    GRADER_UNAVAILABLE = "grader unavailable"
    REFUSED = "refused by the model"
    """By its provider's rules, or by itself: a person reads the answer instead."""
    ASKED_ENOUGH = "asked about too often"
    """It changed each time while it was read: a person reads it instead."""

    @property
    def is_for_a_person(self) -> bool:
        return self in (UngradedReason.REFUSED, UngradedReason.ASKED_ENOUGH)


class ReviewReason(StrEnum):
    """Why a person should look at a grade."""

    APPEAL = "appeal"
    DISAGREEMENT = "two readings disagree"
    RED_LINE = "a red line that two readings don't share"
    SUSPECT = "hard to believe of this text"
    LOW_CONFIDENCE = "the grader is unsure"
    REFUSED = "no model would read it"
    AUDIT = "random audit"


class Met(StrEnum):
    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class CheckGrade:
    """A yes/no question of the rubric, answered."""

    check_id: str
    met: Met


@dataclass(frozen=True, slots=True)
class CriterionGrade:
    criterion_id: str
    level: Level
    finding: Finding
    quotes: tuple[str, ...] = ()
    """The member's own words, verbatim."""
    missing: str = ""
    """What the next level would have needed, in one sentence."""
    confidence: int | None = None
    """Of 100, by the grader's own word: good for ranking, no probability."""
    checks: tuple[CheckGrade, ...] = ()


@dataclass(frozen=True, slots=True)
class RedLineGrade:
    red_line_id: str
    tripped: bool
    ruled_out: bool
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a grade comes from, kept with it for ever."""

    kind: GraderKind
    grader: str
    """Model name, or the checker's name and version."""
    rubric_hash: str
    prompt_hash: str = ""
    usage: tuple[tuple[str, int], ...] = ()
    cost_micros: int = 0
    raw_reply: str = ""
    stood_in: bool = False
    """Another model was heard than the one that is asked first."""

    @property
    def is_kept(self) -> bool:
        """Whether the same text gets this grade again: a model may say another thing, and a check can't."""
        return self.kind is GraderKind.MODEL and not self.stood_in


@dataclass(frozen=True, slots=True)
class Graded:
    band: Band
    score: int
    """0 to 100, from weights and caps, computed in code."""
    criteria: tuple[CriterionGrade, ...]
    red_lines: tuple[RedLineGrade, ...]
    provenance: Provenance
    flags: tuple[str, ...] = ()
    """Signals for a reviewer (pasted prompt, duplicated text …). They never move a level."""
    one_change: str = ""
    follow_up_id: str = ""
    reviews: tuple[ReviewReason, ...] = ()
    """Why a person should look at it."""
    held: bool = False
    """It earns nothing, and stands on no board, before a person has ruled on it."""


@dataclass(frozen=True, slots=True)
class Ungraded:
    reason: UngradedReason
    detail: str
    """One kind sentence for the member."""
    provenance: Provenance


GradeOutcome = Graded | Ungraded
