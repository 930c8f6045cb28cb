"""A member in mock rounds: what is due is done at once, and processes die where a test asks for it."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.main import House
from bot.domain.cards import Card, PacketCard, QuestionCard
from bot.domain.grade import GradeOutcome
from bot.domain.happenings import Account, Action, Happening, MessagePosted
from bot.domain.ids import GroupId, ScenarioId
from bot.domain.round import Round, RoundId, State
from bot.domain.round_kinds import FORMATS, Kind
from bot.domain.scenario import Scenario
from bot.errors import RetryLater
from bot.grading.grader import AutomaticGrader
from bot.jobs import JobNudges
from bot.library.library import Library
from bot.ports import Direct
from bot.practice.core import Core
from bot.practice.receive import receive
from bot.practice.rounds.advance import advance_round
from bot.practice.rounds.start import start_round
from bot.practice.set_up import Wish, set_up_group
from bot.store.work import Store, Work
from bot.testing import FakeClock, FakePlatform, Seen

SCENARIO = ScenarioId("the-hailstorm")
_SUBJECT = re.compile(r"subject='[0-9/]+'")
LEASE = timedelta(seconds=70)
_MINE = "from rounds join identities using (person_id) where external_ref = :ref"
_DUE = text(f"select rounds.id, state, taken_until {_MINE} and due_at <= :now")
_ALL = text(f"select state {_MINE} order by rounds.id")


_READ: dict[str, GradeOutcome] = {}
"""What the automatic check said of a text. It says the same every time."""


class CrashError(Exception):
    """A process dies here."""


class FaultyStore(Store):
    """Counts its transactions, and dies at one of them: before it is committed, or right after."""

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine, JobNudges())
        self.transactions = 0
        self.dies: tuple[int, str] | None = None

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        self.transactions += 1
        now = self.transactions
        async with super().work() as work:
            yield work
            self._die((now, "before"))
        self._die((now, "after"))

    def _die(self, there: tuple[int, str]) -> None:
        """Once. What is added to an answer may come to nothing, and the answer is given all the same."""
        if self.dies == there:
            self.dies = None
            raise CrashError


@dataclass(slots=True)
class MoodyGrader:
    """The automatic check, with hours in which it doesn't answer."""

    away: bool = False
    for_so_long: timedelta = timedelta(seconds=5)
    """What it asks for while it is away."""
    crashes: int = 0
    read: list[str] = field(default_factory=list)
    meanwhile: Callable[[], Awaitable[None]] | None = None
    """What its member does during the next reading."""

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        self.read.append(text)
        if self.crashes:
            self.crashes -= 1
            raise CrashError
        if self.away:
            raise RetryLater("No model answers.", self.for_so_long)
        outcome = _READ.get(text) or await AutomaticGrader().grade(scenario, text)
        _READ[text] = outcome
        if self.meanwhile:
            act, self.meanwhile = self.meanwhile, None
            await act()
        return outcome


