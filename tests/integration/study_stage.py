"""The sample group in its room, on a real database; only the machine's clock is made up."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import OperationalError

from adapters.cli.demo_chat import study_of
from adapters.main import Chat, House, Parts
from adapters.main import house as wired
from adapters.web.room.platform import RoomPlatform
from adapters.web.room.values import Line, Spot, direct
from adapters.web.study.caretaker import Caretaker
from adapters.web.study.opening import LeftRoom, opened_where_left
from adapters.web.study.samples import posts
from adapters.web.study.study import Study
from bot.domain.cards import Card
from bot.library.library import Library
from bot.testing import FakeClock

SATURDAY = datetime(2026, 3, 7, 12, tzinfo=UTC)
ZONE = "Europe/Berlin"


@dataclass(frozen=True, slots=True)
class StudyStage:
    left: LeftRoom
    house: House
    study: Study
    machine: FakeClock

    async def cared_for(self) -> None:
        """As the caretaker does every second."""
        async with self.study.keeping.turn:
            await self.study.keeping.catch_up()
            await self.study.look()

    async def later(self, **by: float) -> None:
        self.machine.instant += timedelta(**by)
        await self.cared_for()

    @property
    def here(self) -> str:
        """The room's time, as its members tell it."""
        return f"{self.left.clock.now().astimezone(self.study.zone):%a %H:%M:%S}"

    def thread(self, place: int = -1) -> str:
        return posts(self.left.room)[place].thread

    def written(self, place: int = -1) -> list[tuple[str, Line]]:
        """What members wrote in a scenario's thread, in order."""
        lines = self.left.room.lines(Spot(self.left.room.channel, self.thread(place)), "nobody")
        return [(line.author, line) for line in lines if line.author]

    def authors(self, place: int = -1) -> list[str]:
        return [author for author, _ in self.written(place)]

    def told(self, member: str) -> list[Card]:
        """What stands in a member's direct messages."""
        lines = self.left.room.lines(direct(member), member)
        return [line.card for line in lines if line.card]

    def in_channel(self) -> list[Card]:
        room = self.left.room
        return [line.card for line in room.lines(Spot(room.channel), "nobody") if line.card]

    async def types(self, member: str, text: str) -> Card | None:
        return await self.study.keeping.samples.acts.say(member, Spot(self.left.room.channel), text)


@contextmanager
def database_away(stage: StudyStage) -> Iterator[asyncio.Queue[None]]:
    """What the study asks of the core fails, and the core's database doesn't answer; gives what was asked."""
    keeping, asked = stage.study.keeping, asyncio.Queue[None]()
    settle, reaches = keeping.settle, keeping.desk.reaches

    async def gone() -> None:
        asked.put_nowait(None)
        raise OperationalError("select", {}, Exception("gone"))

    keeping.settle = keeping.desk.reaches = gone
    try:
        yield asked
    finally:
        keeping.settle, keeping.desk.reaches = settle, reaches


@asynccontextmanager
async def study_stage(
    home: Path, database_url: str, library: Library, machine: FakeClock
) -> AsyncIterator[StudyStage]:
    """The room as it was left there, or an empty one."""
    with opened_where_left(home, machine.now) as left:
        parts = Parts((Chat(RoomPlatform(left.room)),), left.clock, library=library)
        async with wired(database_url, parts) as built:
            study = study_of(left, built, "Read by the automatic check.", ZONE)
            yield StudyStage(left, built, study, machine)


async def begun(stage: StudyStage) -> None:
    """The caretaker prepares the first day, lets the newcomer in, and is told to stop at once."""
    stop = asyncio.Event()
    await Caretaker(stage.study, come_in=stop.set, see_off=lambda: None)(stop)
    stage.study.leaving = False
