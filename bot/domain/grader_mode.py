"""How far the grader is trusted at the moment. Everything steps it down; only a person steps it up."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.grade import GraderKind


class GraderMode(StrEnum):
    NORMAL = "normal"
    SHADOW = "shadow"
    """The model grades beside the automatic check, and only operators see what it says."""
    FREEZE_RATINGS = "freeze_ratings"
    """Members get the model's debrief; what it would move waits for a person."""
    OFFLINE = "offline"
    """The automatic check alone, and nothing moves."""
    OFF = "off"
    """Nobody grades: answers are kept, and wait."""


def moves(mode: GraderMode, kind: GraderKind) -> bool:
    """Whether a grade that is shown now moves points and ratings at once."""
    if mode is GraderMode.SHADOW:
        return kind is not GraderKind.MODEL
    return mode is GraderMode.NORMAL


@dataclass(frozen=True, slots=True)
class GraderState:
    mode: GraderMode = GraderMode.NORMAL
    reason: str = ""
    changed_by: str = ""
    changed_at: datetime | None = None