@dataclass(slots=True)
class Candidate:
    house: House
    clock: FakeClock
    platform: FakePlatform
    grader: MoodyGrader
    store: FaultyStore
    core: Core
    group: GroupId
    account: Account
    said: list[MessagePosted] = field(default_factory=list)

    async def happens(self, happening: Happening) -> Card | None:
        """A platform delivers again what wasn't acknowledged."""
        return await self._until_heard(lambda: receive(self.core, happening))

    async def begins(self, kind: Kind = Kind.CASE) -> Card | None:
        """Its one scenario is made one that such a round asks."""
        scenario, form = self.core.library.get(SCENARIO), FORMATS[kind]
        made = {"round": kind if form.own else None, "system": min(form.systems, default=scenario.system)}
        library = Library(MappingProxyType({SCENARIO: scenario.model_copy(update=made)}))
        self.core = replace(self.core, library=library)
        async with self.house.core.store.work() as work:
            installation = self.platform.installation_ref
            person = await work.people.recognise(self.account, installation, self.clock.now())
        given = self.platform.commands(self.account, "mock", "study")
        return await self._until_heard(lambda: start_round(self.core, self.group, person, given, kind))

    async def _until_heard(self, deliver: Callable[[], Awaitable[Card | None]]) -> Card | None:
        while True:
            try:
                return await deliver()
            except CrashError:
                continue

    async def says(self, words: str) -> MessagePosted:
        self.clock.forward(seconds=1)
        message = self.platform.says_directly(self.account, words)
        self.said.append(message)
        await self.happens(message)
        return message

    async def edits(self, message: MessagePosted, words: str) -> None:
        self.clock.forward(seconds=1)
        await self.happens(self.platform.edits(message, words))

    async def deletes(self, message: MessagePosted) -> None:
        await self.happens(self.platform.deletes(message))

    async def done(self) -> Card | None:
        it = await self.round()
        return await self.presses(Action.END_TURN, f"{it.id}/{it.turn}")

    async def stops(self) -> Card | None:
        return await self.presses(Action.STOP_ROUND, str((await self.round()).id))

    async def presses(self, action: Action, subject: str) -> Card | None:
        return await self.happens(self.platform.press(self.account, action, subject))

    async def waits(self, **by: float) -> None:
        self.clock.forward(**by)
        await self.settle()

    async def settle(self) -> None:
        """Do all that is due now, and all that follows."""
        while await self.step():
            pass

    async def step(self) -> bool:
        """Do what is due now; what was put off, or left by the dead, is waited for."""
        due = [row for row in await self._due() if row[1] != "unread" or not self.grader.away]
        for found, _, taken_until in due:
            if taken_until and taken_until > self.clock.now():
                self.clock.instant = taken_until
            try:
                await advance_round(self.core, found)
            except CrashError:
                self.clock.instant += LEASE
            except RuntimeError:  # the platform's connection died; the worker logs it
                self.clock.instant += LEASE
        return bool(due)

    async def state(self) -> State:
        return (await self.states())[-1]

    async def _due(self) -> list[tuple[RoundId, str, datetime | None]]:
        async with self.store.engine.connect() as connection:
            who = {"ref": self.account.ref, "now": self.clock.now()}
            rows = await connection.execute(_DUE, who)
            return [(RoundId(row.id), row.state, row.taken_until) for row in rows]

    async def states(self) -> list[State]:
        """Of every round that this member began."""
        async with self.store.engine.connect() as connection:
            rows = await connection.execute(_ALL, {"ref": self.account.ref})
            return [State(state) for state in rows.scalars()]

    async def round(self) -> Round:
        """The newest one."""
        async with self.house.core.store.work() as work:
            person = await work.people.known(self.account)
            newest = text("select max(id) from rounds where person_id = :p")
            async with self.store.engine.connect() as connection:
                found = (await connection.execute(newest, {"p": person})).scalar_one()
            assert person is not None
            it = await work.rounds.named(RoundId(found), person)
        assert it is not None
        return it

    def told(self) -> list[Seen]:
        return [
            seen
            for seen in self.platform.seen
            if isinstance(seen.place, Direct) and seen.place.account.ref == self.account.ref
        ]

    def shown(self) -> list[tuple[str, str]]:
        """What arrived, in order, without what differs from round to round: ids."""
        cards = [(seen.key.split("-", 2)[2], seen.card) for seen in self.told()]
        return [(key, _SUBJECT.sub("", repr(card))) for key, card in cards]

    def questions(self) -> list[QuestionCard]:
        return [seen.card for seen in self.told() if isinstance(seen.card, QuestionCard)]

    def packet(self) -> PacketCard:
        (card,) = [seen.card for seen in self.told() if isinstance(seen.card, PacketCard)]
        return card


async def candidates(
    house: House, clock: FakeClock, platform: FakePlatform, library: Library
) -> Callable[[str], Candidate]:
    """A group with one scenario in its library, and as many members as are asked for."""
    wish = Wish("Mornings", platform.name, platform.installation_ref, "study", platform.account("Lou"), "UTC")
    group = await set_up_group(house.core, wish)
    one = Library(MappingProxyType({SCENARIO: library.get(SCENARIO)}))

    def candidate(ref: str) -> Candidate:
        store, grader = FaultyStore(house.core.store.engine), MoodyGrader()
        core = replace(house.core, store=store, library=one, grader=grader)
        return Candidate(house, clock, platform, grader, store, core, group, platform.account(ref))

    return candidate
