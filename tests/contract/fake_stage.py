"""The scripted chat of the core's own tests, on the contract's stage."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

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
from bot.errors import RetryLater
from bot.ports import Place
from bot.testing import FakeClock, FakePlatform
from tests.contract.stage import words_of


@dataclass(slots=True)
class FakeStage:
    platform: FakePlatform
    channel_ref: str = "C1"
    listen: None = None

    @property
    def installation_ref(self) -> str:
        return self.platform.installation_ref

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
        return self.platform.press(account, action, subject)

    async def types(self, account: Account, command: str) -> CommandGiven:
        slash, _, rest = command.partition(" ")
        return self.platform.commands(account, rest, self.channel_ref, admin=slash == "/debrief-admin")

    async def fills_in(self, account: Account, post: str, text: str) -> FormSent:
        return self.platform.fills(account, post, text)

    async def fills_fields(self, account: Account, form: FieldForm, values: Mapping[str, str]) -> FieldsSent:
        return self.platform.fills_fields(account, form, values)

    async def takes_out(self, message: MessagePosted, *, out: bool = True) -> MessageTaken:
        return self.platform.takes(message, out=out)

    async def leaves(self, account: Account) -> MemberLeft:
        return self.platform.leaves(account, self.channel_ref)

    async def closes(self) -> ChannelClosed:
        return self.platform.closes(self.channel_ref)

    async def opens_home(self, account: Account) -> HomeOpened:
        return self.platform.opens_home(account)

    async def loses(self) -> InstallationLost:
        return self.platform.loses()

    async def comes_back(self) -> None:
        self.platform.lost = ""

    async def shown(self, place: Place) -> list[str]:
        return [words_of(seen.card) for seen in self.platform.seen if seen.place == place]

    async def is_marked(self, message: MessageAt) -> bool:
        return message.message_ref in self.platform.marks

    async def close_direct_messages(self, account: Account) -> None:
        self.platform.closed_to.add(account.ref)

    async def remove_channel(self) -> None:
        self.platform.gone.add(self.channel_ref)

    async def lose_the_next_reply(self) -> None:
        self.platform.after_landing.append(RetryLater("The connection broke."))


@asynccontextmanager
async def fake_stage(clock: FakeClock) -> AsyncIterator[FakeStage]:
    yield FakeStage(FakePlatform(clock))
