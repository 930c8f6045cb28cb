"""Discord on the contract's stage: members act in a fake Discord, and see what it keeps for them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar

from adapters.discord.commands import PUT_BACK, TAKE_OUT
from adapters.discord.needs import NAME, Take
from adapters.discord.speak.platform import MARK
from adapters.main import House
from adapters.roles import Duty
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
    Source,
)
from bot.domain.mode import Privacy
from bot.ports import Direct, InChannel, InThread, Place, Whispered
from bot.practice.core import Core
from bot.practice.receive import receive
from bot.testing import FakeClock
from tests.contract.discord_seen import SAID, LosingPlatform, cards_of, earlier
from tests.fakes.discord.acts.asking import Outcome
from tests.fakes.discord.server import Channel, FakeDiscord, Member, Shown, discord_server
from tests.fakes.discord_doing import button_at, fills, types
from tests.fakes.discord_heard import Server, Wired, a_house, connected, hearing, server

H = TypeVar("H", bound=Happening)


@dataclass(slots=True)
class DiscordStage:
    place: Server
    wired: Wired
    heard: list[Happening]
    answers: list[Card] = field(default_factory=list)
    """What the next happenings come to while no house listens."""
    house: House | None = None
    aside: Channel = field(init=False)
    """Another channel, for buttons that no card carries."""
    _numbers: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        with earlier(self.place.clock):
            self.aside = self.discord.channel(self.place.guild, "aside")

    @property
    def platform(self) -> Any:
        return self.wired.platform

    @property
    def installation_ref(self) -> str:
        return self.place.guild.id

    @property
    def channel_ref(self) -> str:
        return self.place.channel.id

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
        return self.place.account(ref, name)

    async def says(self, author: Account, text: str, thread_ref: str | None = None) -> MessagePosted:
        where = self.place.at(thread_ref or self.channel_ref)
        await self.discord.posts(self._who(author), where, text)
        return await self._last(MessagePosted)

    async def says_directly(self, author: Account, text: str) -> MessagePosted:
        who = self._who(author)
        await self.discord.posts(who, self.discord.direct(who), text)
        return await self._last(MessagePosted)

    async def edits(self, message: MessagePosted, text: str) -> MessagePosted:
        where = self._at(message.at)
        await self.discord.edits(self._who(message.author), where, message.at.message_ref, text)
        return await self._last(MessagePosted)

    async def deletes(self, message: MessagePosted) -> MessageDeleted:
        where = self._at(message.at)
        await self.discord.deletes(self._who(message.author), where, message.at.message_ref)
        return await self._last(MessageDeleted)

    async def presses(self, account: Account, action: Action, subject: str) -> ButtonPressed:
        """The button where the member sees it; one that no card carries is put before them first."""
        await self.pressed(account, action, subject)
        return await self._last(ButtonPressed)

    async def pressed(self, account: Account, action: Action, subject: str) -> Outcome:
        found = self._button(account, action, subject)
        if found is None:
            there = InChannel(self.installation_ref, self.aside.id)
            note = Note("Press it.", (Button(action, "Press", subject),))
            await self.platform.publish(there, note, f"press-{action}-{subject}")
            found = self._button(account, action, subject)
        assert found is not None
        outcome = await self.discord.presses(self._who(account), *found)
        await self.wired.finished(self.discord)
        return outcome

    async def types(self, account: Account, command: str) -> CommandGiven:
        await types(self.discord, self._who(account), self.place.channel, command.removeprefix("/"))
        return await self._last(CommandGiven)

    async def fills_in(self, account: Account, post: str, text: str) -> FormSent:
        form = AnswerForm(post, "The scenario", "A prompt.", "", Privacy.SEALED)
        await fills(self.discord, self._who(account), await self.opened(account, form), {"answer": text})
        return await self._last(FormSent)

    async def fills_fields(self, account: Account, form: FieldForm, values: Mapping[str, str]) -> FieldsSent:
        await fills(self.discord, self._who(account), await self.opened(account, form), values)
        return await self._last(FieldsSent)

    async def takes_out(self, message: MessagePosted, *, out: bool = True) -> MessageTaken:
        who, where = self._who(message.author), self._at(message.at)
        (shown,) = [it for it in self.discord.messages(where, who) if it.id == message.at.message_ref]
        await self.discord.uses_context_command(who, shown, TAKE_OUT if out else PUT_BACK)
        return await self._last(MessageTaken)

    async def leaves(self, account: Account) -> MemberLeft:
        """Nobody tells: it takes an intent that the app doesn't ask for."""
        await self.discord.leaves(self._who(account))
        return MemberLeft(self._source(), account, self.place.clock.now(), self.channel_ref)

    async def closes(self) -> ChannelClosed:
        await self.discord.deletes_channel(self.place.channel)
        return await self._last(ChannelClosed)

    async def opens_home(self, account: Account) -> HomeOpened:
        """Discord gives an app no page of its own."""
        return HomeOpened(self._source(), account, self.place.clock.now())

    async def loses(self) -> InstallationLost:
        await self.discord.removes_app(self.place.guild)
        return await self._last(InstallationLost)

    async def comes_back(self) -> None:
        self.discord.install(self.place.app, self.place.guild)
        await self.wired.finished(self.discord)

    async def shown(self, place: Place) -> list[str]:
        return cards_of(self._standing(place))

    async def is_marked(self, message: MessageAt) -> bool:
        seen = self.discord.messages(self._at(message))
        return any(MARK in it.marks for it in seen if it.id == message.message_ref)

    async def close_direct_messages(self, account: Account) -> None:
        self._who(account).user.takes_messages = False

    async def remove_channel(self) -> None:
        for one in (self.place.channel, *self.discord.threads(self.place.channel)):
            one.deleted = True

    async def lose_the_next_reply(self) -> None:
        assert isinstance(self.platform, LosingPlatform)
        self.platform.losing = self.discord

    async def opened(self, account: Account, form: AnswerForm | FieldForm) -> Outcome:
        """The form, as whoever presses its button sees it."""
        if self.house is None:
            self.answers.append(form)
        return await self.pressed(account, Action.HINT, "a-form")

    @property
    def discord(self) -> FakeDiscord:
        return self.place.discord

    def _button(self, account: Account, action: Action, subject: str) -> tuple[Shown, str] | None:
        who = self._who(account)
        practice = (self.place.channel, *self.discord.threads(self.place.channel))
        rooms = (self.aside, *practice, self.discord.direct(who))
        seen = [message for where in rooms for message in self.discord.messages(where, who)]
        return button_at(seen, action.value, subject)

    def _standing(self, place: Place) -> list[Shown]:
        if isinstance(place, Direct | Whispered):
            where: Channel | None = self.discord.direct(self._who(place.account))
        else:
            ref = place.thread_ref if isinstance(place, InThread) else place.channel_ref
            where = self.discord.state.world.channels.get(ref)
        return [it for it in self.discord.said(where) if it.kind in SAID] if where else []

    def _who(self, account: Account) -> Member:
        return self.place.of(account)

    def _at(self, at: MessageAt) -> Channel:
        return self.place.at(at.thread_ref or at.channel_ref)

    async def _last(self, kind: type[H]) -> H:
        """What was heard last, and all that follows from it done."""
        await self.wired.finished(self.discord)
        happening = self.heard[-1]
        assert isinstance(happening, kind), happening
        return happening

    def _source(self) -> Source:
        return Source(NAME, self.installation_ref, f"act {next(self._numbers)}")


@asynccontextmanager
async def discord_stage(clock: FakeClock, url: str) -> AsyncIterator[DiscordStage]:
    stages: list[DiscordStage] = []

    def taking(_core: Core) -> Take:
        return stages[0].take

    async with discord_server(clock) as discord:
        place = await server(discord, clock)
        wired = connected(place, taking)
        wired.platform = LosingPlatform(wired.built.caller, wired.built.core, now=clock.now)
        stages.append(DiscordStage(place, wired, []))
        async with a_house(url, clock, wired) as house, hearing(wired, house):
            yield stages[0]
