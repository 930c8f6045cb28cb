"""Discord on the contract's stage: cards stand in a fake Discord, and are read there as members see them.

What members write is told as the adapter reads it. Presses, commands and forms are made here.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count

from adapters.discord.access import Access
from adapters.discord.discord import Discord
from adapters.discord.heard.written import written
from adapters.discord.needs import NAME
from adapters.discord.speak.platform import MARK
from adapters.main import Chat, Parts
from adapters.main import house as wired
from bot.domain.cards import FieldForm
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
    Source,
)
from bot.ports import Direct, InThread, Place, Whispered
from bot.testing import FakeClock
from tests.contract.discord_seen import SAID, LosingPlatform, cards_of, earlier
from tests.contract.stage import Listen
from tests.fakes.discord.server import Channel, FakeDiscord, Guild, Member, Shown, discord_server


@dataclass(slots=True)
class DiscordStage:
    clock: FakeClock
    server: FakeDiscord
    guild: Guild
    practice: Channel
    platform: LosingPlatform
    listen: Listen | None = None
    _members: dict[str, Member] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=count)

    @property
    def installation_ref(self) -> str:
        return self.guild.id

    @property
    def channel_ref(self) -> str:
        return self.practice.id

    def account(self, ref: str, name: str = "") -> Account:
        """Discord numbers people by itself: `ref` is the suite's own name for one."""
        who = self._members.get(ref)
        if who is None:
            with earlier(self.clock):
                who = self._members[ref] = self.server.member(self.guild, name or ref)
        if name:
            who.user.name = name
        return Account(NAME, "", who.id, who.name)

    async def says(self, author: Account, text: str, thread_ref: str | None = None) -> MessagePosted:
        where = self._channel(thread_ref or self.practice.id)
        ref = await self.server.posts(self._who(author), where, text)
        return self._told(where, ref)

    async def says_directly(self, author: Account, text: str) -> MessagePosted:
        where = self.server.direct(self._who(author))
        return self._told(where, await self.server.posts(self._who(author), where, text))

    async def edits(self, message: MessagePosted, text: str) -> MessagePosted:
        where = self._at(message.at)
        await self.server.edits(self._who(message.author), where, message.at.message_ref, text)
        return self._told(where, message.at.message_ref)

    async def deletes(self, message: MessagePosted) -> MessageDeleted:
        await self.server.deletes(self._who(message.author), self._at(message.at), message.at.message_ref)
        return MessageDeleted(self._source(), message.at, self.clock.now())

    async def presses(self, account: Account, action: Action, subject: str) -> ButtonPressed:
        return ButtonPressed(self._source(), account, action, subject, self.clock.now())

    async def types(self, account: Account, command: str) -> CommandGiven:
        name, _, rest = command.removeprefix("/").partition(" ")
        given = Command(name)
        return CommandGiven(self._source(), account, given, rest, self.clock.now(), self.practice.id)

    async def fills_in(self, account: Account, post: str, text: str) -> FormSent:
        return FormSent(self._source(), account, post, text, self.clock.now())

    async def fills_fields(self, account: Account, form: FieldForm, values: Mapping[str, str]) -> FieldsSent:
        now = self.clock.now()
        return FieldsSent(self._source(), account, form.action, form.subject, dict(values), now)

    async def takes_out(self, message: MessagePosted, *, out: bool = True) -> MessageTaken:
        return MessageTaken(self._source(), message.at, message.author, out)

    async def leaves(self, account: Account) -> MemberLeft:
        del self.guild.members[account.ref]
        return MemberLeft(self._source(), account, self.clock.now(), self.practice.id)

    async def closes(self) -> ChannelClosed:
        await self.remove_channel()
        return ChannelClosed(self._source(), self.practice.id, self.clock.now())

    async def opens_home(self, account: Account) -> HomeOpened:
        return HomeOpened(self._source(), account, self.clock.now())

    async def loses(self) -> InstallationLost:
        del self.guild.members[self.server.app.bot.id]
        return InstallationLost(self._source(), "I was removed from the server.", self.clock.now())

    async def comes_back(self) -> None:
        self.server.install(self.server.app, self.guild)

    async def shown(self, place: Place) -> list[str]:
        return cards_of(self._standing(place))

    async def is_marked(self, message: MessageAt) -> bool:
        where = self._at(message)
        return any(MARK in it.marks for it in self.server.messages(where) if it.id == message.message_ref)

    async def close_direct_messages(self, account: Account) -> None:
        self._who(account).user.takes_messages = False

    async def remove_channel(self) -> None:
        for one in (self.practice, *self.server.threads(self.practice)):
            one.deleted = True

    async def lose_the_next_reply(self) -> None:
        self.platform.losing = self.server

    def _standing(self, place: Place) -> list[Shown]:
        if isinstance(place, Direct | Whispered):
            where: Channel | None = self.server.direct(self._who(place.account))
        else:
            ref = place.thread_ref if isinstance(place, InThread) else place.channel_ref
            where = self.server.state.world.channels.get(ref)
        return [it for it in self.server.said(where) if it.kind in SAID] if where else []

    def _who(self, account: Account) -> Member:
        return next(one for one in self._members.values() if one.id == account.ref)

    def _channel(self, ref: str) -> Channel:
        return self.server.state.world.channels[ref]

    def _at(self, at: MessageAt) -> Channel:
        return self._channel(at.thread_ref or at.channel_ref)

    def _told(self, where: Channel, ref: str) -> MessagePosted:
        thread = where.id if where.is_thread else None
        at = MessageAt(where.parent_or_self.id, ref, thread, direct=where.guild is None)
        payload = self.server.state.message_event(where.messages[ref], where)
        told = written(self.guild.id, payload, at)
        assert told is not None
        return told

    def _source(self) -> Source:
        return Source(NAME, self.guild.id, f"act {next(self._numbers)}")


@asynccontextmanager
async def discord_stage(clock: FakeClock, url: str) -> AsyncIterator[DiscordStage]:
    async def sleep(_seconds: float) -> None:
        """The pauses between attempts take none of the clock that tests push."""

    async with discord_server(clock) as server:
        with earlier(clock):
            app, guild = server.application("Debrief"), server.guild("Heron Study")
            server.install(app, guild)
            practice = server.channel(guild, "practice")
        built = Discord(Access(app.token, server.api_url, server.gateway_url), now=clock.now, sleep=sleep)
        platform = LosingPlatform(built.caller, built.core, now=clock.now)
        chat = Chat(platform, wire=built.wire, tend=built.tend, close=built.aclose)
        async with wired(url, Parts((chat,), clock)):
            yield DiscordStage(clock, server, guild, practice, platform)
