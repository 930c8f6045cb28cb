"""Slack on the contract's stage: members act in a fake Slack, and what is shown is what it keeps for them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from adapters.main import House
from adapters.roles import Duty
from adapters.slack.heard.interactions import PUT_BACK, TAKE_OUT
from adapters.slack.heard.needs import NAME, Take
from adapters.slack.speak.own_token import OwnToken
from adapters.slack.speak.platform import MARK, SlackPlatform
from bot.domain.card_parts import Button
from bot.domain.cards import Card, Note
from bot.domain.forms import AnswerForm, FieldForm
from bot.domain.happenings import (
    Account,
    Action,
    ButtonPressed,
    ChannelClosed,
    CommandGiven,
    FieldsSent,
    FormSent,
    Happening,
    HomeOpened,
    InstallationLost,
    MemberLeft,
    MessageAt,
    MessageDeleted,
    MessagePosted,
    MessageTaken,
)
from bot.domain.mode import Privacy
from bot.ports import Place, Whispered
from bot.practice.core import Core
from bot.practice.receive import receive
from bot.testing import FakeClock
from tests.contract.slack_seen import LosingPlatform, button_for, cards_at
from tests.fakes.slack.server import Channel, Member, slack_server
from tests.fakes.slack_heard import (
    Wired,
    Workspace,
    a_house,
    connected,
    hearing,
    until,
    use_manifest,
    workspace,
)

H = TypeVar("H", bound=Happening)


@dataclass(slots=True)
class SlackStage:
    workspace: Workspace
    wired: Wired
    heard: list[Happening]
    answers: list[Card] = field(default_factory=list)
    """What the next happenings come to while no house listens."""
    house: House | None = None

    @property
    def platform(self) -> SlackPlatform:
        return self.wired.platform

    @property
    def installation_ref(self) -> str:
        return self.workspace.team.id

    @property
    def channel_ref(self) -> str:
        return self.workspace.channel.id

    def listen(self, house: House) -> Duty:
        """It hears all the time: from now on it hands over what it hears."""

        async def duty(stop: Any) -> None:
            self.house = house
            await stop.wait()
            self.house = None

        return duty

    async def take(self, happening: Happening) -> Card | None:
        self.heard.append(happening)
        if self.house is not None:
            return await receive(self.house.core, happening)
        return self.answers.pop() if self.answers else None

    def account(self, ref: str, name: str = "") -> Account:
        return Account(NAME, self.installation_ref, ref, self.workspace.member(ref, name).name)

    async def says(self, author: Account, text: str, thread_ref: str | None = None) -> MessagePosted:
        await self._slack.posts(self._who(author), self._channel, text, thread=thread_ref or "")
        return await self._last(MessagePosted)

    async def says_directly(self, author: Account, text: str) -> MessagePosted:
        who = self._who(author)
        await self._slack.posts(who, self._slack.direct(who), text)
        return await self._last(MessagePosted)

    async def edits(self, message: MessagePosted, text: str) -> MessagePosted:
        where = self._at(message.at)
        await self._slack.edits(self._who(message.author), where, message.at.message_ref, text)
        return await self._last(MessagePosted)

    async def deletes(self, message: MessagePosted) -> MessageDeleted:
        where = self._at(message.at)
        await self._slack.deletes(self._who(message.author), where, message.at.message_ref)
        return await self._last(MessageDeleted)

    async def presses(self, account: Account, action: Action, subject: str) -> ButtonPressed:
        """The button where the member sees it; one that no card carries is put before them first."""
        found = button_for(self.workspace, self._who(account), action, subject)
        if found is None:
            there = Whispered(self.installation_ref, self.channel_ref, None, account)
            await self.platform.publish(
                there, Note("Press it.", (Button(action, "Press", subject),)), "press"
            )
            found = button_for(self.workspace, self._who(account), action, subject)
        assert found is not None
        await self._slack.clicks(self._who(account), *found)
        return await self._last(ButtonPressed)

    async def types(self, account: Account, command: str) -> CommandGiven:
        slash, _, rest = command.partition(" ")
        await self._slack.types_command(self._who(account), self._channel, slash, rest)
        return await self._last(CommandGiven)

    async def fills_in(self, account: Account, post: str, text: str) -> FormSent:
        form = AnswerForm(post, "The scenario", "A prompt.", "", Privacy.SEALED)
        await self._opened(account, form)
        await self._slack.submits(self._who(account), {"Your answer": text})
        return await self._last(FormSent)

    async def fills_fields(self, account: Account, form: FieldForm, values: Mapping[str, str]) -> FieldsSent:
        await self._opened(account, form)
        labels = {one.name: one.label for one in form.fields}
        await self._slack.submits(self._who(account), {labels[name]: value for name, value in values.items()})
        return await self._last(FieldsSent)

    async def takes_out(self, message: MessagePosted, *, out: bool = True) -> MessageTaken:
        who, where = self._who(message.author), self._at(message.at)
        (shown,) = [it for it in self._slack.messages(where, who) if it.ts == message.at.message_ref]
        await self._slack.uses_shortcut(who, shown, TAKE_OUT if out else PUT_BACK)
        return await self._last(MessageTaken)

    async def leaves(self, account: Account) -> MemberLeft:
        await self._slack.leaves(self._who(account), self._channel)
        return await self._last(MemberLeft)

    async def closes(self) -> ChannelClosed:
        await self._slack.deletes_channel(self._channel)
        return await self._last(ChannelClosed)

    async def opens_home(self, account: Account) -> HomeOpened:
        await self._slack.opens_home(self._who(account))
        return await self._last(HomeOpened)

    async def loses(self) -> InstallationLost:
        await self._slack.uninstalls(self.workspace.team)
        return await self._last(InstallationLost)

    async def comes_back(self) -> None:
        """With a new token, which takes a new start; and the bot is invited again."""
        back = self._slack.install(self.workspace.team)
        self._channel.members.add(back.bot.id)
        started_anew = OwnToken(self.wired.built.caller.wire, back.token.text, self.wired.built.core)
        self.wired.built.caller.tokens = started_anew

    async def shown(self, place: Place) -> list[str]:
        return cards_at(self.workspace, place)

    async def is_marked(self, message: MessageAt) -> bool:
        seen = self._slack.messages(self._at(message))
        return any(MARK in it.marks for it in seen if it.ts == message.message_ref)

    async def close_direct_messages(self, account: Account) -> None:
        self._who(account).takes_messages = False

    async def remove_channel(self) -> None:
        self._channel.deleted = True

    async def lose_the_next_reply(self) -> None:
        assert isinstance(self.platform, LosingPlatform)
        self.platform.losing = self.workspace

    @property
    def _slack(self) -> Any:
        return self.workspace.slack

    @property
    def _channel(self) -> Channel:
        return self.workspace.channel

    def _who(self, account: Account) -> Member:
        return self.workspace.member(account.ref)

    def _at(self, at: MessageAt) -> Channel:
        return self.workspace.team.channels[at.channel_ref]

    async def _opened(self, account: Account, form: AnswerForm | FieldForm) -> None:
        """The form, as whoever presses its button sees it."""
        if self.house is None:
            self.answers.append(form)
        await self.presses(account, Action.HINT, "a-form")
        await until(lambda: self._slack.modal(self._who(account)) is not None, "the form is open")

    async def _last(self, kind: type[H]) -> H:
        """What was heard last, and all that follows from it done."""
        await self.wired.heard.heard(self.wired.built.core()).reception.after.finish()
        happening = self.heard[-1]
        assert isinstance(happening, kind), happening
        return happening


@asynccontextmanager
async def slack_stage(clock: FakeClock, url: str, *, socket: bool) -> AsyncIterator[SlackStage]:
    stages: list[SlackStage] = []

    def taking(_core: Core) -> Take:
        return stages[0].take

    async with slack_server(clock, rates="off") as slack:
        use_manifest(slack, socket=socket)
        place = workspace(slack)
        wired = connected(place, clock, socket=socket, taking=taking)
        wired.platform = LosingPlatform(wired.built.caller, wired.built.core, now=clock.now)
        stages.append(SlackStage(place, wired, []))
        async with a_house(url, clock, wired) as house, hearing(place, wired, house, socket=socket):
            yield stages[0]


def socket_stage(clock: FakeClock, url: str) -> Any:
    return slack_stage(clock, url, socket=True)


def http_stage(clock: FakeClock, url: str) -> Any:
    return slack_stage(clock, url, socket=False)
