"""The fakes, shipped: a clock that is set, a painter that keeps its charts, a chat that is scripted."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.domain.card_parts import Button, Picture
from bot.domain.cards import Card
from bot.domain.forms import FieldForm
from bot.domain.happenings import (
    Account,
    Action,
    ButtonPressed,
    ChannelClosed,
    Command,
    CommandGiven,
    FieldsSent,
    FormSent,
    GivenFile,
    HomeOpened,
    InstallationLost,
    MemberLeft,
    MessageAt,
    MessageDeleted,
    MessagePosted,
    MessageTaken,
    Opening,
    Source,
)
from bot.errors import (
    BackfillRefused,
    ChannelGone,
    Defect,
    InstallationGone,
    PrivateMessagesClosed,
    UserMustAct,
)
from bot.ports import Chart, Direct, InChannel, InThread, Place, Published, Trend, Whispered


@dataclass(slots=True)
class FakeClock:
    """Stands still until it's set."""

    instant: datetime = datetime(2026, 3, 2, 8, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def forward(self, **by: float) -> datetime:
        self.instant += timedelta(**by)
        return self.instant

    def at(self, iso: str) -> datetime:
        """Set to an ISO time; one without an offset is UTC."""
        given = datetime.fromisoformat(iso)
        self.instant = (given if given.tzinfo else given.replace(tzinfo=UTC)).astimezone(UTC)
        return self.instant


@dataclass(slots=True)
class FakePainter:
    """Keeps the charts that it was asked for; the picture is their title."""

    charts: list[Chart | Trend] = field(default_factory=list)

    async def paint(self, chart: Chart | Trend) -> Picture | None:
        self.charts.append(chart)
        return Picture(chart.title.encode(), f"<svg>{chart.title}</svg>", chart.alt)


@dataclass(slots=True)
class FakeFiles:
    """Files that were given along with commands, by where they lie."""

    lying: dict[str, bytes] = field(default_factory=dict)

    def gives(self, name: str, data: bytes) -> GivenFile:
        where = f"file-{len(self.lying)}"
        self.lying[where] = data
        return GivenFile(name, len(data), where)

    async def fetch(self, file: GivenFile, most: int) -> bytes:
        if file.where not in self.lying or len(self.lying[file.where]) > most:
            raise UserMustAct("That file is gone. Nothing was changed. Give it again.")
        return self.lying[file.where]


@dataclass(frozen=True, slots=True)
class Seen:
    """A card as it landed on the platform."""

    place: Place
    card: Card
    key: str
    published: Published


@dataclass(slots=True)
class FakePlatform:
    """A chat in memory. Methods of the port on one side; what members do, as happenings, on the other."""

    clock: FakeClock
    name: str = "fake"
    installation_ref: str = "T1"
    seen: list[Seen] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    written: dict[tuple[str, str], MessagePosted] = field(default_factory=dict)
    """Members' messages as they stand, by channel and message."""
    lost: str = ""
    """Why the bot may not speak here any more; empty while it may."""
    forgets: bool = False
    """It lets nobody read what was written before."""
    gone: set[str] = field(default_factory=set)
    outside: set[tuple[str, str]] = field(default_factory=set)
    """Channels and accounts that can't read them."""
    closed: dict[str, str] = field(default_factory=dict)
    """Channels in which no group may be begun, and accounts that may begin none; and why."""
    pages: dict[str, Card] = field(default_factory=dict)
    """What each account's own page with the bot shows, where it was told to."""
    closed_to: set[str] = field(default_factory=set)
    whispers: bool = True
    """Unasked, too; else what is whispered needs open direct messages."""
    before_landing: deque[Exception] = field(default_factory=deque)
    """Raised by the next calls of `publish` or `revise`, which then leave nothing behind."""
    after_landing: deque[Exception] = field(default_factory=deque)
    """Raised by the next calls of `publish` or `revise` although the card has landed."""
    _numbers: Iterable[int] = field(default_factory=lambda: count(1))

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        if self.before_landing:
            raise self.before_landing.popleft()
        self._refuse(place)
        ref = f"bot-{self._next()}"
        published = Published(message_ref=ref, thread_ref=ref)
        self.seen.append(Seen(place, card, key, published))
        if self.after_landing:
            raise self.after_landing.popleft()
        return published

    async def find(self, place: Place, key: str) -> Published | None:
        if isinstance(place, Whispered):
            return None
        return next((s.published for s in self.seen if _same_place(s.place, place) and s.key == key), None)

    async def revise(self, place: Place, key: str, card: Card) -> None:
        if await self.find(place, key) is None:
            return
        if self.before_landing:
            raise self.before_landing.popleft()
        self._refuse(place)
        for number, seen in enumerate(self.seen):
            if seen.key == key and _same_place(seen.place, place):
                self.seen[number] = replace(seen, card=card)
        if self.after_landing:
            raise self.after_landing.popleft()

    async def mark(self, installation_ref: str, message: MessageAt, *, included: bool) -> None:
        if installation_ref != self.installation_ref:
            raise Defect(f"A mark for {installation_ref} went to {self.installation_ref}.")
        self._refuse(InChannel(installation_ref, message.channel_ref))
        if included:
            self.marks.add(message.message_ref)
        else:
            self.marks.discard(message.message_ref)

    async def read(self, installation_ref: str, message: MessageAt) -> str | None:
        named = message.channel_ref, message.message_ref
        stands = self.written.get(named)
        if stands and stands.at.thread_ref != message.thread_ref:
            return None  # nothing is found by half an address
        return self.texts.get(named) if installation_ref == self.installation_ref else None

    async def written_since(
        self, place: InThread | Direct, after: datetime, as_of: datetime | None = None
    ) -> Sequence[MessagePosted]:
        del as_of  # it's always read anew
        self._refuse(place)
        if self.forgets:
            raise BackfillRefused("This chat lets nobody read what was written before.")
        standing = [it for it in self.written.values() if it.posted_at > after and _stands_at(it, place)]
        return sorted(standing, key=lambda it: it.posted_at)

    async def is_in(self, installation_ref: str, channel_ref: str, account: Account) -> bool | None:
        self._refuse(InChannel(installation_ref, channel_ref))
        return (channel_ref, account.ref) not in self.outside

    async def check_home(self, installation_ref: str, channel_ref: str, account: Account) -> None:
        self._refuse(InChannel(installation_ref, channel_ref))
        for named in (channel_ref, account.ref):
            if named in self.closed:
                raise UserMustAct(self.closed[named])

    async def show_page(self, place: Direct, card: Card) -> None:
        self._refuse(place)
        self.pages[place.account.ref] = card

    def account(self, ref: str, name: str = "") -> Account:
        return Account(self.name, self.installation_ref, ref, name or ref)

    def source(self, event_ref: str = "") -> Source:
        return Source(self.name, self.installation_ref, event_ref or f"ev-{self._next()}")

    def says(
        self,
        author: Account,
        text: str,
        channel: str,
        thread: str | None = None,
        *,
        opening: Opening = Opening.PLAIN,
        attachments: int = 0,
    ) -> MessagePosted:
        at = MessageAt(channel, f"m-{self._next()}", thread)
        return self._stand(
            MessagePosted(self.source(), at, author, text, self.clock.now(), opening, attachments)
        )

    def says_directly(self, author: Account, text: str) -> MessagePosted:
        """In the author's private conversation with the bot."""
        at = MessageAt(f"direct-{author.ref}", f"m-{self._next()}", direct=True)
        return self._stand(MessagePosted(self.source(), at, author, text, self.clock.now()))

    def edits(self, message: MessagePosted, text: str) -> MessagePosted:
        return self._stand(
            MessagePosted(
                self.source(), message.at, message.author, text, message.posted_at, edited_at=self.clock.now()
            )
        )

    def deletes(self, message: MessagePosted) -> MessageDeleted:
        self.texts.pop((message.at.channel_ref, message.at.message_ref), None)
        self.written.pop((message.at.channel_ref, message.at.message_ref), None)
        return MessageDeleted(self.source(), message.at, self.clock.now())

    def takes(self, message: MessagePosted, *, out: bool, by: Account | None = None) -> MessageTaken:
        return MessageTaken(self.source(), message.at, by or message.author, out)

    def presses(self, account: Account, button: Button) -> ButtonPressed:
        return self.press(account, button.action, button.subject)

    def press(self, account: Account, action: Action, subject: str) -> ButtonPressed:
        return ButtonPressed(self.source(), account, action, subject, self.clock.now())

    def fills(self, account: Account, post: str, text: str) -> FormSent:
        return FormSent(self.source(), account, post, text, self.clock.now())

    def fills_fields(self, account: Account, form: FieldForm, values: Mapping[str, str]) -> FieldsSent:
        """What a form holds stays in a field that isn't named."""
        sent = {one.name: one.draft for one in form.fields} | dict(values)
        return FieldsSent(self.source(), account, form.action, form.subject, sent, self.clock.now())

    def commands(
        self, account: Account, text: str, channel: str | None = None, *, admin: bool = False
    ) -> CommandGiven:
        command = Command.ORGANISER if admin else Command.MEMBER
        return CommandGiven(self.source(), account, command, text, self.clock.now(), channel)

    def leaves(self, account: Account, channel: str | None = None) -> MemberLeft:
        return MemberLeft(self.source(), account, self.clock.now(), channel)

    def closes(self, channel: str) -> ChannelClosed:
        self.gone.add(channel)
        return ChannelClosed(self.source(), channel, self.clock.now())

    def loses(self, reason: str = "The app was uninstalled.") -> InstallationLost:
        self.lost = reason
        return InstallationLost(self.source(), reason, self.clock.now())

    def opens_home(self, account: Account) -> HomeOpened:
        return HomeOpened(self.source(), account, self.clock.now())

    def in_channel(self, channel: str) -> list[Seen]:
        return [s for s in self.seen if isinstance(s.place, InChannel) and s.place.channel_ref == channel]

    def in_thread(self, channel: str) -> list[Seen]:
        return [s for s in self.seen if isinstance(s.place, InThread) and s.place.channel_ref == channel]

    def told(self, account: Account) -> list[Card]:
        """Everything that one account was shown alone, by direct message or whisper."""
        return [
            s.card
            for s in self.seen
            if isinstance(s.place, Direct | Whispered) and s.place.account.ref == account.ref
        ]

    def _stand(self, message: MessagePosted) -> MessagePosted:
        self.texts[message.at.channel_ref, message.at.message_ref] = message.text
        self.written[message.at.channel_ref, message.at.message_ref] = message
        return message

    def _refuse(self, place: Place) -> None:
        if self.lost:
            raise InstallationGone(self.lost)
        if isinstance(place, Direct) or (isinstance(place, Whispered) and not self.whispers):
            if place.account.ref in self.closed_to:
                raise PrivateMessagesClosed("Direct messages are closed.")
        elif place.channel_ref in self.gone:
            raise ChannelGone(f"There is no channel {place.channel_ref}.")

    def _next(self) -> int:
        return next(iter(self._numbers))


def _same_place(one: Place, other: Place) -> bool:
    """An account's name may have changed meanwhile."""
    if isinstance(one, Direct) and isinstance(other, Direct):
        one, other = (replace(place, account=replace(place.account, name="")) for place in (one, other))
    return one == other


def _stands_at(message: MessagePosted, place: InThread | Direct) -> bool:
    if isinstance(place, Direct):
        return message.at.direct and message.author.ref == place.account.ref
    return (message.at.channel_ref, message.at.thread_ref) == (place.channel_ref, place.thread_ref)
