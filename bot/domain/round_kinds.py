"""The kinds of mock round: who asks, what each turn is for, and how long it may take."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    CASE = "case"
    DESIGN = "design"
    ESTIMATION = "estimation"
    TEARDOWN = "teardown"
    MODEL_CARD = "model-card"
    BEHAVIOURAL = "behavioural"
    SCREEN = "screen"
    PANEL = "panel"
    RAPID_FIRE = "rapid-fire"
    VALUES = "values"
    BAR_RAISER = "bar-raiser"


class Move(StrEnum):
    """What a turn is for."""

    OPENING = "the scenario itself"
    PROBE = "the weakest criterion so far"
    TWIST = "the change of ground that dismantles a good answer"
    VOICE = "the next role of the panel, in its own terms"
    CLAIM = "something claimed in an earlier round of the loop; a probe where nothing was"


@dataclass(frozen=True, slots=True)
class Format:
    """How a kind of round runs."""

    kind: Kind
    title: str
    says: str
    """What it's for, for whoever chooses one."""
    moves: tuple[Move, ...]
    """One for each counted turn, the opening first. An answer to a clarifying question counts as none."""
    time: timedelta
    """Of talking: the turn in which it runs out is the last."""
    systems: frozenset[int] = frozenset()
    """The rows of the table of systems whose daily scenarios it asks; empty: any."""
    own: bool = False
    """Asks scenarios that were written for this kind of round, and are never posted daily."""

    @property
    def turns(self) -> int:
        return len(self.moves)


_O, _P, _T, _V, _C = Move.OPENING, Move.PROBE, Move.TWIST, Move.VOICE, Move.CLAIM


def _minutes(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)


_FORMATS = (
    Format(Kind.CASE, "Case", "one scenario, then what you left open", (_O, _P, _P), _minutes(60)),
    Format(
        Kind.DESIGN,
        "Design, then dismantle",
        "build it, then watch the ground move: the second half weighs as much as the first",
        (_O, _P, _T, _P, _P),
        _minutes(60),
        frozenset({1, 3, 4, 5, 8, 17, 18, 19, 20}),
    ),
    Format(
        Kind.ESTIMATION,
        "Metrics and estimation",
        "numbers that lead to a decision",
        (_O, _P, _T, _P),
        _minutes(45),
        frozenset({2, 6, 9, 10, 11, 15, 22}),
    ),
    Format(
        Kind.TEARDOWN,
        "Teardown",
        "what should be switched off, and what would change your mind",
        (_O, _P, _T, _P),
        _minutes(45),
        frozenset({12, 14, 24, 26}),
    ),
    Format(
        Kind.MODEL_CARD,
        "Model-card review",
        "read the sheet, find what it hides, say what that blocks",
        (_O, _P, _P, _T),
        _minutes(45),
        frozenset({13}),
    ),
    Format(
        Kind.BEHAVIOURAL,
        "Behavioural",
        "a story of your own: the risk, the limit that you set, what it prevented",
        (_O, _P, _P, _C, _P),
        _minutes(45),
        own=True,
    ),
    Format(
        Kind.SCREEN,
        "Recruiter screen",
        "your record in numbers: what, from which baseline, for how long",
        (_O, _P, _P, _P),
        _minutes(30),
        own=True,
    ),
    Format(
        Kind.PANEL,
        "Cross-functional panel",
        "engineering, research and legal, each in their own terms",
        (_O, _V, _V, _V, _C),
        _minutes(60),
        own=True,
    ),
    Format(
        Kind.RAPID_FIRE,
        "Rapid fire",
        "short questions, short answers",
        (_O, _P, _P, _P, _P, _P),
        _minutes(20),
        own=True,
    ),
    Format(
        Kind.VALUES,
        "Values",
        "what you would slow, limit or not ship, under pressure",
        (_O, _P, _T, _C),
        _minutes(45),
        own=True,
    ),
    Format(
        Kind.BAR_RAISER,
        "Bar raiser",
        "a decision that splits a committee, pressed once more",
        (_O, _C, _P, _T),
        _minutes(45),
        own=True,
    ),
)

FORMATS: Mapping[Kind, Format] = MappingProxyType({it.kind: it for it in _FORMATS})
