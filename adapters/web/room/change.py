"""Several things that change in the room together: written to its file first, then seen, or neither."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol, TypedDict, Unpack

from adapters.web.room.kept import Written
from adapters.web.room.values import INSTALLATION, NAME, Line, Queued, RoomMember, Spot
from bot.domain.cards import Card
from bot.domain.happenings import Happening, Source

CHANNEL, OPEN, CLOSED = "channel", "open", "closed"


class Altered(TypedDict, total=False):
    """What may become different about a line."""

    text: str
    card: Card | None
    edited_at: datetime | None
    counted: bool
    taken_out: bool
    gone: bool


class Standing(Protocol):
    """The room as it stands before the change."""

    @property
    def lines_by_ref(self) -> Mapping[str, Line]: ...


@dataclass(slots=True)
class Change:
    standing: Standing
    now: datetime
    count: int
    token: str
    """Of this opening of the room alone: a ref is never given twice, even if a power cut lost one."""
    lines: dict[str, Line] = field(default_factory=dict)
    members: list[RoomMember] = field(default_factory=list)
    queued: list[Queued] = field(default_factory=list)
    carried: list[int] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    _erases: bool = False

    def put(
        self,
        spot: Spot,
        author: str | None,
        *,
        text: str = "",
        card: Card | None = None,
        key: str | None = None,
        only_for: str | None = None,
    ) -> Line:
        """A new line. An author of None is Debrief."""
        number = self._next()
        line = Line(
            ref=f"{'m' if author else 'd'}{number}-{self.token}",
            spot=spot.itself,
            author=author,
            at=self.now,
            text=text,
            card=card,
            key=key,
            only_for=only_for,
            changed=number,
            born=number,
        )
        self.lines[line.ref] = line
        return line

    def alter(self, ref: str, **to: Unpack[Altered]) -> Line:
        """The line as it is from now on. What it said before is kept nowhere."""
        before = self.lines.get(ref) or self.standing.lines_by_ref[ref]
        after = replace(before, **to, changed=self._next())
        self._erases |= (before.text, before.card) != (after.text, after.card)
        self.lines[ref] = after
        return after

    def queue(self, member: str, spot: Spot, make: Callable[[Source], Happening]) -> Queued:
        """Something that the core shall hear of, under an id of its own."""
        number = self._next()
        happening = make(Source(NAME, INSTALLATION, f"e{number}-{self.token}"))
        queued = Queued(number, member, spot.itself, happening)
        self.queued.append(queued)
        return queued

    def requeue(self, queued: Queued) -> None:
        """The same happening, told otherwise."""
        self.queued.append(queued)
        self._erases = True

    def carry(self, queued: Queued) -> None:
        """It has reached the core, or never will."""
        self._next()
        self.carried.append(queued.number)
        self._erases = True  # a command or a private answer stands nowhere in the room but in the queue

    def join(self, member: RoomMember) -> None:
        self._next()
        self.members.append(member)

    def close_channel(self) -> None:
        self.set(CHANNEL, CLOSED)

    def close_direct(self, member: str, *, closed: bool) -> None:
        self.set(direct_setting(member), CLOSED if closed else OPEN)

    def keep(self, name: str, value: str) -> None:
        """Something that whoever runs the room, or an act, wants to know again."""
        self.set(own_setting(name), value)

    def set(self, name: str, value: str) -> None:
        self._next()
        self.settings[name] = value

    def stir(self) -> None:
        """Nothing that is kept, but something that a page may show."""
        self._next()

    def written(self) -> Written:
        return Written(
            lines=tuple(self.lines.values()),
            members=tuple(self.members),
            queued=tuple(self.queued),
            carried=tuple(self.carried),
            settings=(*self.settings.items(), ("count", str(self.count))),
            erases=self._erases,
        )

    def _next(self) -> int:
        self.count += 1
        return self.count


def direct_setting(member: str) -> str:
    return f"direct {member}"


def own_setting(name: str) -> str:
    return f"own {name}"
