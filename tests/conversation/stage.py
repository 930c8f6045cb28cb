"""A group's chat as a transcript: members speak, the bot is heard, and nothing that it says goes unread."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from adapters.main import House
from bot.domain.card_parts import Button
from bot.domain.cards import Card, ScenarioCard
from bot.domain.forms import FieldForm
from bot.domain.happenings import Account, Happening, MessagePosted, Opening
from bot.domain.ids import GroupId, PersonId, PostId
from bot.ports import Direct, Whispered
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock, FakePlatform
from tests.conversation.reading import buttons_of, text_of

CHANNEL = "study"
EVERYONE = "everyone"
NOBODYS = GroupId(0)
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Posted:
    """A scenario as it stands in the channel."""

    id: PostId
    thread_ref: str
    card: ScenarioCard


@dataclass(slots=True)
class Stage:
    """One group in one channel. Every line that the bot says has to be expected, in order."""

    house: House
    clock: FakeClock
    platform: FakePlatform
    monday: date
    zone: str = "Europe/Berlin"
    channel: str = CHANNEL
    group: GroupId = NOBODYS
    posts: dict[str, Posted] = field(default_factory=dict)
    heard: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unread: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    buttons: dict[str, list[Button]] = field(default_factory=lambda: defaultdict(list))
    forms: dict[str, FieldForm] = field(default_factory=dict)
    """The one that each has before them."""
    _drained: int = 0

    async def opens(self, organiser: "Member", *, at: time = time(9), holidays_of: str = "") -> None:
        """Set the group up, a day before its first Monday."""
        self.clock.instant = self.instant(f"{self.monday - timedelta(days=1)} 12:00")
        place = (self.platform.name, self.platform.installation_ref, self.channel)
        wish = Wish("Mornings", *place, organiser.account, self.zone, at, holidays_of=holidays_of)
        self.group = await set_up_group(self.house.core, wish)

    def member(self, ref: str) -> "Member":
        return Member(self, self.platform.account(ref, f"Sample {ref}"))

    def instant(self, when: str) -> datetime:
        """`Mon 09:00` in the group's own zone; also with a full date."""
        day, _, wall = when.partition(" ")
        on = self.monday + timedelta(days=DAYS.index(day)) if day in DAYS else date.fromisoformat(day)
        return datetime.combine(on, time.fromisoformat(wall), tzinfo=ZoneInfo(self.zone))

    async def at(self, when: str) -> None:
        """It is that time now, and whatever fell due has been done."""
        self.clock.at(self.instant(when).isoformat())
        await self.settle()

    async def settle(self) -> None:
        await self.house.settle()
        for seen in self.platform.seen[self._drained :]:
            private = isinstance(seen.place, Direct | Whispered)
            who = self.ref_of(seen.place.account) if isinstance(seen.place, Direct | Whispered) else EVERYONE
            self._hear(who, seen.card)
            if isinstance(seen.card, ScenarioCard) and not private:
                subject = seen.card.buttons[0].subject
                posted = Posted(PostId(int(subject)), seen.published.thread_ref, seen.card)
                self.posts[f"{self.clock.now().astimezone(ZoneInfo(self.zone)):%a}"] = posted
        self._drained = len(self.platform.seen)

    async def happens(self, happening: Happening, who: str = EVERYONE) -> None:
        """It reaches the bot; what the bot answers at once is heard by whoever caused it."""
        shown = await receive(self.house.core, happening)
        if shown is not None:
            self._hear(who, shown)

    def _hear(self, who: str, card: Card) -> None:
        self.heard[who].append(text_of(card))
        self.unread[who].append(text_of(card))
        self.buttons[who] += buttons_of(card)
        if isinstance(card, FieldForm):
            self.forms[who] = card

    def tells(self, who: "Member | str", *phrases: str) -> None:
        """The next lines to that person hold these phrases, in this order."""
        name = who if isinstance(who, str) else who.ref
        for phrase in phrases:
            assert self.unread[name], f"{name} was told nothing; expected “{phrase}”"
            line = self.unread[name].pop(0)
            assert phrase in line, f"{name} was told “{line}”; expected “{phrase}”"

    def is_silent_to(self, *members: "Member") -> None:
        for member in members:
            assert self.unread[member.ref] == [], member.ref

    def said_nothing_else(self) -> None:
        assert {who: lines for who, lines in self.unread.items() if lines} == {}

    async def points(self) -> dict[str, int]:
        """What everybody's ledger adds up to, by account."""
        async with self.house.core.store.work() as work:
            totals = await work.ledger.totals(self.group)
            refs = {self.ref_of((await work.people.accounts(p))[0].account): n for p, n in totals.items()}
        return dict(sorted(refs.items()))

    def ref_of(self, account: Account) -> str:
        """What a transcript calls them."""
        return account.ref


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with one account, who does what people do in a chat."""

    stage: Stage
    account: Account

    @property
    def ref(self) -> str:
        return self.stage.ref_of(self.account)

    def _post(self, day: str | None) -> Posted:
        posts = self.stage.posts
        return posts[day] if day else list(posts.values())[-1]

    async def says(
        self, text: str, *, on: str | None = None, opening: Opening = Opening.PLAIN, attachments: int = 0
    ) -> MessagePosted:
        """In the thread of a day's scenario; the newest one's when no day is named."""
        thread = self._post(on).thread_ref
        return await self._speak(text, thread, opening=opening, attachments=attachments)

    async def says_in_the_channel(self, text: str) -> MessagePosted:
        return await self._speak(text, None)

    async def says_directly(self, text: str) -> MessagePosted:
        """In their private conversation with the bot."""
        said = self.stage.platform.says_directly(self.account, text)
        await self.stage.happens(said, self.ref)
        await self.stage.settle()
        return said

    async def _speak(
        self, text: str, thread: str | None, *, opening: Opening = Opening.PLAIN, attachments: int = 0
    ) -> MessagePosted:
        said = self.stage.platform.says(
            self.account, text, CHANNEL, thread, opening=opening, attachments=attachments
        )
        await self.stage.happens(said, self.ref)
        return said

    async def edits(self, message: MessagePosted, text: str) -> None:
        await self.stage.happens(self.stage.platform.edits(message, text), self.ref)

    async def deletes(self, message: MessagePosted) -> None:
        await self.stage.happens(self.stage.platform.deletes(message), self.ref)

    async def takes_out(self, message: MessagePosted) -> None:
        await self.stage.happens(self.stage.platform.takes(message, out=True), self.ref)

    async def presses(self, label: str, *, on: str | None = None) -> None:
        """The button of that name which this member was shown last, or the one on the day's card."""
        mine = [b for b in self.stage.buttons[self.ref] if b.label == label]
        public = [b for b in self._post(on).card.buttons if b.label == label]
        shown = public or mine if on else mine or public
        assert shown, f"{self.ref} was never shown a button “{label}”"
        await self.stage.happens(self.stage.platform.presses(self.account, shown[-1]), self.ref)
        await self.stage.settle()

    async def fills_in(self, text: str, *, on: str | None = None) -> None:
        """Send the private form."""
        form = self.stage.platform.fills(self.account, str(self._post(on).id), text)
        await self.stage.happens(form, self.ref)

    async def sends(self, values: Mapping[str, str]) -> None:
        """The form that this member was shown last; what it drafts stays where nothing else is given."""
        form = self.stage.forms[self.ref]
        sent = self.stage.platform.fills_fields(self.account, form, values)
        await self.stage.happens(sent, self.ref)
        await self.stage.settle()

    async def types(self, text: str, *, admin: bool = False, direct: bool = False) -> None:
        """A slash command, in the group's channel or in private; what comes back is heard by this member."""
        channel = None if direct else CHANNEL
        given = self.stage.platform.commands(self.account, text, channel, admin=admin)
        await self.stage.happens(given, self.ref)
        await self.stage.settle()

    async def leaves(self) -> None:
        await self.stage.happens(self.stage.platform.leaves(self.account, CHANNEL), self.ref)

    async def id(self) -> PersonId:
        async with self.stage.house.core.store.work() as work:
            found = await work.people.known(self.account)
        assert found is not None, f"nobody has met {self.ref}"
        return found


async def first_day(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    """Monday, nine o'clock, in a new group: the scenario is posted, and its card was read."""
    return await begun(Stage(house, clock, platform, date(2026, 3, 30)))


async def begun(stage: Stage) -> Stage:
    await stage.opens(stage.member("Lou"))
    await stage.at("Mon 09:00")
    stage.tells(EVERYONE, "Scenario “")
    return stage
