"""The room's process is killed outright: nothing that was shown as said is lost, nothing is done twice."""

import asyncio
import json
import random
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.main import Chat, House, Parts, house
from adapters.web.room.acts import Acts
from adapters.web.room.desk import Desk
from adapters.web.room.kept import kept_at
from adapters.web.room.platform import RoomPlatform
from adapters.web.room.room import Room
from adapters.web.room.values import INSTALLATION, NAME, Line, RoomMember, Spot, direct
from bot.domain.answering import answer_text
from bot.domain.cards import DebriefCard, Note, QuestionCard, ScenarioCard
from bot.library.library import Library
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock
from tests.fakes.room_process import AFTER, BEFORE, MEMBER, NEVER, Orders

FIRST = "I would stop automatic refusals within the hour and call the claimants back."
SECOND = "Then I would read a hundred refused claims by hand, and tell the board."
KILLS = 6

pytestmark = pytest.mark.crash


@dataclass(slots=True)
class Visit:
    """The room with everything wired, until it's left."""

    room: Room
    built: House
    desk: Desk

    @property
    def thread(self) -> Line:
        lines = self.room.lines(Spot(self.room.channel), MEMBER)
        return next(line for line in lines if isinstance(line.card, ScenarioCard))

    @property
    def post(self) -> str:
        assert isinstance(self.thread.card, ScenarioCard)
        return self.thread.card.buttons[0].subject

    def said(self) -> list[str]:
        return [line.text for line in self.room.replies(self.thread.ref, MEMBER) if line.author == MEMBER]

    async def kept(self) -> str:
        """The answer as the core has it."""
        async with self.built.core.store.work() as work:
            person = await work.people.known(self.room.members[MEMBER].account)
            channel = await work.groups.channel_at(NAME, INSTALLATION, self.room.channel)
            post = await work.posts.latest_open(channel.group) if channel else None
            answer = await work.answers.of(post.group, post.id, person) if post and person else None
            return answer_text(await work.messages.parts(answer.group, answer.id)) if answer else ""

    async def begun(self) -> int:
        """How many rounds the member began."""
        async with self.built.core.store.work() as work:
            person = await work.people.known(self.room.members[MEMBER].account)
            since = self.room.clock.now() - timedelta(days=1)
            return len(await work.rounds.begun(person, since)) if person else 0

    def told(self, kind: type[object]) -> int:
        """How many cards of a kind stand in the member's conversation with Debrief."""
        return sum(isinstance(line.card, kind) for line in self.room.lines(direct(MEMBER), MEMBER))


@dataclass(frozen=True, slots=True)
class Place:
    url: str
    path: Path
    clock: FakeClock
    library: Library

    @asynccontextmanager
    async def visited(self) -> AsyncIterator[Visit]:
        with kept_at(self.path) as kept:
            room = Room(kept, self.clock)
            parts = Parts((Chat(RoomPlatform(room)),), self.clock, library=self.library)
            async with house(self.url, parts) as built:
                yield Visit(room, built, Desk.of(room, built.core))

    async def killed_while(self, orders: Orders) -> None:
        process = await self._started(orders)
        _, errors = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode == -signal.SIGKILL, errors.decode()

    async def killed_after(self, orders: Orders, sentences: int, moment: float) -> list[str]:
        """Killed a moment after that many were said; all that was told as said by then."""
        process = await self._started(orders)
        assert process.stdout
        told = [await asyncio.wait_for(process.stdout.readline(), 60) for _ in range(sentences)]
        await asyncio.sleep(moment)
        process.kill()
        rest, errors = await process.communicate()
        assert process.returncode == -signal.SIGKILL, errors.decode()
        return [line.decode().strip() for line in [*told, *rest.splitlines()]]

    async def _started(self, orders: Orders) -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        argument = json.dumps(asdict(orders))
        module = "tests.fakes.room_process"
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, argument, stdout=pipe, stderr=pipe
        )


