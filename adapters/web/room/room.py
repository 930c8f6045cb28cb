"""The room as it stands: its members and lines in memory, every change in its file before it's seen."""

import asyncio
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Unpack

from adapters.web.room.change import CHANNEL, CLOSED, Altered, Change, direct_setting, own_setting
from adapters.web.room.kept import Kept
from adapters.web.room.values import Line, Queued, RoomMember, Spot
from bot.domain.cards import Card
from bot.ports import Clock

NAME_OF_CHANNEL = "daily-practice"


class Room:
    def __init__(self, kept: Kept, clock: Clock) -> None:
        self.clock = clock
        self.channel = NAME_OF_CHANNEL
        self._kept = kept
        self._settings = kept.settings()
        self._members = {member.ref: member for member in kept.members()}
        self._queue = {queued.number: queued for queued in kept.queue()}
        self._lines: dict[str, Line] = {}
        self._by_change: dict[str, Line] = {}
        self._at: dict[Spot, list[str]] = {}
        self._keyed: dict[tuple[Spot, str | None, str], str] = {}
        self._token = secrets.token_hex(3)
        self._stirred = asyncio.Event()
        self.count = int(self._settings.get("count", "0"))
        lines = kept.lines()
        for line in lines:
            self._stand(line)
        self._by_change = {line.ref: line for line in sorted(lines, key=lambda line: line.changed)}

    @property
    def members(self) -> Mapping[str, RoomMember]:
        """In order of joining."""
        return self._members

    @property
    def lines_by_ref(self) -> Mapping[str, Line]:
        """Everybody's, and what is gone: for the platform and the acts. A page asks for a viewer's lines."""
        return self._lines

    @property
    def queue(self) -> tuple[Queued, ...]:
        """What has not reached the core yet, in order."""
        return tuple(self._queue.values())

    @property
    def is_closed(self) -> bool:
        """The channel is: nothing can be posted there any more."""
        return self._settings.get(CHANNEL) == CLOSED

    @property
    def closed_to(self) -> frozenset[str]:
        """Members who take no direct messages."""
        settings = self._settings
        return frozenset(ref for ref in self._members if settings.get(direct_setting(ref)) == CLOSED)

    def setting(self, name: str) -> str | None:
        """Something that whoever runs the room keeps in it."""
        return self._settings.get(own_setting(name))

    def keep_setting(self, name: str, value: str) -> None:
        with self.change() as change:
            change.keep(name, value)

    def join(self, member: RoomMember) -> None:
        """Let somebody in; nothing when they are in already as they are."""
        if self._members.get(member.ref) != member:
            with self.change() as change:
                change.join(member)

    def member(self, ref: str) -> RoomMember | None:
        return self._members.get(ref)

    def lines(self, spot: Spot, viewer: str) -> tuple[Line, ...]:
        """What the viewer may see there, in order."""
        standing = (self._lines[ref] for ref in self._at.get(spot.itself, ()))
        return tuple(line for line in standing if not line.gone and line.is_seen_by(viewer))

    def replies(self, thread_ref: str, viewer: str) -> tuple[Line, ...]:
        return self.lines(Spot(self.channel, thread_ref), viewer)

    def line(self, ref: str, viewer: str) -> Line | None:
        """None when it's gone, or isn't theirs to see."""
        found = self._lines.get(ref)
        return found if found and not found.gone and found.is_seen_by(viewer) else None

    def changed_since(self, count: int, viewer: str) -> tuple[Line, ...]:
        """The viewer's lines of any place that changed after `count`, in that order; gone ones are empty.

        A count that this room never had gives all: whoever names it has seen another room.
        """
        since = count if count <= self.count else 0
        found: list[Line] = []
        for line in reversed(self._by_change.values()):
            if line.changed <= since:
                break
            if line.is_seen_by(viewer):
                found.append(line)
        return tuple(reversed(found))

    async def changed_after(self, count: int) -> int:
        """Wait until there is something newer than `count`."""
        while self.count <= count:
            await self._stirred.wait()
        return self.count

    async def changed_or(self, stop: asyncio.Event, count: int, seconds: float) -> None:
        """Wait until there is something newer than `count`, or `stop` is set, or so much time went by."""
        waits = {asyncio.create_task(stop.wait()), asyncio.create_task(self.changed_after(count))}
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()

    def keyed(self, spot: Spot, only_for: str | None, key: str) -> Line | None:
        """Debrief's own card of this name at this place."""
        ref = self._keyed.get((spot.itself, only_for, key))
        return self._lines[ref] if ref else None

    @contextmanager
    def change(self) -> Iterator[Change]:
        """Raises RetryLater when the file can't be written; then nothing has changed."""
        change = Change(self, self.clock.now(), self.count, self._token)
        yield change
        self._kept.write(change.written())
        self._take_over(change)

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
        """A new line and nothing else."""
        with self.change() as change:
            return change.put(spot, author, text=text, card=card, key=key, only_for=only_for)

    def alter(self, ref: str, **to: Unpack[Altered]) -> Line:
        with self.change() as change:
            return change.alter(ref, **to)

    def close(self) -> None:
        """Nothing can be posted in the channel from now on."""
        with self.change() as change:
            change.close_channel()

    def close_direct(self, member: str, *, closed: bool = True) -> None:
        """Whether the member takes direct messages."""
        with self.change() as change:
            change.close_direct(member, closed=closed)

    def stir(self) -> None:
        """Wake whoever waits for a change: something is different that the room doesn't keep."""
        with self.change() as change:
            change.stir()

    def _take_over(self, change: Change) -> None:
        self._members |= {member.ref: member for member in change.members}
        self._settings |= change.settings
        self._queue |= {queued.number: queued for queued in change.queued}
        for number in change.carried:
            self._queue.pop(number, None)
        for line in sorted(change.lines.values(), key=lambda line: line.changed):
            self._stand(line)
        self.count = change.count
        self._wake()

    def _stand(self, line: Line) -> None:
        if line.ref not in self._lines:
            self._at.setdefault(line.spot, []).append(line.ref)
        self._lines[line.ref] = line
        self._by_change.pop(line.ref, None)
        self._by_change[line.ref] = line
        if line.key is not None:
            self._keyed[line.spot, line.only_for, line.key] = line.ref

    def _wake(self) -> None:
        self._stirred.set()
        self._stirred = asyncio.Event()
