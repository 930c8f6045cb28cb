"""What counts as part of an answer, when it is graded, and how often. One function a rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.happenings import MessagePosted, Opening
from bot.domain.mode import Mode
from bot.domain.text import count_words

SHORTEST_ANSWER = 8
"""In words."""
MOST_GRADINGS = 3
MOST_ASKED = MOST_GRADINGS + 3
"""Gradings begun for one answer, those included that came to nothing: more wait for the deadline."""
MOST_REFUSED = 3
NOTE_PREFIX = "//"
WORTH_OFFERING = 20
"""Shorter messages beside the thread are chat; an offer under each would be noise.

What answers the card, or stands in a sealed thread before the deadline, is no chat: any answer's length does.
"""


class Ruling(StrEnum):
    """What becomes of a message."""

    INCLUDE = "include"
    NOTE = "a note to oneself"
    CONVERSATION = "conversation"
    ASK_FOR_TEXT = "attachment without text"
    OFFER = "offer to take it as the answer"
    AFTER_DEBRIEF = "an answer's worth of words after the debrief"
    """Conversation; but somebody may take it for a new try."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the author stands with the post when the message comes in."""

    mode: Mode
    in_thread: bool
    debriefed_at: datetime | None = None
    reopened: bool = False
    tried_again_at: datetime | None = None
    answered: bool = False
    taken: bool = False
    """The message is part of the answer already, for instance by an accepted offer."""
    addressed: bool = False
    """It is said to the bot, and no more than that."""
    closed: bool = False
    """It was written after the deadline."""


def is_note(text: str) -> bool:
    """A note to oneself, and no part of what one says."""
    return text.lstrip().startswith(NOTE_PREFIX)


def rule_on(message: MessagePosted, standing: Standing) -> Ruling:
    """Whether a message is part of its author's answer. The only place that decides it."""
    if is_note(message.text):
        return Ruling.NOTE
    if message.opening is not Opening.PLAIN or standing.addressed:
        return Ruling.CONVERSATION
    if not standing.taken and (not standing.in_thread or standing.mode is Mode.SEALED):
        return _beside(message, standing)
    if _after_debrief(message, standing):
        return Ruling.AFTER_DEBRIEF if long_enough(message.text) else Ruling.CONVERSATION
    if message.text.strip():
        return Ruling.INCLUDE
    return Ruling.ASK_FOR_TEXT if message.attachments else Ruling.CONVERSATION


def _beside(message: MessagePosted, standing: Standing) -> Ruling:
    meant = message.to_card or (standing.in_thread and not standing.closed)
    if count_words(message.text) < (SHORTEST_ANSWER if meant else WORTH_OFFERING):
        return Ruling.CONVERSATION
    if not standing.answered:
        return Ruling.OFFER
    return Ruling.AFTER_DEBRIEF if _after_debrief(message, standing) else Ruling.CONVERSATION


def _after_debrief(message: MessagePosted, standing: Standing) -> bool:
    # Only what was written after the debrief is talk about it; what was merely delivered late still counts.
    if standing.debriefed_at is None:
        return False
    if standing.reopened and standing.tried_again_at:
        return message.posted_at < standing.tried_again_at
    return message.posted_at > standing.debriefed_at


@dataclass(frozen=True, slots=True)
class Part:
    """One included message."""

    ref: str
    posted_at: datetime
    text: str
    written_at: datetime
    """When its present text was written, small corrections apart."""
    try_number: int = 1
    changed: int = 0
    """How many words corrections have brought in since then."""
    thread_ref: str | None = None
    """In which it stands: the post's own, another from which it was handed in, or none."""


def answer_text(parts: Iterable[Part]) -> str:
    """The answer: its messages in the order in which they were written."""
    ordered = sorted(parts, key=lambda part: (part.posted_at, part.ref))
    return "\n\n".join(part.text.strip() for part in ordered if part.text.strip())


def long_enough(text: str) -> bool:
    return count_words(text) >= SHORTEST_ANSWER


class Asking(StrEnum):
    """Whether a grader that costs money may be asked about an answer once more."""

    NOW = "now"
    AT_DEADLINE = "at the deadline"
    NO_MORE = "no more"
    """A person reads it instead."""


def asking(*, gradings: int, dropped: int, refused: int, closed: bool) -> Asking:
    """`dropped` came too late for a text that had changed; `refused` are texts that no model would read.

    Whoever changes a text again and again can't have it read without end, and loses nothing by it.
    """
    asked = gradings + dropped + refused
    if refused >= MOST_REFUSED or asked > MOST_ASKED:
        return Asking.NO_MORE
    return Asking.NOW if asked < MOST_ASKED or closed else Asking.AT_DEADLINE


def grade_due_at(touched: datetime, quiet: timedelta, closes: datetime, *, gradable: bool) -> datetime | None:
    """After quiet minutes or at the deadline. Too short a text waits for more until the deadline."""
    if gradable:
        return min(touched + quiet, closes) if touched < closes else touched + quiet
    return closes if touched < closes else touched + quiet


class GradeRequest(StrEnum):
    """What a press on Grade me comes to."""

    START = "start"
    NOTHING_YET = "nothing yet"
    TOO_SHORT = "too short"
    UNCHANGED = "unchanged"
    USED_UP = "used up"


def on_grade_request(
    *, text: str, revision: int, debriefed_revision: int | None, gradings: int
) -> GradeRequest:
    if not text:
        return GradeRequest.NOTHING_YET
    if debriefed_revision == revision:
        return GradeRequest.UNCHANGED
    if gradings >= MOST_GRADINGS:
        return GradeRequest.USED_UP
    return GradeRequest.START if long_enough(text) else GradeRequest.TOO_SHORT
