"""What is owed to somebody, or to a channel, and on its way."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import (
    AnswerId,
    ChannelId,
    DeliveryId,
    GradeId,
    GroupId,
    InstallationId,
    OwnQuestionId,
    PersonId,
    PostId,
    WeeklyBoardId,
)
from bot.domain.round import RoundId


class DeliveryKind(StrEnum):
    """What is owed to somebody. The text is made from rows when it's sent."""

    DEBRIEF = "debrief"
    TOO_SHORT = "too short"
    UNGRADED = "ungraded"
    PROMISE = "promise"
    """An answer can't be graded now, and is graded later."""
    PROVISIONAL = "provisional"
    """The same, with what the automatic check says meanwhile."""
    OFFER = "offer"
    ASK_FOR_TEXT = "ask for text"
    AFTER_DEBRIEF = "after debrief"
    """To whoever wrote on after their debrief, as if it were read."""
    REMINDER = "reminder"
    CHANNEL_GONE = "channel gone"
    INSTALLATION_LOST = "installation lost"
    REFUSED = "refused"
    """To organisers: the platform doesn't let us do something, and somebody can allow it."""
    MISSED_TIME = "missed time"
    """To whoever may have written while nothing was heard, where it can't be read any more."""
    REVEAL = "reveal"
    WEEKLY_BOARD = "weekly board"
    OWN_DEBRIEF = "own debrief"
    """Of an answer to a question that the member brought."""
    OWN_WAITS = "own question waits"
    """No grader answers; it is tried on."""
    LINKED = "linked"
    """To whoever gave a code away, when it was used."""
    CHANNEL_SHARED = "channel shared"
    """To the organiser whose code gave the group another channel."""
    REVIEWS_WAIT = "reviews wait"
    """To whoever may rule on somebody's answer."""
    ROUND_RULED = "round ruled"
    """To a mock round's member: what a person ruled on their appeal."""
    REVISE_REVEAL = "revise reveal"
    """In place of one that shows somebody who was forgotten since."""
    REVISE_WEEKLY = "revise weekly board"
    REVISE_QUESTION = "revise question"
    """Of a mock round: without its buttons, once its turn is over."""

    REVISE_PACKET = "revise packet"
    """Of a mock round, or of the loop that it belongs to: appealed, or ruled on."""


ABOUT_A_MESSAGE = frozenset({DeliveryKind.OFFER, DeliveryKind.ASK_FOR_TEXT, DeliveryKind.AFTER_DEBRIEF})
"""Said to its author alone, beside it where that can be."""
BEHIND_A_BUTTON = frozenset(
    {
        DeliveryKind.DEBRIEF,
        DeliveryKind.TOO_SHORT,
        DeliveryKind.UNGRADED,
        DeliveryKind.PROMISE,
        DeliveryKind.PROVISIONAL,
    }
)
"""About an answer: *My debrief* shows it to whoever takes no direct messages."""
BESIDE = "beside"
"""In the key of a word about a message that stood in no thread."""

OF_ROUNDS = frozenset({DeliveryKind.REVISE_QUESTION, DeliveryKind.REVISE_PACKET})
"""Stand where the round is played."""
REVISIONS = frozenset({DeliveryKind.REVISE_REVEAL, DeliveryKind.REVISE_WEEKLY, *OF_ROUNDS})
"""The first two's keys name the person: once they are done, nothing in them may tell when that was."""


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
    thread_ref: str | None = None
    """In which that message stands, if in any."""
    weekly_board: WeeklyBoardId | None = None
    own_question: OwnQuestionId | None = None
    installation: InstallationId | None = None
    round: RoundId | None = None
    turn: int | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    id: DeliveryId
    attempt: int
    tried_before: bool
    owed: Owed
    failure: str = ""
    """Why it couldn't be sent when it was last tried, in words."""
