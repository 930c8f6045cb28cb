"""A chat in memory, that members' happenings come from and cards land on."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.cards import Card
from bot.domain.happenings import Account, MessageAt, MessagePosted
from bot.errors import (
    BackfillRefused,
    ChannelGone,
    Defect,
    InstallationGone,
    PrivateMessagesClosed,
    UserMustAct,
)
from bot.ports import Direct, InChannel, InThread, Place, Published, Whispered
from bot.testing.members import FakeMembers


@dataclass(frozen=True, slots=True)
class Seen:
    """A card as it landed on the platform."""

    place: Place
    card: Card
    key: str
    published: Published


@dataclass(slots=True)
class FakePlatform(FakeMembers):
    """Methods of the port, beside what members do; and a look at what was said."""

    seen: list[Seen] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    forgets: bool = False
    """It lets nobody read what was written before."""
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

    def _refuse(self, place: Place) -> None:
        if self.lost:
            raise InstallationGone(self.lost)
        if isinstance(place, Direct) or (isinstance(place, Whispered) and not self.whispers):
            if place.account.ref in self.closed_to:
                raise PrivateMessagesClosed("Direct messages are closed.")
        elif place.channel_ref in self.gone:
            raise ChannelGone(f"There is no channel {place.channel_ref}.")


def _same_place(one: Place, other: Place) -> bool:
    """An account's name may have changed meanwhile."""
    if isinstance(one, Direct) and isinstance(other, Direct):
        one, other = (replace(place, account=replace(place.account, name="")) for place in (one, other))
    return one == other


def _stands_at(message: MessagePosted, place: InThread | Direct) -> bool:
    if isinstance(place, Direct):
        return message.at.direct and message.author.ref == place.account.ref
    return (message.at.channel_ref, message.at.thread_ref) == (place.channel_ref, place.thread_ref)
