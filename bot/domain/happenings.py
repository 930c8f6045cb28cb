"""What reaches the core from a chat, in the core's own words. Adapters build these.

Texts travel here, but only what is part of an answer is ever stored; an event's row holds ids alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Account:
    """One account on one platform. `scope` is the workspace where accounts are per workspace, else empty."""

    platform: str
    scope: str
    ref: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an event came from. `event_ref` is the platform's own id: the same twice is one event."""

    platform: str
    installation_ref: str
    event_ref: str
    direct: bool = False
    """Done in a conversation that belongs to no installation: what it's about says which one is meant."""


@dataclass(frozen=True, slots=True)
class MessageAt:
    channel_ref: str
    message_ref: str
    thread_ref: str | None = None
    direct: bool = False
    """In a private conversation with the bot."""


class Opening(StrEnum):
    """How a message begins, as far as the rules care."""

    PLAIN = "plain"
    MENTIONS_ANOTHER = "mentions another member"
    QUOTES = "quotes"


@dataclass(frozen=True, slots=True)
class MessagePosted:
    source: Source
    at: MessageAt
    author: Account
    text: str
    posted_at: datetime
    opening: Opening = Opening.PLAIN
    attachments: int = 0
    edited_at: datetime | None = None
    """Set when the platform tells of the message by an edit."""
    to_card: bool = False
    """A reply to the card of a scenario."""

    @property
    def version(self) -> datetime:
        return self.edited_at or self.posted_at


@dataclass(frozen=True, slots=True)
class MessageDeleted:
    source: Source
    at: MessageAt
    deleted_at: datetime


@dataclass(frozen=True, slots=True)
class MessageTaken:
    """Its author takes a message out of the answer, or puts it back."""

    source: Source
    at: MessageAt
    author: Account
    out: bool


class Action(StrEnum):
    """What a button does. The wire form is `action:subject`."""

    ANSWER_PRIVATELY = "answer"
    GRADE_ME = "grade"
    HINT = "hint"
    SKIP_TODAY = "skip"
    MY_DEBRIEF = "debrief"
    TRY_AGAIN = "again"
    USE_AS_ANSWER = "use"
    HIDE_ANSWER = "hide"
    END_TURN = "done"
    STOP_ROUND = "stop"
    NEXT_ROUND = "next"
    """Of a company loop."""
    END_LOOP = "endloop"
    APPEAL = "appeal"
    APPEAL_ROUND = "appealround"
    REVIEW = "review"
    REVIEW_IN_GROUP = "reviewin"
    """The next case of a group, where no post names it."""
    OPEN_ROUND = "openround"
    """A case whose rubric its reader hasn't met, all the same."""
    RULE = "rule"
    RULE_ON_ROUND = "ruleround"
    ASK = "ask"
    STORY = "story"
    """A form for a story of one's own, or a look at one."""
    DROP_STORY = "dropstory"
    SET_UP = "setup"
    LINK = "link"
    STANDING = "standing"
    """Where the presser stands, with what they can do next."""
    MOCK = "mock"
    BOARD = "board"
    STREAK = "streak"


@dataclass(frozen=True, slots=True)
class ButtonPressed:
    source: Source
    account: Account
    action: Action
    subject: str
    """What the button stood on: a post's id; for USE_AS_ANSWER `post/channel/message`."""
    pressed_at: datetime


@dataclass(frozen=True, slots=True)
class FormSent:
    """A private answer, typed into a form."""

    source: Source
    account: Account
    post: str
    text: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class FieldsSent:
    """A form of several fields, filled in. Choices come back as their values; any of it may be forged."""

    source: Source
    account: Account
    action: Action
    subject: str
    values: Mapping[str, str]
    sent_at: datetime
    channel_ref: str | None = None
    """In which it was sent; empty in a direct conversation, None where the platform doesn't say."""


class Command(StrEnum):
    """The two slash commands. Platforms can hide the second from whoever may not use it."""

    MEMBER = "debrief"
    ORGANISER = "debrief-admin"


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that came with a command. It is fetched once whoever gave it is known to be allowed to."""

    name: str
    size: int
    """In bytes, as the platform says."""
    where: str
    """As the platform calls the place where it lies."""


@dataclass(frozen=True, slots=True)
class CommandGiven:
    """A slash command. What comes back is shown to whoever typed it, and to nobody else."""

    source: Source
    account: Account
    command: Command
    text: str
    """What stands behind the command, as it was typed."""
    given_at: datetime
    channel_ref: str | None = None
    """None in a direct conversation with the bot."""
    in_message: bool = False
    """Said to the bot in a message: where that is, a slash command may not work."""
    manages: bool = False
    """The platform says that whoever gave it may manage the whole installation."""
    files: tuple[GivenFile, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberLeft:
    """An account left a channel, or the whole installation when no channel is named."""

    source: Source
    account: Account
    left_at: datetime
    channel_ref: str | None = None


@dataclass(frozen=True, slots=True)
class ChannelClosed:
    """The channel was deleted, or the bot was removed from it."""

    source: Source
    channel_ref: str
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class InstallationLost:
    """The app was removed from a workspace or guild, or may not speak there any more."""

    source: Source
    reason: str
    """A sentence for organisers."""
    lost_at: datetime


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """Somebody looks at the bot's own page on their platform. What comes back is shown there."""

    source: Source
    account: Account
    opened_at: datetime


Happening = (
    MessagePosted
    | MessageDeleted
    | MessageTaken
    | ButtonPressed
    | FormSent
    | FieldsSent
    | CommandGiven
    | MemberLeft
    | ChannelClosed
    | InstallationLost
    | HomeOpened
)
