"""What members do in a transcript, done in a fake Slack."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

from adapters.slack.speak.platform import MARK
from bot.domain.forms import AnswerForm, Choice, Field, FieldForm
from bot.domain.happenings import Account, Action, Happening, MessageAt, MessagePosted, Opening
from bot.domain.mode import Privacy
from bot.testing import FakeClock, FakePlatform
from tests.contract.slack_stage import SlackStage
from tests.fakes.slack.messages import event_of
from tests.fakes.slack.server import Channel, Member
from tests.fakes.slack.world import Message

H = TypeVar("H", bound=Happening)
Act = Callable[[], Awaitable[object]]
OPENS = {Opening.MENTIONS_ANOTHER: "@Slackbot ", Opening.QUOTES: "> "}
BLANK = " "
"""Slack sends no form with an empty field; people have found out what it takes for a filled one."""


class Named(Member):
    """Somebody who calls themselves by their whole name."""

    @property
    def handle(self) -> str:
        return self.name


class ClosedTo(set[str]):
    """Whose direct messages are closed, as Slack has it."""

    def __init__(self, stage: SlackStage) -> None:
        super().__init__()
        self._stage = stage

    def add(self, ref: str) -> None:
        super().add(ref)
        self._stage.workspace.member(ref).takes_messages = False

    def clear(self) -> None:
        for ref in self:
            self._stage.workspace.member(ref).takes_messages = True
        super().clear()


class SlackRoom(FakePlatform):
    """What members do is noted, and done in Slack once it happens; what was said is kept as cards."""

    def __init__(self, clock: FakeClock, stage: SlackStage) -> None:
        super().__init__(clock, "slack", stage.installation_ref)
        self.stage = stage
        self.acts: dict[str, Act] = {}
        self.closed_to = ClosedTo(stage)

    def account(self, ref: str, name: str = "") -> Account:
        members = self.stage.workspace.team.members
        if ref not in members:
            members[ref] = Named(ref, self.installation_ref, name or ref)
            self.stage.workspace.channel.members.add(ref)
        return super().account(ref, name)

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
        slack, where = self.stage.workspace.slack, self.stage.workspace.channel
        files = tuple(f"notes-{number}.pdf" for number in range(attachments))
        words = OPENS.get(opening, "") + text
        written = slack.writes(self._who(author), where, words, thread=thread or "", files=files)
        at = MessageAt(channel, str(written["ts"]), thread)
        return self._said(
            at, author, text, lambda: slack._tell(slack.team_of(where), event_of(where, written), where)
        )

    def says_directly(self, author: Account, text: str) -> MessagePosted:
        slack = self.stage.workspace.slack
        where = slack.direct(self._who(author))
        written = slack.writes(self._who(author), where, text)
        at = MessageAt(where.id, str(written["ts"]), direct=True)
        return self._said(
            at, author, text, lambda: slack._tell(slack.team_of(where), event_of(where, written), where)
        )

    async def _told(self, where: Channel, written: Message) -> None:
        slack = self.stage.workspace.slack
        await slack._tell(slack.team_of(where), event_of(where, written), where)

    def _said(self, at: MessageAt, author: Account, text: str, act: Act) -> MessagePosted:
        posted_at = datetime.fromtimestamp(float(at.message_ref), UTC)
        return self._noted(MessagePosted(self.source(), at, author, text, posted_at), act)

    def edits(self, message: MessagePosted, text: str) -> MessagePosted:
        return self._noted(super().edits(message, text), lambda: self.stage.edits(message, text))

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
        return self._noted(
            super().fills(account, post, text), lambda: self._sends(account, form, {"Your answer": text})
        )

    def fills_fields(self, account: Account, form: FieldForm, values: Mapping[str, str]) -> Any:
        labels = {one.name: one.label for one in form.fields}
        sent = {labels[name]: value or BLANK for name, value in values.items()}
        return self._noted(
            super().fills_fields(account, form, values),
            partial(self._sends, account, opened_earlier(form, values), sent),
        )

    def commands(
        self, account: Account, text: str, channel: str | None = None, *, admin: bool = False
    ) -> Any:
        slack, who = self.stage.workspace.slack, self._who(account)
        where = self.stage.workspace.channel if channel else slack.direct(who)
        command = "/debrief-admin" if admin else "/debrief"
        given = super().commands(account, text, channel, admin=admin)
        return self._noted(given, lambda: slack.types_command(who, where, command, text))

    def leaves(self, account: Account, channel: str | None = None) -> Any:
        return self._noted(super().leaves(account, channel), lambda: self.stage.leaves(account))

    async def _sends(self, account: Account, form: AnswerForm | FieldForm, sent: Mapping[str, str]) -> None:
        slack, who = self.stage.workspace.slack, self._who(account)
        house, self.stage.house = self.stage.house, None
        while slack.modal(who) is not None:
            await slack.closes(who)
        try:
            await self.stage._opened(account, form)
        finally:
            self.stage.house = house
        await slack.submits(who, dict(sent))

    def _noted(self, happening: H, act: Act) -> H:
        self.acts[happening.source.event_ref] = act
        return happening

    def _who(self, account: Account) -> Member:
        return self.stage.workspace.member(account.ref)

    @property
    def marks(self) -> set[str]:
        """What stands in Slack."""
        seen = self.stage.workspace.slack.messages(self.stage.workspace.channel)
        return {one.ts for one in seen if MARK in one.marks}

    @marks.setter
    def marks(self, _none: set[str]) -> None:
        """They are Slack's own."""


def opened_earlier(form: FieldForm, values: Mapping[str, str]) -> FieldForm:
    """A window of a moment ago may offer what isn't offered any more."""

    def offering(one: Field) -> Field:
        value = values.get(one.name, "")
        if not one.choices or not value or value in {choice.value for choice in one.choices}:
            return one
        return replace(one, choices=(*one.choices, Choice(value, value)))

    return replace(form, fields=tuple(map(offering, form.fields)))
