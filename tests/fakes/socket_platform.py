"""The chat server's client side: the platform's port, and the events as happenings."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.cards import Card
from bot.domain.forms import AnswerForm, FieldForm
from bot.domain.happenings import (
    Account,
    Action,
    ButtonPressed,
    Happening,
    MessageAt,
    MessageDeleted,
    MessagePosted,
    Source,
)
from bot.errors import BackfillRefused
from bot.ports import Direct, InThread, Place, Published
from tests.fakes.chat_server import Wire

NAME = "socket"
INSTALLATION = "S1"


class Line:
    """One connection, one question at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._turn = asyncio.Lock()

    @classmethod
    async def to(cls, port: int) -> "Line":
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def ask(self, **question: Any) -> Wire:
        async with self._turn:
            self._writer.write(json.dumps(question).encode() + b"\n")
            await self._writer.drain()
            reply: Wire = json.loads(await self._reader.readline())
            return reply


@dataclass(slots=True)
class SocketPlatform:
    line: Line
    name: str = NAME

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        buttons = () if isinstance(card, AnswerForm | FieldForm) else card.buttons
        subject = buttons[0].subject if buttons else ""
        told = await self.line.ask(call="publish", place=repr(place), key=key, subject=subject)
        return Published(told["ref"], told["ref"])

    async def find(self, place: Place, key: str) -> Published | None:
        ref = (await self.line.ask(call="find", place=repr(place), key=key))["ref"]
        return Published(ref, ref) if ref else None

    async def revise(self, place: Place, key: str, card: Card) -> None:
        await self.line.ask(call="revise", place=repr(place), key=key)

    async def mark(self, installation_ref: str, message: MessageAt, *, included: bool) -> None:
        await self.line.ask(call="mark", message=message.message_ref, included=included)

    async def read(self, installation_ref: str, message: MessageAt) -> str | None:
        return None

    async def written_since(
        self, place: InThread | Direct, after: datetime, as_of: datetime | None = None
    ) -> Sequence[MessagePosted]:
        raise BackfillRefused("This chat lets nobody read what was written before.")

    async def is_in(self, installation_ref: str, channel_ref: str, account: Account) -> bool | None:
        return None

    async def check_home(self, installation_ref: str, channel_ref: str, account: Account) -> None:
        """Anybody may begin a group anywhere."""

    async def show_page(self, place: Direct, card: Card) -> None:
        """There are no pages."""


def happening(wire: Wire) -> Happening:
    """An event of the wire, as the core knows it."""
    source = Source(NAME, INSTALLATION, wire["ref"])
    account = Account(NAME, INSTALLATION, wire["member"], wire["member"])
    at = datetime.fromisoformat(wire["at"])
    if wire["kind"] == "press":
        return ButtonPressed(source, account, Action.GRADE_ME, wire["post"], at)
    message = MessageAt(wire["channel"], wire["message"], wire["thread"])
    if wire["kind"] == "deleted":
        return MessageDeleted(source, message, at)
    posted = datetime.fromisoformat(wire["posted"])
    edited = at if wire["kind"] == "edited" else None
    return MessagePosted(source, message, account, wire["text"], posted, edited_at=edited)
