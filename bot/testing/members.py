"""What members do in a chat in memory, as the happenings that the core hears."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count

from bot.domain.card_parts import Button
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
from bot.testing.clock import FakeClock


@dataclass(slots=True)
class FakeMembers:
    """Each method is one thing that somebody does, and returns what the chat would tell of it."""

    clock: FakeClock
    name: str = "fake"
    installation_ref: str = "T1"
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    written: dict[tuple[str, str], MessagePosted] = field(default_factory=dict)
    """Members' messages as they stand, by channel and message."""
    lost: str = ""
    """Why the bot may not speak here any more; empty while it may."""
    gone: set[str] = field(default_factory=set)
    """Channels that were deleted."""
    _numbers: Iterable[int] = field(default_factory=lambda: count(1))

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

    def _stand(self, message: MessagePosted) -> MessagePosted:
        self.texts[message.at.channel_ref, message.at.message_ref] = message.text
        self.written[message.at.channel_ref, message.at.message_ref] = message
        return message

    def _next(self) -> int:
        return next(iter(self._numbers))
