"""A message of our own, sent to see whether the gateway tells of it; it is taken away again."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import aiohttp

from adapters.discord.access import Access
from adapters.discord.ask import Answer, ask
from adapters.discord.heard.intents import INTENTS
from adapters.discord.needs import Payload
from adapters.discord.speak import asks
from adapters.discord.speak.asks import Spot
from bot.ports import InChannel

PATIENCE = 10.0
"""Seconds in which the gateway says what it has to say, or doesn't."""
SAYS = "`debrief doctor` looks whether I hear this channel. This message goes away by itself."
QUIETLY = 1 << 12
DISPATCH, IDENTIFY, INVALID, HELLO = 0, 2, 9, 10


class Heard(StrEnum):
    """What became of a probe."""

    YES = "heard"
    NO = "not heard"
    DEAF = "not connected"
    """The gateway said nothing that makes a session."""
    REFUSED = "refused"
    """It closed the connection with a number that says why."""
    BUSY = "busy"
    """Another session began seconds ago."""
    MUTE = "not sent"


@dataclass(frozen=True, slots=True)
class Line:
    """Where to listen."""

    address: str
    shards: int = 1

    def shard_of(self, guild: str) -> list[int]:
        return [(int(guild) >> 22) % self.shards, self.shards]


@dataclass(frozen=True, slots=True)
class Outcome:
    heard: Heard
    posted: Answer | None = None
    """What Discord said to the message, where one was sent."""
    closed: int = 0
    """The number with which the gateway closed."""


class _ClosedError(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


async def says_hello(line: Line, patience: float = PATIENCE) -> bool:
    """Whether a connection stands. No session begins by it."""
    try:
        async with asyncio.timeout(patience), _socket(line.address) as socket:
            return bool((await _told(socket))["op"] == HELLO)
    except (_ClosedError, TimeoutError, ValueError, LookupError, aiohttp.ClientError, OSError):
        return False


async def probe(access: Access, line: Line, channel: InChannel, patience: float = PATIENCE) -> Outcome:
    """Begin a session, post in the channel, wait for the event."""
    try:
        async with _socket(line.address) as socket:
            async with asyncio.timeout(patience):
                begun = await _begun(access, socket, line.shard_of(channel.installation_ref))
            if not begun:
                return Outcome(Heard.BUSY)
            return await _posted(access, socket, channel.channel_ref, patience)
    except _ClosedError as closed:
        return Outcome(Heard.REFUSED if closed.code else Heard.DEAF, closed=closed.code)
    except (TimeoutError, ValueError, LookupError, aiohttp.ClientError, OSError):
        return Outcome(Heard.DEAF)


async def _posted(
    access: Access, socket: aiohttp.ClientWebSocketResponse, channel: str, patience: float
) -> Outcome:
    body = {"content": SAYS, "flags": QUIETLY, "allowed_mentions": {"parse": []}}
    posted = await ask(access, asks.send(channel, Spot.CHANNEL, body, ()))
    if not posted.ok:
        return Outcome(Heard.MUTE, posted)
    ref = str(posted.data["id"])
    try:
        return Outcome(await _comes(socket, ref, patience), posted)
    finally:
        await ask(access, asks.delete(channel, ref, Spot.CHANNEL))


@asynccontextmanager
async def _socket(address: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    url = f"{address.rstrip('/')}/?v=10&encoding=json"
    async with aiohttp.ClientSession() as session, session.ws_connect(url, max_msg_size=0) as socket:
        yield socket


async def _begun(access: Access, socket: aiohttp.ClientWebSocketResponse, shard: list[int]) -> bool:
    """False when Discord lets no session begin just now."""
    while (told := await _told(socket))["op"] != HELLO:
        continue
    properties = {"os": sys.platform, "browser": "debrief", "device": "debrief"}
    said = {"token": access.bot_token, "intents": INTENTS, "properties": properties, "shard": shard}
    await socket.send_json({"op": IDENTIFY, "d": said})
    while told.get("t") != "READY":
        told = await _told(socket)
        if told["op"] == INVALID:
            return False
    return True


async def _comes(socket: aiohttp.ClientWebSocketResponse, ref: str, patience: float) -> Heard:
    try:
        async with asyncio.timeout(patience):
            while True:
                told = await _told(socket)
                if told["op"] == DISPATCH and told["t"] == "MESSAGE_CREATE" and told["d"]["id"] == ref:
                    return Heard.YES
    except (TimeoutError, _ClosedError):
        return Heard.NO


async def _told(socket: aiohttp.ClientWebSocketResponse) -> Payload:
    frame = await socket.receive()
    if frame.type is not aiohttp.WSMsgType.TEXT:
        raise _ClosedError(socket.close_code or 0)
    found: dict[str, Any] = json.loads(frame.data)
    return found
