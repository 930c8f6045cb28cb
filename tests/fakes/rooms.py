"""A study room in memory, with a desk whose core says what a test wants."""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from adapters.web.room.acts import Acts
from adapters.web.room.desk import Desk
from adapters.web.room.kept import kept_at, kept_in_memory
from adapters.web.room.platform import RoomPlatform
from adapters.web.room.room import Room
from adapters.web.room.values import RoomMember, Spot
from bot.domain.cards import Card
from bot.domain.happenings import Happening
from bot.testing import FakeClock

YOU = RoomMember("you", "You")
ANA = RoomMember("ana", "Ana (sample)", sample=True)
BEN = RoomMember("ben", "Ben (sample)", sample=True)


@dataclass(slots=True)
class Seconds:
    """Passes when it's told to."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass(slots=True)
class PlayedRoom:
    room: Room
    clock: FakeClock
    elapsed: Seconds = field(default_factory=Seconds)
    heard: list[Happening] = field(default_factory=list)
    """What reached the core, in order, as often as it did."""
    answers: deque[Card | Exception | None] = field(default_factory=deque)
    """What the core says or raises next; nothing when there is no more."""
    away: bool = False
    """The core's database is."""
    desk: Desk = field(init=False)
    acts: Acts = field(init=False)
    platform: RoomPlatform = field(init=False)

    def __post_init__(self) -> None:
        for member in (YOU, ANA, BEN):
            self.room.join(member)
        self.desk = Desk(self.room, self._take, self._reaches, self.elapsed)
        self.acts = Acts(self.room, self.desk)
        self.platform = RoomPlatform(self.room)

    @property
    def root(self) -> Spot:
        return Spot(self.room.channel)

    async def _take(self, happening: Happening) -> Card | None:
        await self._reaches()
        await asyncio.sleep(0)  # as every database does, it lets others go on meanwhile
        self.heard.append(happening)
        answer = self.answers.popleft() if self.answers else None
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def _reaches(self) -> None:
        if self.away:
            raise ConnectionRefusedError("no server there")


@contextmanager
def played_room(path: Path | None = None) -> Iterator[PlayedRoom]:
    clock = FakeClock()
    with kept_in_memory() if path is None else kept_at(path) as kept:
        yield PlayedRoom(Room(kept, clock), clock)
