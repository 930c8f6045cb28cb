"""What is in the room: members, places and lines."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cards import Card

NAME = "web"
INSTALLATION = "study-room"


@dataclass(frozen=True, slots=True)
class RoomMember:
    ref: str
    name: str
    sample: bool = False
    """Plays by itself, and says so."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a line stands: a channel's root, a thread of it, or one member's conversation with Debrief."""

    channel: str
    thread: str | None = None
    direct_with: str | None = None
    """The member whose private conversation it is; nobody else sees it."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that stands in the room: what a member wrote, or a card of Debrief's."""

    ref: str
    spot: Spot
    author: str | None
    """A member's ref; None is Debrief."""
    at: datetime
    text: str = ""
    card: Card | None = None
    key: str | None = None
    """Debrief's own name for a card, by which it's found again."""
    only_for: str | None = None
    """A whisper: only this member sees it."""
    edited_at: datetime | None = None
    counted: bool = False
    """Carries Debrief's mark: part of an answer."""
    gone: bool = False
    """Deleted by its author, or dismissed. Its text is gone with it."""
    changed: int = 0
    """The room's count when it last changed; a page asks for what changed since the count it knows."""
    born: int = 0
    """The room's count when it came."""
