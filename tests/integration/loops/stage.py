"""A member in a company loop: rounds and loops that are due are gone on with at once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from itertools import islice
from types import MappingProxyType

from sqlalchemy import text

from adapters.main import House
from bot.domain.cards import Card, Note, QuestionCard, SheetCard
from bot.domain.happenings import Action
from bot.domain.ids import ScenarioId
from bot.domain.loop import LoopFormat
from bot.domain.loop_states import Loop, LoopId, LoopState
from bot.domain.round_kinds import Kind
from bot.domain.scenario import Scenario
from bot.library.library import Library
from bot.practice.loops.advance import advance_loop
from bot.testing import FakeClock, FakePlatform, Seen
from tests.fakes.levelled_grader import LevelledGrader
from tests.integration.rounds_stage import LEASE, Candidate, CrashError, candidates

RAISES = ScenarioId("the-bar-raiser")
_MINE = "from loops join identities using (person_id) where external_ref = :ref"
_DUE = text(f"select loops.id, taken_until {_MINE} and due_at <= :now")
_STATES = text(f"select state {_MINE} order by loops.id")
_NEWEST = text(f"select max(loops.id) {_MINE}")


def loop_of(name: str, rounds: int, *, bar_raiser: bool = False) -> LoopFormat:
    kinds = [{"kind": "case", "minutes": 30, "interviewer": f"Interviewer {n}"} for n in range(1, rounds + 1)]
    body = {"format": 1, "id": name, "title": f"Loop {name}", "says": "A loop for tests.", "rounds": kinds}
    return LoopFormat.model_validate({**body, "bar_raiser": bar_raiser})


LOOPS = {one.id: one for one in (loop_of("two", 2), loop_of("three", 3, bar_raiser=True))}


def in_loops(library: Library) -> Library:
    """A few daily scenarios, and one for a bar raiser."""
    few: dict[ScenarioId, Scenario] = dict(islice(library.scenarios.items(), 6))
    last = few.popitem()[1]
    few[RAISES] = last.model_copy(update={"id": RAISES, "round": Kind.BAR_RAISER})
    return Library(MappingProxyType(few))


@dataclass(slots=True)
class Looper(Candidate):
    async def types(self, words: str) -> Card | None:
        self.clock.forward(seconds=1)
        return await self.happens(self.platform.commands(self.account, words, "study"))

    async def joins(self) -> None:
        async with self.house.core.store.work() as work:
            now = self.clock.now()
            person = await work.people.recognise(self.account, self.platform.installation_ref, now)
            await work.people.join(self.group, person, now)

    async def leaves(self) -> None:
        async with self.house.core.store.work() as work:
            person = await work.people.known(self.account)
            assert person is not None
            await work.people.leave(self.group, person, self.clock.now())

    async def step(self) -> bool:
        """What is due now in a round, then in a loop."""
        moved = await Candidate.step(self)
        due = await self._due_loops()
        for found, taken_until in due:
            if taken_until and taken_until > self.clock.now():
                self.clock.instant = taken_until
            try:
                await advance_loop(self.core, found)
            except CrashError:
                self.clock.instant += LEASE
        return moved or bool(due)

    async def _due_loops(self) -> list[tuple[LoopId, datetime | None]]:
        async with self.store.engine.connect() as connection:
            rows = await connection.execute(_DUE, {"ref": self.account.ref, "now": self.clock.now()})
            return [(LoopId(row.id), row.taken_until) for row in rows]

    async def plays(self, levels: str = "333333333", *, turns: int = 9) -> None:
        """The round that is open, to its end: a grader reads the levels off these words."""
        await self.settle()
        for turn in range(turns):
            if not await self.in_round():
                return
            await self.says(f"{self.account.ref} levels {levels} cut {turn + 2} of 9 steps, and I would stop")
            await self.done()
            await self.settle()

    async def in_round(self) -> bool:
        async with self.house.core.store.work() as work:
            person = await work.people.known(self.account)
            return person is not None and await work.rounds.live(person) is not None

    async def loop(self) -> Loop:
        async with self.store.engine.connect() as connection:
            found = (await connection.execute(_NEWEST, {"ref": self.account.ref})).scalar_one()
        async with self.house.core.store.work() as work:
            it = await work.loops.get(self.group, LoopId(found))
        assert it is not None
        return it

    async def loop_states(self) -> list[LoopState]:
        async with self.store.engine.connect() as connection:
            rows = await connection.execute(_STATES, {"ref": self.account.ref})
            return [LoopState(state) for state in rows.scalars()]

    async def goes_on(self) -> Card | None:
        """By the newest button of a loop's card."""
        (button,) = [one for one in self.last().buttons if one.action is Action.NEXT_ROUND]
        return await self.presses(button.action, button.subject)

    async def ends(self) -> Card | None:
        (button,) = [one for one in self.last().buttons if one.action is Action.END_LOOP]
        return await self.presses(button.action, button.subject)

    def last(self) -> Note:
        """The newest note that arrived."""
        card = self.told()[-1].card
        assert isinstance(card, Note)
        return card

    def of_loops(self) -> list[Seen]:
        return [seen for seen in self.told() if seen.key.startswith("loop-")]

    def packets(self) -> list[SheetCard]:
        return [seen.card for seen in self.told() if isinstance(seen.card, SheetCard)]

    def rounds_begun(self) -> int:
        return sum(1 for seen in self.told() if isinstance(seen.card, QuestionCard) and seen.card.turn == 1)


async def loopers(
    house: House, clock: FakeClock, platform: FakePlatform, library: Library
) -> Callable[[str], Awaitable[Looper]]:
    """As many members of a group as are asked for."""
    candidate = await candidates(house, clock, platform, library)

    async def looper(ref: str) -> Looper:
        it = candidate(ref)
        looped = Looper(**{field.name: getattr(it, field.name) for field in fields(it)})
        loops = MappingProxyType(LOOPS)
        library_of_few = in_loops(library)
        looped.core = replace(it.core, library=library_of_few, loops=loops, grader=LevelledGrader())
        await looped.joins()
        return looped

    return looper
