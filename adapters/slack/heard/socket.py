"""Socket Mode: one workspace, no public address. A connection that is kept up, and gaps that are noticed."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic, time

from aiohttp import WSMessage
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chats.health import SocketHealth
from adapters.chats.hearing import BEAT, Hearing
from adapters.chats.waiting import StoppedError, set_within, unless
from adapters.slack.heard.address import SWITCHED_OFF, Addresses
from adapters.slack.heard.deliveries import EVERY
from adapters.slack.speak.wire import Wire

log = logging.getLogger(__name__)

NO_WEBSOCKET = (
    "No websocket to Slack comes about, so nothing is heard yet. See that a firewall or proxy lets them "
    "through to wss://wss-primary.slack.com. It is tried again."
)
REFRESH_TAKES = 10.0
"""Seconds at most, from when Slack asks for a new connection until it stands."""


@dataclass(frozen=True, slots=True)
class Pace:
    """In seconds."""

    looks_every: float = 0.25
    ping: float = 3.0
    """Between two signs of life; a connection that was cut is noticed within as much."""
    anew_after: float = 60.0
    """Without a connection: the library may hold on to an address that is no longer good."""
    notes_every: float = EVERY
    """Between two notes of what Slack's deliveries tell."""
    beats_every: float = BEAT
    """Between two notes that a connection stands."""


@dataclass(frozen=True, slots=True)
class Socket:
    """A duty."""

    app: AsyncApp
    app_token: str
    api_url: str
    idle: Callable[[], Awaitable[None]]
    """Waits until what was begun is done."""
    hearing: Hearing
    now: Callable[[], datetime]
    workspace: str = ""
    """What it is called, as far as Slack said."""
    health: SocketHealth = field(default_factory=SocketHealth)
    pace: Pace = field(default_factory=Pace)

    async def __call__(self, stop: asyncio.Event) -> None:
        hearing = asyncio.create_task(self.hearing(stop))
        try:
            await self._stay_connected(stop)
        finally:
            # What it was making up for is written down, and is gone on with at the next start.
            hearing.cancel()
            await asyncio.gather(hearing, return_exceptions=True)

    async def _stay_connected(self, stop: asyncio.Event) -> None:
        seen: datetime | None = None
        while not stop.is_set():
            connection = Connection(self, seen)
            try:
                seen = await connection.hold(stop)
            finally:
                await connection.close()


class Client(SocketModeClient):
    """The library's, but for the way in which it comes by an address."""

    def __init__(self, address: Callable[[], Awaitable[str]], socket: Socket) -> None:
        super().__init__(
            app_token=socket.app_token,
            logger=socket.app.logger,
            web_client=AsyncWebClient(socket.app_token, socket.api_url, retry_handlers=[]),
            ping_interval=socket.pace.ping,
        )
        self._address = address

    async def issue_new_wss_url(self) -> str:
        return await self._address()


class Connection:
    """One client of the library, for as long as it manages to stay connected."""

    def __init__(self, socket: Socket, seen: datetime | None) -> None:
        self._socket = socket
        self._over = asyncio.Event()
        self._wire = Wire(socket.api_url)
        self._addresses = Addresses(self._wire, socket.app_token, socket.health, socket.now)
        self._client = Client(self._anew, socket)
        self._client.socket_mode_request_listeners.append(self._answer)
        self._client.on_message_listeners.append(self._look_for_refresh)
        self._seen = seen
        """When it last stood."""
        self._refreshed_at = -REFRESH_TAKES

    async def _anew(self) -> str:
        return await self._addresses.next(self._over, begun=True)

    async def _answer(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        begun = time()
        answer = await run_async_bolt_app(self._socket.app, request)
        await send_async_response(client, request, answer, begun)

    async def hold(self, stop: asyncio.Event) -> datetime | None:
        """Until `stop`, or until it's better to begin anew. Returns when a connection last stood."""
        try:
            if not await self._open(stop):
                return self._seen
        except StoppedError:
            return self._seen
        session, stood = None, monotonic()
        while not await set_within(stop, self._socket.pace.looks_every):
            if not await self._client.is_connected():
                self._socket.health.down(self._socket.now())
                if monotonic() - max(stood, self._addresses.waits_until) > self._socket.pace.anew_after:
                    break
                continue
            stood = monotonic()
            if self._client.current_session is not session:
                self._stands_anew()
                session = self._client.current_session
            self._seen = self._socket.now()
        return self._seen

    def _stands_anew(self) -> None:
        if not self._socket.health.connected:
            log.info("Slack is heard: %s, by socket.", self._socket.workspace or "one workspace")
        self._socket.health.up(self._socket.now())
        if monotonic() - self._refreshed_at > REFRESH_TAKES:
            self._socket.hearing.missed(self._seen)
        self._refreshed_at = -REFRESH_TAKES

    async def _open(self, stop: asyncio.Event) -> bool:
        """The library asks for later addresses by itself, and for ever knocks at one that isn't good."""
        self._client.wss_uri = await self._addresses.next(stop, begun=self._seen is not None)
        try:
            async with asyncio.timeout(self._socket.pace.anew_after):
                await unless(stop, self._client.connect())  # type: ignore[no-untyped-call]  # the library's
        except TimeoutError:
            log.warning(NO_WEBSOCKET)
            self._socket.health.down(self._socket.now(), "no websocket gets through")
            return False
        return True

    async def _look_for_refresh(self, message: WSMessage) -> None:
        """Slack asks for a new connection every few hours, and then keeps what comes meanwhile."""
        try:
            told = json.loads(message.data)
        except ValueError:
            return
        if isinstance(told, dict) and told.get("type") == "disconnect":
            self._refreshed_at = monotonic()
            if told.get("reason") == "link_disabled":
                log.warning(SWITCHED_OFF)
                self._socket.health.trouble = "Socket Mode was switched off"

    async def close(self) -> None:
        """Takes nothing new in, but answers what it has."""
        self._over.set()
        self._client.socket_mode_request_listeners.clear()
        await self._socket.idle()
        await self._client.close()  # type: ignore[no-untyped-call]  # as above
        await self._wire.aclose()
