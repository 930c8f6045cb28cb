"""What members do in a transcript, done in a fake Discord."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from adapters.discord.needs import NAME
from adapters.discord.speak.platform import MARK
from bot.domain.forms import AnswerForm, FieldForm
from bot.domain.happenings import Account, Action, Happening, MessageAt, MessagePosted, Opening
from bot.domain.mode import Privacy
from bot.testing import FakeClock, FakePlatform, Seen
from tests.contract.discord_stage import DiscordStage
from tests.conversation.slack_room import opened_earlier
from tests.conversation.stage import CHANNEL
from tests.fakes.discord import messages
from tests.fakes.discord.rules.message import Draft
from tests.fakes.discord.server import Channel, Member
from tests.fakes.discord.wire import File
from tests.fakes.discord.world import Message
from tests.fakes.discord_doing import fills, types

H = TypeVar("H", bound=Happening)
Act = Callable[[], Awaitable[object]]
BLANK = " "
"""Discord sends no form with an empty field that is asked for."""


class ClosedTo(set[str]):
    """Whose direct messages are closed, as Discord has it."""

    def __init__(self, stage: DiscordStage) -> None:
        super().__init__()
        self._stage = stage

    def add(self, ref: str) -> None:
        super().add(ref)
        self._stage.place.member(ref).user.takes_messages = False

    def clear(self) -> None:
        for ref in self:
            self._stage.place.member(ref).user.takes_messages = True
        super().clear()


class DiscordRoom(FakePlatform):
    """What members do is noted, and done in Discord once it happens; what was said is kept as cards."""

    def __init__(self, clock: FakeClock, stage: DiscordStage) -> None:
        super().__init__(clock, NAME, stage.installation_ref)
        self.stage = stage
        self.acts: dict[str, Act] = {}
        self.closed_to = ClosedTo(stage)

    def account(self, ref: str, name: str = "") -> Account:
        return self.stage.place.account(ref, name)

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
        owner = self.stage.place.guild.owner_id
        opens = {Opening.MENTIONS_ANOTHER: f"<@{owner}> ", Opening.QUOTES: "> "}
        where = self.stage.place.at(thread or self.stage.channel_ref)
        return self._written(author, where, opens.get(opening, "") + text, text, attachments)

    def says_directly(self, author: Account, text: str) -> MessagePosted:
        return self._written(author, self.stage.discord.direct(self._who(author)), text, text)

    def _written(
        self, author: Account, where: Channel, words: str, text: str, attachments: int = 0
    ) -> MessagePosted:
        """It stands there; whoever listens is told when it happens."""
        state = self.stage.discord.state
        message = messages.make(state, where, self._who(author).user, words.strip())
        files = {n: File(f"notes-{n}.pdf", b"%PDF", "application/pdf") for n in range(attachments)}
        messages.fill(state, message, where, Draft(files=files))
        where.messages[message["id"]] = message
        thread = where.id if where.is_thread else None
        at = MessageAt(where.parent_or_self.id, message["id"], thread, direct=where.guild is None)
        posted_at = datetime.fromisoformat(str(message["timestamp"]))
        said = MessagePosted(self.source(), at, author, text, posted_at)
        return self._noted(said, partial(self._told, message, where))

    async def _told(self, message: Message, where: Channel) -> None:
        messages.post(self.stage.discord.state, message, where)

    def edits(self, message: MessagePosted, text: str) -> MessagePosted:
        return self._noted(super().edits(message, text), partial(self._edited, message.at, text))

    async def _edited(self, at: MessageAt, text: str) -> None:
        """Whoever pays for Discord may write 4,000 characters, and the transcripts take up nearly as many."""
        state, where = self.stage.discord.state, self.stage.place.at(at.thread_ref or at.channel_ref)
        message = where.messages[at.message_ref]
        message["content"] = text.strip()
        messages.updated(state, message, where)

    def deletes(self, message: MessagePosted) -> Any:
        return self._noted(super().deletes(message), lambda: self.stage.deletes(message))

    def takes(self, message: MessagePosted, *, out: bool, by: Account | None = None) -> Any:
        return self._noted(
            super().takes(message, out=out, by=by), lambda: self.stage.takes_out(message, out=out)
        )

    def press(self, account: Account, action: Action, subject: str) -> Any:
        return self._noted(
            super().press(account, action, subject), lambda: self.stage.presses(account, action, subject)
        )

    def fills(self, account: Account, post: str, text: str) -> Any:
        form = AnswerForm(post, "The scenario", "A prompt.", "", Privacy.SEALED)
        sending = partial(self._sends, account, form, {"answer": text})
        return self._noted(super().fills(account, post, text), sending)

    def fills_fields(self, account: Account, form: FieldForm, values: Mapping[str, str]) -> Any:
        sent = {name: value or BLANK for name, value in values.items()}
        sending = partial(self._sends, account, opened_earlier(form, values), sent)
        return self._noted(super().fills_fields(account, form, values), sending)

    def commands(
        self, account: Account, text: str, channel: str | None = None, *, admin: bool = False
    ) -> Any:
        discord, who = self.stage.discord, self._who(account)
        where = self.stage.place.channel if channel else discord.direct(who)
        given = super().commands(account, text, channel, admin=admin)
        return self._noted(given, partial(types, discord, who, where, f"{given.command.value} {text}"))

    def leaves(self, account: Account, channel: str | None = None) -> Any:
        return self._noted(super().leaves(account, channel), partial(self._left, account))

    async def _left(self, account: Account) -> None:
        """Nobody tells Debrief: it looks who is there, and once more before it believes it."""
        await self.stage.leaves(account)
        await self.stage.wired.built.tend()
        self.clock.forward(minutes=6)
        await self.stage.wired.built.tend()

    def in_channel(self, channel: str) -> list[Seen]:
        return super().in_channel(self._real(channel))

    def in_thread(self, channel: str) -> list[Seen]:
        return super().in_thread(self._real(channel))

    def _real(self, channel: str) -> str:
        return self.stage.channel_ref if channel == CHANNEL else channel

    async def _sends(self, account: Account, form: AnswerForm | FieldForm, sent: Mapping[str, str]) -> None:
        house, self.stage.house = self.stage.house, None
        try:
            opened = await self.stage.opened(account, form)
        finally:
            self.stage.house = house
        await fills(self.stage.discord, self._who(account), opened, sent)

    def _noted(self, happening: H, act: Act) -> H:
        self.acts[happening.source.event_ref] = act
        return happening

    def _who(self, account: Account) -> Member:
        return self.stage.place.of(account)

    @property
    def marks(self) -> set[str]:
        """What stands in Discord."""
        practice = self.stage.place.channel
        rooms = (practice, *self.stage.discord.threads(practice))
        return {one.id for at in rooms for one in self.stage.discord.messages(at) if MARK in one.marks}

    @marks.setter
    def marks(self, _none: set[str]) -> None:
        """They are Discord's own."""
