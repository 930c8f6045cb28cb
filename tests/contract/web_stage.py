"""The study room on the contract's stage: members act through its desk, and what is shown is its HTML."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeVar
from zoneinfo import ZoneInfo

from adapters.main import House
from adapters.roles import Duty
from adapters.web.room.acts import Acts
from adapters.web.room.desk import Desk
from adapters.web.room.kept import kept_in_memory
from adapters.web.room.platform import RoomPlatform
from adapters.web.room.render import card_html
from adapters.web.room.room import Room
from adapters.web.room.values import INSTALLATION, RoomMember, Spot, direct
from bot.domain.card_parts import Button
from bot.domain.cards import Card, Note
from bot.domain.forms import FieldForm
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
from bot.errors import RetryLater
from bot.ports import Direct, InThread, Place, Published, Whispered
from bot.practice.receive import receive
from bot.testing import FakeClock

H = TypeVar("H", bound=Happening)

ONLOOKER = RoomMember("onlooker", "Onlooker")


@dataclass(frozen=True, slots=True)
class ForgetfulPlatform(RoomPlatform):
    """Its next reply gets lost on the way, when one was asked to be."""

    losing: list[RetryLater] = field(default_factory=list)

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        published = await RoomPlatform.publish(self, place, card, key)
        self._lose()
        return published

    async def revise(self, place: Place, key: str, card: Card) -> None:
        await RoomPlatform.revise(self, place, key, card)
        self._lose()

    def _lose(self) -> None:
        if self.losing:
            raise self.losing.pop()


@dataclass(slots=True)
class WebStage:
    room: Room
    platform: ForgetfulPlatform = field(init=False)
    acts: Acts = field(init=False)
    house: House | None = None
    heard: list[Happening] = field(default_factory=list)
    installation_ref: str = INSTALLATION

    def __post_init__(self) -> None:
        self.room.join(ONLOOKER)
        self.platform = ForgetfulPlatform(self.room)
        self.acts = Acts(self.room, Desk(self.room, self._take, self._reaches))

    @property
    def channel_ref(self) -> str:
        return self.room.channel

    def listen(self, house: House) -> Duty:
        self.house = house
        return self.acts.desk

    def account(self, ref: str, name: str = "") -> Account:
        known = self.room.member(ref)
        if known is None or (name and known.name != name):
            self.room.join(RoomMember(ref, name or ref))
        return self.room.members[ref].account

    async def says(self, author: Account, text: str, thread_ref: str | None = None) -> MessagePosted:
        await self.acts.say(author.ref, Spot(self.room.channel, thread_ref), text)
        return self._last(MessagePosted)

    async def says_directly(self, author: Account, text: str) -> MessagePosted:
        await self.acts.say(author.ref, direct(author.ref), text)
        return self._last(MessagePosted)

    async def edits(self, message: MessagePosted, text: str) -> MessagePosted:
        await self.acts.edit(message.author.ref, message.at.message_ref, text)
        return self._last(MessagePosted)

    async def deletes(self, message: MessagePosted) -> MessageDeleted:
        await self.acts.delete(message.author.ref, message.at.message_ref)
        return self._last(MessageDeleted)

    async def presses(self, account: Account, action: Action, subject: str) -> ButtonPressed:
        """The button where the member sees it; one that no card carries is put before them first."""
        line, number = self._button(account, action, subject) or self._offered(account, action, subject)
        await self.acts.press(account.ref, line, number)
        return self._last(ButtonPressed)

    async def types(self, account: Account, command: str) -> CommandGiven:
        await self.acts.say(account.ref, Spot(self.room.channel), command)
        return self._last(CommandGiven)

    async def fills_in(self, account: Account, post: str, text: str) -> FormSent:
        await self.acts.fill(account.ref, post, text)
        return self._last(FormSent)

    async def fills_fields(self, account: Account, form: FieldForm, values: Mapping[str, str]) -> FieldsSent:
        await self.acts.fill_fields(account.ref, form, values, Spot(self.room.channel))
        return self._last(FieldsSent)

    async def takes_out(self, message: MessagePosted, *, out: bool = True) -> MessageTaken:
        await self.acts.take(message.author.ref, message.at.message_ref, out=out)
        return self._last(MessageTaken)

    async def leaves(self, account: Account) -> MemberLeft:
        await self.acts.leave(account.ref)
        return self._last(MemberLeft)

    async def closes(self) -> ChannelClosed:
        await self.acts.close_channel(ONLOOKER.ref)
        return self._last(ChannelClosed)

    async def opens_home(self, account: Account) -> HomeOpened:
        """The room has no such page: everything there is stands beside it."""
        return HomeOpened(self._source(), account, self.room.clock.now())

    async def loses(self) -> InstallationLost:
        return InstallationLost(self._source(), "It was taken away.", self.room.clock.now())

    async def comes_back(self) -> None:
        pass

    def _source(self) -> Source:
        return Source(self.platform.name, self.installation_ref, f"made-up-{self.room.count}")

    async def shown(self, place: Place) -> list[str]:
        """What a page would hold for whoever may read there."""
        spot, viewer, whispered = Spot(self.room.channel), ONLOOKER.ref, None
        if isinstance(place, InThread):
            spot = Spot(place.channel_ref, place.thread_ref)
        if isinstance(place, Direct):
            spot, viewer = direct(place.account.ref), place.account.ref
        if isinstance(place, Whispered):
            spot, viewer = Spot(place.channel_ref, place.thread_ref), place.account.ref
            whispered = viewer
        return [
            words_on(card_html(line.card, ZoneInfo("UTC"), line, viewer))
            for line in self.room.lines(spot, viewer)
            if line.card and line.only_for == whispered
        ]

    async def is_marked(self, message: MessageAt) -> bool:
        return self.room.lines_by_ref[message.message_ref].counted

    async def close_direct_messages(self, account: Account) -> None:
        self.room.close_direct(account.ref)

    async def remove_channel(self) -> None:
        self.room.close()

    async def lose_the_next_reply(self) -> None:
        self.platform.losing.append(RetryLater("The page went away."))

    def _button(self, account: Account, action: Action, subject: str) -> tuple[str, int] | None:
        for line in self.room.changed_since(0, account.ref):
            buttons: tuple[Button, ...] = getattr(line.card, "buttons", ())
            for number, button in enumerate(buttons):
                if (button.action, button.subject) == (action, subject):
                    return line.ref, number
        return None

    def _offered(self, account: Account, action: Action, subject: str) -> tuple[str, int]:
        card = Note("Press it.", (Button(action, "Press", subject),))
        return self.room.put(Spot(self.room.channel), None, card=card, only_for=account.ref).ref, 0

    async def _take(self, happening: Happening) -> Card | None:
        self.heard.append(happening)
        return await receive(self.house.core, happening) if self.house else None

    async def _reaches(self) -> None:
        if self.house:
            async with self.house.core.store.work():
                pass

    def _last(self, kind: type[H]) -> H:
        happening = self.heard[-1]
        assert isinstance(happening, kind)
        return happening


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def words_on(page: str) -> str:
    """The text of some HTML."""
    reader = _Words()
    reader.feed(page)
    reader.close()
    return "".join(reader.words)


@asynccontextmanager
async def web_stage(clock: FakeClock) -> AsyncIterator[WebStage]:
    with kept_in_memory() as kept:
        yield WebStage(Room(kept, clock))
