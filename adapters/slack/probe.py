"""A message of our own, sent to see whether events come in; it is taken away again."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import StrEnum

import aiohttp

from adapters.slack.access import Access
from adapters.slack.ask import Answer, ask
from bot.ports import InChannel

PATIENCE = 10.0
"""Seconds in which an event comes, or doesn't."""
SAYS = "`debrief doctor` looks whether I hear this channel. This message goes away by itself."


class Heard(StrEnum):
    """What became of a probe."""

    YES = "heard"
    NO = "not heard"
    DEAF = "no socket"
    """Slack gave an address, and nobody there said hello."""
    MUTE = "not sent"


async def probe(
    access: Access, address: str, channel: InChannel, token: str, patience: float = PATIENCE
) -> tuple[Heard, Answer]:
    """Listen at a socket's address, post in the channel, wait for the event; with what became of the post."""
    try:
        async with _socket(address) as socket:
            async with asyncio.timeout(patience):
                await _hello(socket)
            return await _posted(access, socket, channel.channel_ref, token, patience)
    except (TimeoutError, TypeError, aiohttp.ClientError, OSError):  # TypeError: closed instead of hello
        return Heard.DEAF, Answer()


async def _posted(
    access: Access, socket: aiohttp.ClientWebSocketResponse, channel: str, token: str, patience: float
) -> tuple[Heard, Answer]:
    posted = await ask(access.api_url, token, "chat.postMessage", channel=channel, text=SAYS)
    if not posted.ok:
        return Heard.MUTE, posted
    ts = str(posted.data["ts"])
    try:
        return await _comes(socket, channel, ts, patience), posted
    finally:
        await ask(access.api_url, token, "chat.delete", channel=channel, ts=ts)


@asynccontextmanager
async def _socket(address: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    async with aiohttp.ClientSession(trust_env=True) as session, session.ws_connect(address) as socket:
        yield socket


async def _hello(socket: aiohttp.ClientWebSocketResponse) -> None:
    while (await socket.receive_json()).get("type") != "hello":
        continue


async def _comes(socket: aiohttp.ClientWebSocketResponse, channel: str, ts: str, patience: float) -> Heard:
    try:
        async with asyncio.timeout(patience):
            async for frame in socket:
                told = json.loads(frame.data)
                event = (told.get("payload") or {}).get("event") or {}
                # Only the probe is acknowledged: Slack keeps whatever else comes for who hears next.
                if event.get("channel") == channel and event.get("ts") == ts:
                    await socket.send_json({"envelope_id": told["envelope_id"]})
                    return Heard.YES
    except TimeoutError:
        return Heard.NO
    return Heard.NO
