"""Two chats in one house, and a person with an account in each."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from adapters.main import Chat, House, Parts
from adapters.main import house as wired
from bot.domain.cards import Card, Note, ScenarioCard
from bot.domain.happenings import Account
from bot.domain.ids import GroupId, PersonId
from bot.library.library import Library
from bot.practice.receive import receive
from bot.practice.set_up import Wish, add_channel, set_up_group
from bot.practice.streak import current_streak
from bot.store.standings_check import check_standings
from bot.testing import FakeClock, FakePlatform

NEAR, FAR = "near", "far"
CODE = re.compile(r"`([0-9A-Z]{4}-[0-9A-Z]{4})`")
LONG = (
    "I would stop the rollout, name an owner for every wrong answer of last week, and only go on once two "
    "people have read the logs together with whoever was misled. Then I would write down number {n}."
)


@dataclass(slots=True)
class TwoChats:
    """A group on the one, a group on the other; or one group on both."""

    house: House
    clock: FakeClock
    near: FakePlatform
    far: FakePlatform
    groups: dict[str, GroupId] = field(default_factory=dict)

    async def founds(self, name: str, platform: FakePlatform, organiser: str = "Organiser") -> GroupId:
        account = self.account(platform, organiser)
        wish = Wish(name, platform.name, platform.installation_ref, name, account, "Europe/Berlin")
        self.groups[name] = await set_up_group(self.house.core, wish)
        return self.groups[name]

    async def spans(self, name: str, platform: FakePlatform) -> None:
        account = self.account(platform, "Organiser")
        wish = Wish(name, platform.name, platform.installation_ref, name, account, "Europe/Berlin")
        await add_channel(self.house.core, self.groups[name], wish)

    def account(self, platform: FakePlatform, ref: str) -> Account:
        return platform.account(ref, f"Sample {ref}")

    async def at(self, iso: str) -> None:
        self.clock.at(iso)
        await self.house.settle()

    async def answers(self, platform: FakePlatform, ref: str, channel: str, text: str = LONG) -> None:
        """In the thread of the newest post that stands there."""
        posts = [seen for seen in platform.in_channel(channel) if isinstance(seen.card, ScenarioCard)]
        thread = posts[-1].published.thread_ref
        said = platform.says(self.account(platform, ref), text.format(n=len(text)), channel, thread)
        await receive(self.house.core, said)

    async def types(
        self, platform: FakePlatform, ref: str, text: str, channel: str | None = None, *, admin: bool = False
    ) -> Card:
        given = platform.commands(self.account(platform, ref), text, channel, admin=admin)
        card = await receive(self.house.core, given)
        assert card is not None
        return card

    async def says_to(self, platform: FakePlatform, ref: str, text: str) -> str:
        card = await self.types(platform, ref, text)
        assert isinstance(card, Note), card
        return card.text

    async def code_of(self, platform: FakePlatform, ref: str) -> str:
        found = CODE.search(await self.says_to(platform, ref, "link"))
        assert found
        return found.group(1)

    async def link(self, holder: tuple[FakePlatform, str], other: tuple[FakePlatform, str]) -> str:
        """The whole way, with the button where it's asked for. What was said last."""
        code = await self.code_of(*holder)
        card = await self.types(*other, f"link {code}")
        assert isinstance(card, Note)
        if card.buttons:
            platform, ref = other
            pressed = platform.presses(self.account(platform, ref), card.buttons[0])
            answered = await receive(self.house.core, pressed)
            assert isinstance(answered, Note)
            return answered.text
        return card.text

    async def person(self, platform: FakePlatform, ref: str) -> PersonId | None:
        async with self.house.core.store.work() as work:
            return await work.people.known(self.account(platform, ref))

    async def board(self, name: str, period: str = "all") -> list[tuple[str, int]]:
        async with self.house.core.store.work() as work:
            rows = await work.standings.top(self.groups[name], period, 50)
        return [(row.name, row.points) for row in rows]

    async def streak(self, name: str, platform: FakePlatform, ref: str) -> int:
        person = await self.person(platform, ref)
        assert person
        async with self.house.core.store.work() as work:
            return await current_streak(work, self.groups[name], person, self.clock.now())

    async def is_sound(self) -> bool:
        """Standings are the ledger's sums, and who is on boards belongs there."""
        _, drifts = await check_standings(self.house.core.store.engine, mend=False)
        return drifts == []


@asynccontextmanager
async def two_chats(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[TwoChats]:
    near = FakePlatform(clock, NEAR, "N1")
    far = FakePlatform(clock, FAR, "F1")
    async with wired(database_url, Parts((Chat(near), Chat(far)), clock, library=library)) as house:
        yield TwoChats(house, clock, near, far)
