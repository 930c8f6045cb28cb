"""Plays simulated candidates through whole rounds, over houses that come and go."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from adapters.main import Chat, House, Parts
from adapters.main import house as wired
from bot.domain.grade import GradeOutcome
from bot.domain.ids import GroupId, ScenarioId
from bot.domain.round_kinds import Kind
from bot.domain.scenario import Scenario
from bot.grading.grader import AutomaticGrader
from bot.library.library import Library
from bot.ports import Grader, Interviewer
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock, FakePlatform
from tests.integration.rounds_stage import Candidate, FaultyStore, MoodyGrader

_READ: dict[tuple[str, str, str], GradeOutcome] = {}
"""What a grader said of a text. It says the same every time."""


@dataclass(slots=True)
class NotedGrader(MoodyGrader):
    """Any grader, with a note of every text that it read."""

    inner: Grader = field(default_factory=AutomaticGrader)
    name: str = "offline"

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        self.read.append(text)
        key = self.name, scenario.digest, text
        if key not in _READ:
            _READ[key] = await self.inner.grade(scenario, text)
        return _READ[key]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays what, before whom."""

    person: str
    kind: Kind
    scenario: Scenario
    grader: str
    seed: int
    restarts: bool = False


@dataclass(slots=True)
class Stage:
    """One database and one chat; houses come and go over them."""

    url: str
    clock: FakeClock
    platform: FakePlatform
    graders: Mapping[str, Grader]
    interviewers: Mapping[str, Interviewer] = field(default_factory=dict)
    """By the same names; a grader without one goes with the author's words."""
    _open: AsyncExitStack = field(default_factory=AsyncExitStack)
    _house: House | None = None
    _group: GroupId | None = None
    _members: int = 0

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        async with self._open:
            yield

    async def seat(self, cast: Cast) -> Candidate:
        """A new member, whose library holds one scenario."""
        self._members += 1
        house = self._house or await self._new_house()
        grader = NotedGrader(inner=self.graders[cast.grader], name=cast.grader)
        store = FaultyStore(house.core.store.engine)
        library = Library(MappingProxyType({ScenarioId(cast.scenario.id): cast.scenario}))
        interviewer = self.interviewers.get(cast.grader)
        core = replace(house.core, store=store, library=library, grader=grader, interviewer=interviewer)
        account = self.platform.account(f"member-{self._members}")
        group = await self._grouped(house)
        return Candidate(house, self.clock, self.platform, grader, store, core, group, account)

    async def move(self, it: Candidate) -> None:
        """Into a new house: whatever the old one had in hand is lost."""
        it.house = await self._new_house()
        it.store = FaultyStore(it.house.core.store.engine)
        it.core = replace(
            it.house.core,
            store=it.store,
            library=it.core.library,
            grader=it.grader,
            interviewer=it.core.interviewer,
        )

    async def _new_house(self) -> House:
        await self._open.aclose()
        parts = Parts((Chat(self.platform),), self.clock, library=Library(MappingProxyType({})))
        self._house = await self._open.enter_async_context(wired(self.url, parts))
        return self._house

    async def _grouped(self, house: House) -> GroupId:
        if self._group is None:
            lou, installation = self.platform.account("Lou"), self.platform.installation_ref
            wish = Wish("Mornings", self.platform.name, installation, "study", lou, "UTC")
            self._group = await set_up_group(house.core, wish)
        return self._group
