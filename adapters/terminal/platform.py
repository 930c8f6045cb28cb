"""A chat platform in memory. What lands on it is drawn; what members do on it comes out as happenings."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count

from bot.domain.cards import Card
from bot.domain.forms import FieldForm
from bot.domain.happenings import (
    Account,
    Action,
    ButtonPressed,
    FieldsSent,
    FormSent,
    MessageAt,
    MessageDeleted,
    MessagePosted,
    Opening,
    Source,
)
from bot.errors import ChannelGone, PrivateMessagesClosed
from bot.ports import Clock, Direct, InChannel, InThread, Place, Published, Whispered

NAME = "terminal"
INSTALLATION = "this terminal"


@dataclass(frozen=True, slots=True)
class Landed:
    """A card on the platform."""

    place: Place
    card: Card
    published: Published


Draw = Callable[[Place, Card], None]


@dataclass(slots=True)
class TerminalPlatform:
    clock: Clock
    draw: Draw
    """Called with every card, once it has landed."""
    name: str = NAME
    landed: dict[tuple[str, ...], Landed] = field(default_factory=dict)
    marks: set[tuple[str, str]] = field(default_factory=set)
    written: dict[tuple[str, str], MessagePosted] = field(default_factory=dict)
    """Members' messages as they stand."""
    gone: set[str] = field(default_factory=set)
    closed_to: set[str] = field(default_factory=set)
    """Accounts that take no direct messages."""
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        self._refuse(place)
        ref = f"card-{next(self._numbers)}"
        published = Published(ref, ref)
        self.landed[*_address(place), key] = Landed(place, card, published)
        self.draw(place, card)
        return published

    async def find(self, place: Place, key: str) -> Published | None:
        if isinstance(place, Whispered):
            return None
        found = self.landed.get((*_address(place), key))
        return found.published if found else None

    async def revise(self, place: Place, key: str, card: Card) -> None:
        """Drawn anew: what a terminal has printed stays where it was, for whoever scrolls back."""
        found = self.landed.get((*_address(place), key))
        if found is None or isinstance(place, Whispered):
            return
        self._refuse(place)
        self.landed[*_address(place), key] = replace(found, card=card)
        self.draw(place, card)

    async def mark(self, installation_ref: str, message: MessageAt, *, included: bool) -> None:
        self._refuse(InChannel(installation_ref, message.channel_ref))
        if included:
            self.marks.add(_where(message))
        else:
            self.marks.discard(_where(message))

    async def read(self, installation_ref: str, message: MessageAt) -> str | None:
        written = self.written.get(_where(message)) if installation_ref == INSTALLATION else None
        return written.text if written else None

    async def written_since(
        self, place: InThread | Direct, after: datetime, as_of: datetime | None = None
    ) -> Sequence[MessagePosted]:
        del as_of  # it's always read anew
        self._refuse(place)
        return [it for it in self.written.values() if it.posted_at > after and _stands_at(it, place)]

    async def is_in(self, installation_ref: str, channel_ref: str, account: Account) -> bool | None:
        del account  # everybody sits before the same terminal
        return installation_ref == INSTALLATION and channel_ref not in self.gone

    async def check_home(self, installation_ref: str, channel_ref: str, account: Account) -> None:
        del account
        self._refuse(InChannel(installation_ref, channel_ref))

    async def show_page(self, place: Direct, card: Card) -> None:
        """A terminal has no pages."""

    def is_marked(self, message: MessageAt) -> bool:
        return _where(message) in self.marks

    def account(self, ref: str, name: str = "") -> Account:
        return Account(self.name, INSTALLATION, ref, name or ref)

    def says(
        self, author: Account, text: str, channel: str, thread: str | None, opening: Opening = Opening.PLAIN
    ) -> MessagePosted:
        at = MessageAt(channel, f"message-{next(self._numbers)}", thread)
        return self._stand(MessagePosted(self._source(), at, author, text, self.clock.now(), opening))

    def says_directly(self, author: Account, text: str) -> MessagePosted:
        at = MessageAt(f"direct {author.ref}", f"message-{next(self._numbers)}", direct=True)
        return self._stand(MessagePosted(self._source(), at, author, text, self.clock.now()))

    def edits(self, message: MessagePosted, text: str) -> MessagePosted:
        return self._stand(replace(message, source=self._source(), text=text, edited_at=self.clock.now()))

    def deletes(self, message: MessagePosted) -> MessageDeleted:
        self.written.pop(_where(message.at), None)
        return MessageDeleted(self._source(), message.at, self.clock.now())

    def presses(self, account: Account, action: Action, subject: str) -> ButtonPressed:
        return ButtonPressed(self._source(), account, action, subject, self.clock.now())

    def sends(self, account: Account, post: str, text: str) -> FormSent:
        return FormSent(self._source(), account, post, text, self.clock.now())

    def sends_fields(self, account: Account, form: FieldForm, values: Mapping[str, str]) -> FieldsSent:
        return FieldsSent(self._source(), account, form.action, form.subject, dict(values), self.clock.now())

    def _stand(self, message: MessagePosted) -> MessagePosted:
        self.written[_where(message.at)] = message
        return message

    def _source(self) -> Source:
        return Source(self.name, INSTALLATION, f"event-{next(self._numbers)}")

    def _refuse(self, place: Place) -> None:
        if isinstance(place, Direct):
            if place.account.ref in self.closed_to:
                raise PrivateMessagesClosed(f"{place.account.name} takes no direct messages.")
        elif place.installation_ref != INSTALLATION or place.channel_ref in self.gone:
            raise ChannelGone(f"There is no channel {place.channel_ref} here.")


def _stands_at(message: MessagePosted, place: InThread | Direct) -> bool:
    if isinstance(place, Direct):
        return message.at.direct and message.author.ref == place.account.ref
    return (message.at.channel_ref, message.at.thread_ref) == (place.channel_ref, place.thread_ref)


def _where(message: MessageAt) -> tuple[str, str]:
    return message.channel_ref, message.message_ref


def _address(place: Place) -> tuple[str, ...]:
    """What tells places apart: an account's name is no part of it, since names change."""
    match place:
        case InChannel():
            return "channel", place.channel_ref
        case InThread():
            return "thread", place.channel_ref, place.thread_ref
        case Direct():
            return "direct", place.account.scope, place.account.ref
        case Whispered():
            return "whisper", place.channel_ref, place.thread_ref or "", place.account.ref
