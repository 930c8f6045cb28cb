"""A member's answer to a post."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.answering import AnswerState
from bot.domain.ids import AnswerId, ChannelId, DeliveryId, GradeId, GroupId, PersonId, PostId
from bot.domain.points import Timeliness


@dataclass(frozen=True, slots=True)
class Answer:
    id: AnswerId
    group: GroupId
    post: PostId
    person: PersonId
    state: AnswerState
    revision: int
    attempt: int
    arrivals: int
    arrived_at: datetime | None
    timeliness: Timeliness | None
    grade_due_at: datetime | None
    gradings: int
    debriefed_at: datetime | None
    debriefed_revision: int | None
    reopened: bool
    """Try again was pressed: messages count once more."""
    tries: int
    """Counts tries from 1: a message belongs to the one in which it came in."""
    tried_again_at: datetime | None
    failures: int
    """Gradings that came to nothing since the last that came to something."""
    asked: bool
    """The member pressed Grade me, so they wait for word even of a text too short."""


class DeliveryKind(StrEnum):
    """What is owed to somebody. The text is made from rows when it's sent."""

    DEBRIEF = "debrief"
    TOO_SHORT = "too short"
    UNGRADED = "ungraded"
    OFFER = "offer"
    ASK_FOR_TEXT = "ask for text"
    REMINDER = "reminder"
    CHANNEL_GONE = "channel gone"
    REVEAL = "reveal"


@dataclass(frozen=True, slots=True)
class Owed:
    """A delivery still to be written down."""

    group: GroupId
    kind: DeliveryKind
    key: str
    due_at: datetime
    person: PersonId | None = None
    post: PostId | None = None
    answer: AnswerId | None = None
    grade: GradeId | None = None
    channel: ChannelId | None = None
    message_ref: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    id: DeliveryId
    attempt: int
    tried_before: bool
    owed: Owed
