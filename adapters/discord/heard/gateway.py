"""One connection to Discord's gateway, by the library, and all it tells handed over as it came."""

import asyncio
import json
import logging
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from aiohttp import ClientWebSocketResponse, WSCloseCode
from discord import AllowedMentions, Client, MemberCacheFlags, VoiceClient
from discord.gateway import KeepAliveHandler

from adapters.chats.readings import UNREADABLE
from adapters.discord.heard.intents import WANTED
from adapters.discord.heard.pace import Pace
from adapters.discord.mends import ENDPOINT_MEND
from adapters.discord.needs import Payload

log = logging.getLogger(__name__)

DISPATCH = 0
VoiceClient.warn_nacl = VoiceClient.warn_dave = False  # nobody here speaks


class Ear(Protocol):
    """Whom a connection tells what it hears. All of it returns at once."""

    def alive(self) -> None:
        """Something came, if only a heartbeat."""
        ...

    def told(self, kind: str, payload: Payload) -> None: ...

    def unreadable(self, why: str) -> None: ...

    def broke_off(self) -> None:
        """The library goes on by itself."""
        ...


@dataclass(frozen=True, slots=True)
class Shard:
    number: int
    of: int


class Line(Client):
    """The library's client, without its models of servers, members and messages.

    They would be built from each event, and the first one that isn't as the library expects would end it.
    What is heard is read from Discord's own JSON instead, live as in a channel's history.
    """

    def __init__(self, shard: Shard, ear: Ear, turn: Callable[[], Awaitable[object]], pace: Pace) -> None:
        super().__init__(
            intents=WANTED,
            shard_id=shard.number,
            shard_count=shard.of,
            max_messages=None,
            member_cache_flags=MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=AllowedMentions.none(),
            heartbeat_timeout=pace.silence,
            enable_debug_events=True,
        )
        self._connection.parsers.clear()
        self._ear = ear
        self._turn = turn
        self._socket: ClientWebSocketResponse | None = None
        self._connect = self.http.ws_connect
        self.http.ws_connect = self._connected  # type: ignore[method-assign]  # it forgets one that it doesn't finish

    async def _connected(self, url: str, *, compress: int = 0) -> ClientWebSocketResponse:
        self._socket = await self._connect(url, compress=compress)
        return self._socket

    async def on_socket_raw_receive(self, message: str) -> None:
        self._ear.alive()
        try:
            said = json.loads(message)
            op, kind, payload = said["op"], said.get("t"), said.get("d")
        except UNREADABLE as trouble:
            self._ear.unreadable(type(trouble).__name__)
            return
        if op == DISPATCH and isinstance(kind, str) and isinstance(payload, dict):
            self._ear.told(kind, payload)

    async def on_disconnect(self) -> None:
        self._ear.broke_off()

    async def on_error(self, event_method: str, /, *_args: object, **_how: object) -> None:
        """A bug of ours, without what was heard."""
        log.exception("What was heard could not be handed over: %s", event_method)  # noqa: LOG004  of on_*

    async def setup_hook(self) -> None:
        if self.application is not None and self.application.interactions_endpoint_url:
            log.error("Buttons and commands don't come in. %s", ENDPOINT_MEND)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Of a client's first session the turn was taken before it was built."""
        del shard_id
        if not initial:
            await self._turn()

    async def hang_up(self, within: float) -> None:
        """Let go of everything, also where the other end is silent. Not to be used after."""
        try:
            async with asyncio.timeout(within):
                if self._socket is not None:
                    await self._socket.close(code=WSCloseCode.OK)
                await self.close()
        except TimeoutError:
            await self.http.close()
        for beating in [one for one in threading.enumerate() if isinstance(one, KeepAliveHandler)]:
            # Of a connection that was never finished the library forgets the thread.
            if beating.ws.token == self.http.token and beating.shard_id == self.shard_id:
                beating.stop()