@pytest.fixture
async def place(database_url: str, tmp_path: Path, clock: FakeClock, library: Library) -> Place:
    """A room whose scenario of the day is out, and nobody in it."""
    clock.at("2026-03-02T07:00")
    it = Place(database_url, tmp_path / "room.sqlite", clock, library)
    async with it.visited() as visit:
        visit.room.join(RoomMember(MEMBER, "You"))
        account = visit.room.members[MEMBER].account
        wish = Wish("Mornings", NAME, INSTALLATION, visit.room.channel, account, "Europe/Berlin")
        await set_up_group(visit.built.core, wish)
        clock.at("2026-03-02T08:00:05")
        await visit.built.settle()
    return it


async def orders_for(place: Place, act: str, dies: str) -> Orders:
    """With a first message in the thread, where the act needs one."""
    async with place.visited() as visit:
        orders = Orders(
            place.url, str(place.path), "", act, dies, visit.thread.ref, text=SECOND, post=visit.post
        )
        if act not in {"mock", "fill in", "talk"}:
            acts = Acts(visit.room, visit.desk)
            await acts.say(MEMBER, Spot(visit.room.channel, visit.thread.ref), FIRST)
            await visit.built.settle()
            (line,) = visit.room.replies(visit.thread.ref, MEMBER)
            orders = replace(orders, message=line.ref)
    return replace(orders, now=place.clock.forward(seconds=5).isoformat())


async def recovered(visit: Visit) -> None:
    for _ in range(3):
        await visit.desk.carry_all()
        await visit.built.settle()
    assert visit.room.queue == ()


STANDS = {
    "say": [FIRST, SECOND],
    "edit": [SECOND],
    "delete": [],
    "take out": [FIRST],
    "grade me": [FIRST],
    "fill in": [],
    "mock": [],
}
COUNTS = {
    "say": f"{FIRST}\n\n{SECOND}",
    "edit": SECOND,
    "delete": "",
    "take out": "",
    "grade me": FIRST,
    "fill in": SECOND,
    "mock": "",
}


@pytest.mark.parametrize("dies", [BEFORE, AFTER])
@pytest.mark.parametrize("act", list(STANDS))
async def test_an_act_that_is_killed_midway_is_done_once(place: Place, act: str, dies: str) -> None:
    orders = await orders_for(place, act, dies)

    await place.killed_while(orders)
    place.clock.forward(seconds=5)

    async with place.visited() as visit:
        assert visit.said() == STANDS[act]
        assert visit.desk.waiting(MEMBER) == 1
        await recovered(visit)
        assert visit.said() == STANDS[act]
        assert await visit.kept() == COUNTS[act]
        assert visit.told(DebriefCard) == (act == "grade me")
        assert (await visit.begun(), visit.told(QuestionCard)) == ((1, 1) if act == "mock" else (0, 0))


@pytest.mark.parametrize("dies", [BEFORE, AFTER])
async def test_a_command_that_is_killed_midway_is_answered_and_kept_nowhere(place: Place, dies: str) -> None:
    orders = await orders_for(place, "mock", dies)
    await place.killed_while(orders)

    async with place.visited() as visit:
        await recovered(visit)

        (answer, *_) = (line for line in visit.room.lines(direct(MEMBER), MEMBER) if line.only_for)
        assert isinstance(answer.card, Note)
        assert not any("/debrief mock" in line.text for line in visit.room.lines_by_ref.values())


async def test_whenever_it_is_killed_what_was_said_stands_and_counts_once(place: Place) -> None:
    chance = random.Random(4)
    orders = await orders_for(place, "talk", NEVER)
    told: list[str] = []

    for _ in range(KILLS):
        told += await place.killed_after(orders, chance.randint(1, 4), chance.random() * 0.05)
    place.clock.forward(minutes=1)

    async with place.visited() as visit:
        said = visit.said()
        await recovered(visit)
        assert visit.said() == said
        assert [text for text in said if text in told] == told
        assert len(set(said)) == len(said)
        assert len(said) - len(told) <= KILLS  # the one that was on its way, each time
        assert await visit.kept() == "\n\n".join(said)
