"""The terminal's chat on the contract's stage; what is shown is what it really draws.

Nobody types commands into the terminal's demo, leaves it or closes its channel: the stage makes these itself.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import StringIO
from zoneinfo import ZoneInfo

from rich.console import Console

from adapters.terminal.platform import INSTALLATION, TerminalPlatform
from adapters.terminal.render import card_page
from bot.domain.cards import Card
from bot.domain.forms import FieldForm
from bot.domain.happenings import (
    Account,
    Action,
    ChannelClosed,
    Command,
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
    Source,
)
from bot.errors import RetryLater
from bot.ports import Place
from bot.testing import FakeClock


@dataclass(slots=True)
class TerminalStage:
    clock: FakeClock
    platform: TerminalPlatform = field(init=False)
    installation_ref: str = INSTALLATION
    channel_ref: str = "practice"
    listen: None = None
    losing: bool = False
    drawn: list[tuple[Place, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.platform = TerminalPlatform(self.clock, self._draw)

    def _draw(self, place: Place, card: Card) -> None:
        self.drawn.append((place, _printed(card)))
        if self.losing:
            self.losing = False
            raise RetryLater("The terminal went away.")

    def account(self, ref: str, name: str = "") -> Account:
        return self.platform.account(ref, name)

    async def says(self, author: Account, text: str, thread_ref: str | None = None) -> MessagePosted:
        return self.platform.says(author, text, self.channel_ref, thread_ref)

    async def says_directly(self, author: Account, text: str) -> MessagePosted:
        return self.platform.says_directly(author, text)

    async def edits(self, message: MessagePosted, text: str) -> MessagePosted:
        return self.platform.edits(message, text)

    async def deletes(self, message: MessagePosted) -> Happening:
        return self.platform.deletes(message)

    async def presses(self, account: Account, action: Action, subject: str) -> Happening:
        return self.platform.presses(account, action, subject)

    async def types(self, account: Account, command: str) -> CommandGiven:
        slash, _, rest = command.removeprefix("/").partition(" ")
        now = self.clock.now()
        return CommandGiven(self._source(), account, Command(slash), rest, now, self.channel_ref)

    async def fills_in(self, account: Account, post: str, text: str) -> FormSent:
        return self.platform.sends(account, post, text)

    async def fills_fields(self, account: Account, form: FieldForm, values: Mapping[str, str]) -> FieldsSent:
        return self.platform.sends_fields(account, form, values)

    async def takes_out(self, message: MessagePosted, *, out: bool = True) -> MessageTaken:
        return MessageTaken(self._source(), message.at, message.author, out)

    async def leaves(self, account: Account) -> MemberLeft:
        return MemberLeft(self._source(), account, self.clock.now(), self.channel_ref)

    async def closes(self) -> ChannelClosed:
        self.platform.gone.add(self.channel_ref)
        return ChannelClosed(self._source(), self.channel_ref, self.clock.now())

    async def opens_home(self, account: Account) -> HomeOpened:
        return HomeOpened(self._source(), account, self.clock.now())

    async def loses(self) -> InstallationLost:
        return InstallationLost(self._source(), "It was taken away.", self.clock.now())

    async def comes_back(self) -> None:
        pass

    def _source(self) -> Source:
        return self.platform._source()

    async def shown(self, place: Place) -> list[str]:
        """What has landed there, as it was drawn last: a revised card is drawn a second time."""
        standing = [
            _printed(landed.card) for landed in self.platform.landed.values() if landed.place == place
        ]
        drawn = [text for drawn_at, text in self.drawn if drawn_at == place]
        assert all(text in drawn for text in standing)
        return standing

    async def is_marked(self, message: MessageAt) -> bool:
        return self.platform.is_marked(message)

    async def close_direct_messages(self, account: Account) -> None:
        self.platform.closed_to.add(account.ref)

    async def remove_channel(self) -> None:
        self.platform.gone.add(self.channel_ref)

    async def lose_the_next_reply(self) -> None:
        self.losing = True


def _printed(card: Card) -> str:
    paper = Console(file=StringIO(), width=2000, highlight=False, markup=False, emoji=False)
    with paper.capture() as capture:
        paper.print(*card_page(card, ZoneInfo("UTC")), sep="\n")
    return capture.get()


@asynccontextmanager
async def terminal_stage(clock: FakeClock) -> AsyncIterator[TerminalStage]:
    yield TerminalStage(clock)
