"""Two groups in one workspace, beside a library of two scenarios."""

from dataclasses import dataclass, replace
from types import MappingProxyType

import pytest

from adapters.main import House, Parts
from bot.domain.cards import ScenarioCard
from bot.domain.ids import GroupId, PersonId, ScenarioId
from bot.domain.pack import PackFile
from bot.library.library import Library
from bot.practice.organise import set_queue
from bot.practice.packs.add import Added, Refused, add_to_pack
from bot.practice.packs.remove import remove_from_pack
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock, FakePlatform
from tests.fakes.own_pack import own_file

SHARED = (ScenarioId("the-hailstorm"), ScenarioId("no-way-up"))

NO_GROUP, NOBODY = GroupId(0), PersonId(0)


@dataclass(slots=True)
class Circle:
    """One group, by its channel."""

    house: House
    platform: FakePlatform
    channel: str
    group: GroupId = NO_GROUP
    organiser: PersonId = NOBODY

    async def opens(self) -> "Circle":
        account = self.platform.account(f"lou-{self.channel}")
        place = (self.platform.name, self.platform.installation_ref, self.channel)
        self.group = await set_up_group(
            self.house.core, Wish(self.channel.title(), *place, account, "UTC", weekdays=frozenset(range(7)))
        )
        async with self.house.core.store.work() as work:
            self.organiser = (await work.people.known(account)) or self.organiser
        return self

    async def adds(self, *names: str) -> Added | Refused:
        return await self.gives(*map(own_file, names))

    async def gives(self, *files: PackFile) -> Added | Refused:
        return await add_to_pack(self.house.core, self.group, self.organiser, files)

    def posted(self) -> list[str]:
        """Titles, from the oldest."""
        cards = [seen.card for seen in self.platform.in_channel(self.channel)]
        return [card.title for card in cards if isinstance(card, ScenarioCard)]

    async def types(self, words: str) -> str:
        """What its organiser is shown."""
        account = self.platform.account(f"lou-{self.channel}")
        given = self.platform.commands(account, words, self.channel, admin=True)
        return repr(await receive(self.house.core, given))

    async def queues(self, *names: str) -> None:
        await set_queue(self.house.core, self.group, self.organiser, [ScenarioId(name) for name in names])

    async def drops(self, name: str) -> str:
        return await remove_from_pack(self.house.core, self.group, self.organiser, ScenarioId(name))

    async def seen(self) -> list[ScenarioId]:
        async with self.house.core.store.work() as work:
            return (await work.posts.seen([self.group])).get(self.group, [])


@pytest.fixture
def small(library: Library) -> Library:
    return Library(MappingProxyType({name: library.get(name) for name in SHARED}))


@pytest.fixture
def parts(parts: Parts, small: Library) -> Parts:
    return replace(parts, library=small)


@pytest.fixture
async def alder(house: House, clock: FakeClock, platform: FakePlatform) -> Circle:
    clock.at("2026-03-01T12:00")
    return await Circle(house, platform, "alder").opens()


@pytest.fixture
async def birch(alder: Circle, house: House, platform: FakePlatform) -> Circle:
    return await Circle(house, platform, "birch").opens()
