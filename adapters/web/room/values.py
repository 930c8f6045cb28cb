"""What is in the room: members, places and lines."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from bot.domain.cards import Card
from bot.domain.happenings import Account, Happening

NAME = "web"
INSTALLATION = "study-room"
_SAMPLE = " (sample)"


@dataclass(frozen=True, slots=True)
class RoomMember:
    ref: str
    name: str
    sample: bool = False
    """Plays by itself, and says so."""

    @classmethod
    def playing(cls, ref: str, name: str) -> Self:
        """A sample, whose name tells so wherever it's read."""
        return cls(ref, name + _SAMPLE, sample=True)

    @property
    def called(self) -> str:
        """The name alone, for where it is said beside it that this is a sample."""
        return self.name.removesuffix(_SAMPLE) if self.sample else self.name

    @property
    def account(self) -> Account:
        """As the core knows them."""
        return Account(NAME, "", self.ref, self.name)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a line stands: a channel's root, a thread of it, or one member's conversation with Debrief."""

    channel: str
    thread: str | None = None
    direct_with: str | None = None
    """The member whose private conversation it is; nobody else sees it."""

    @property
    def itself(self) -> "Spot":
        """A private conversation has one place, whatever channel it was asked for under."""
        return self if self.direct_with is None else direct(self.direct_with)


def direct(member: str) -> Spot:
    """A member's private conversation with Debrief."""
    return Spot(f"direct-{member}", direct_with=member)


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
    taken_out: bool = False
    """Its author took it out of their answer, and may put it back."""
    gone: bool = False
    """Deleted by its author, or dismissed. Its text is gone with it."""
    changed: int = 0
    """The room's count when it last changed; a page asks for what changed since the count it knows."""
    born: int = 0
    """The room's count when it came."""

    def is_seen_by(self, viewer: str) -> bool:
        """The only place that decides who sees what."""
        return self.spot.direct_with in {None, viewer} and self.only_for in {None, viewer}


@dataclass(frozen=True, slots=True)
class Queued:
    """A happening on its way to the core."""

    number: int
    member: str
    """Who caused it, and is told what came of it."""
    spot: Spot
    """Where they are told."""
    happening: Happening
