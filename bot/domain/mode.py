"""Who sees an answer, and when."""

from enum import StrEnum


class Mode(StrEnum):
    OPEN = "open"
    SEALED = "sealed"


class Privacy(StrEnum):
    """Who sees an answer, and when. The card says it in these words."""

    OPEN = "Answers in the thread are seen by everyone in this channel, at once."
    SEALED = "Answers are private until the deadline; then everyone in this channel sees them."
    LATE = "The deadline is over, so this comes late. Nobody else sees what you write in this form."
    """What comes in then is in no reveal."""
