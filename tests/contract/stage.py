"""What the contract suite asks of a platform under test: its adapter, and a driver of its members.

A new adapter joins the suite with a stage of its own: a class that has what `Stage` names, an async context
manager that yields one (and starts what servers it needs), and one line for it in `conftest.STAGES`.
What members do comes back as the happening that the adapter makes of it, with nothing lost on the way; the
suite hands it to the core. An adapter that hears its platform by itself shows that, too, through `listen`.
Everything is awaited, so that a stage may speak to a fake server over a socket.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Protocol

from adapters.main import House
from adapters.roles import Duty
from bot.domain.card_parts import Button
from bot.domain.cards import Card
from bot.domain.forms import FieldForm
from bot.domain.happenings import (
    Account,
    Action,
    ChannelClosed,
    CommandGiven,
    FieldsSent,
    FormSent,
    Happening,
    HomeOpened,
    InstallationLost,
    MemberLeft,
    MessageAt,
    MessagePosted,
    MessageTaken,
)
from bot.ports import ChatPlatform, Place

Listen = Callable[[House], Duty]


class Stage(Protocol):
    @property
    def platform(self) -> ChatPlatform: ...

    @property
    def listen(self) -> Listen | None:
        """As in `adapters.main.Chat`. While its duty runs, what members do reaches the core through it.

        None where the adapter has no listener, because a test or a demo plays its members.
        """
        ...

    @property
    def installation_ref(self) -> str: ...

    @property
    def channel_ref(self) -> str:
        """A channel in which the bot may post."""
        ...

    def account(self, ref: str, name: str = "") -> Account: ...

    async def says(self, author: Account, text: str, thread_ref: str | None = None) -> MessagePosted:
        """A member writes in the channel, or in a thread of it; as the adapter tells the core."""
        ...

    async def says_directly(self, author: Account, text: str) -> MessagePosted:
        """A member writes in their private conversation with the bot."""
        ...

    async def edits(self, message: MessagePosted, text: str) -> MessagePosted: ...

    async def deletes(self, message: MessagePosted) -> Happening: ...

    async def presses(self, account: Account, action: Action, subject: str) -> Happening: ...

    async def types(self, account: Account, command: str) -> CommandGiven:
        """A slash command in the channel, as it is typed: "/debrief board week"."""
        ...

    async def fills_in(self, account: Account, post: str, text: str) -> FormSent:
        """The form of a private answer."""
        ...

    async def fills_fields(self, account: Account, form: FieldForm, values: Mapping[str, str]) -> FieldsSent:
        """A form of several fields, which the member was shown."""
        ...

    async def takes_out(self, message: MessagePosted, *, out: bool = True) -> MessageTaken:
        """Its author takes a message out of their answer, or puts it back."""
        ...

    async def leaves(self, account: Account) -> MemberLeft:
        """A member leaves the channel."""
        ...

    async def closes(self) -> ChannelClosed:
        """The channel is deleted, and the platform says so."""
        ...

    async def opens_home(self, account: Account) -> HomeOpened:
        """A member looks at the bot's own page; where there is none, the stage makes the happening itself."""
        ...

    async def loses(self) -> InstallationLost:
        """The app is removed from the workspace or guild, and the platform says so."""
        ...

    async def comes_back(self) -> None:
        """It's installed again, as far as the platform goes."""
        ...

    async def shown(self, place: Place) -> list[str]:
        """The text of each card that can be read at a place, in order."""
        ...

    async def is_marked(self, message: MessageAt) -> bool: ...

    async def close_direct_messages(self, account: Account) -> None: ...

    async def remove_channel(self) -> None:
        """The channel is deleted, and nobody says so."""
        ...

    async def lose_the_next_reply(self) -> None:
        """The next card lands, and its publish raises all the same."""
        ...


def words_of(card: Card) -> str:
    """All texts of a card, for a platform that keeps cards as they are."""
    return "\n".join(_texts(card))


def _texts(value: object) -> list[str]:
    if isinstance(value, Button):
        return [value.label]
    if isinstance(value, Enum):
        return [str(value.value)]
    if is_dataclass(value):
        return [text for part in fields(value) for text in _texts(getattr(value, part.name))]
    if isinstance(value, tuple):
        return [text for part in value for text in _texts(part)]
    return [str(value)]
