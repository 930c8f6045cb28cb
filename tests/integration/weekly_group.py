"""A group whose members earn what a test says, so that its weekly boards are known beforehand."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import text

from adapters.main import House
from bot.domain.cards import BoardCard, Note, ScenarioCard
from bot.domain.ids import GroupId, PersonId, PostId
from bot.domain.points import LedgerKind, Tally
from bot.practice.receive import receive
from bot.practice.set_up import Wish, add_channel, set_up_group
from bot.store.ledger import LedgerEntry
from bot.testing import FakeClock, FakePlatform

MONDAY = date(2026, 3, 30)
CHANNEL = "study"
NOBODYS = GroupId(0)


@dataclass(slots=True)
class WeeklyGroup:
    house: House
    clock: FakeClock
    platform: FakePlatform
    zone: str = "Europe/Berlin"
    channel: str = CHANNEL
    group: GroupId = NOBODYS
    people: dict[str, PersonId] = field(default_factory=dict)
    _entries: int = 0

    async def opens(self, *, monday: date = MONDAY) -> None:
        """Set up on the Sunday before."""
        self.clock.instant = self.instant(monday - timedelta(days=1), time(12))
        self.group = await set_up_group(self.house.core, self._wish(self.channel))
        self.people["Lou"] = await self.met("Lou", join=False)

    async def opens_another_channel(self, channel: str) -> None:
        await add_channel(self.house.core, self.group, self._wish(channel))

    def _wish(self, channel: str) -> Wish:
        place = (self.platform.name, self.platform.installation_ref, channel)
        return Wish(f"Group {self.channel}", *place, self.platform.account("Lou", "Sample Lou"), self.zone)

    def instant(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, tzinfo=ZoneInfo(self.zone))

    async def at(self, day: int, hour: float, *, monday: date = MONDAY) -> None:
        """So many days after the Monday it is that hour, and whatever fell due has been done."""
        wall = time(int(hour), int(hour * 60) % 60)
        self.clock.at(self.instant(monday + timedelta(days=day), wall).isoformat())
        await self.house.settle()

    async def met(self, name: str, *, join: bool = True) -> PersonId:
        account = self.platform.account(name, f"Sample {name}")
        async with self.house.core.store.work() as work:
            person = await work.people.recognise(account, self.platform.installation_ref, self.clock.now())
            if join:
                await work.people.join(self.group, person, self.clock.now())
        return person

    async def earns(
        self, name: str, points: int, *, week: date = MONDAY, scored: int = 0, score: int = 0
    ) -> None:
        """An entry for the first scenario of that week."""
        if name not in self.people:
            self.people[name] = await self.met(name)
        self._entries += 1
        entry = LedgerEntry(
            self.group,
            self.people[name],
            await self._post(week),
            LedgerKind.ARRIVAL,
            f"test:{self._entries}",
            Tally(points=points, answers=1, scored=scored, score=score),
        )
        async with self.house.core.store.work() as work:
            await work.ledger.enter(entry, self.clock.now())

    async def _post(self, week: date) -> PostId:
        asked = text(
            "select min(id) from posts where group_id = :g and state <> 'skipped'"
            " and local_date between :m and :m + 6"
        )
        async with self.house.core.store.engine.connect() as connection:
            found = (await connection.execute(asked, {"g": self.group, "m": week})).scalar_one()
        assert found, f"the group had no scenario in the week of {week}"
        return PostId(found)

    def boards(self, channel: str = "") -> list[BoardCard]:
        seen = self.platform.in_channel(channel or self.channel)
        return [s.card for s in seen if isinstance(s.card, BoardCard)]

    def lines(self) -> list[str]:
        """Plain words in the channel itself."""
        return [s.card.text for s in self.platform.in_channel(self.channel) if isinstance(s.card, Note)]


def rows_of(board: BoardCard) -> list[tuple[int | None, str, str]]:
    return [(row.rank, row.name.removeprefix("Sample "), row.value) for row in board.rows]


async def answers(group: WeeklyGroup, name: str) -> None:
    """In the newest scenario's thread, long enough to count."""
    card = [s for s in group.platform.in_channel(group.channel) if isinstance(s.card, ScenarioCard)][-1]
    said = group.platform.says(
        group.platform.account(name, f"Sample {name}"),
        f"I, {name}, would stop it, tell everyone whom it misled, and ask them again {group.clock.now()}.",
        group.channel,
        card.published.thread_ref,
    )
    await receive(group.house.core, said)
