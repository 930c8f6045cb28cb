"""Socket Mode: one workspace, no public address. A connection that is kept up, and gaps that are noticed."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

from aiohttp import ClientError, WSMessage
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.heard.health import SocketHealth
from adapters.slack.heard.hearing import Hearing
from bot.errors import UserMustAct

log = logging.getLogger(__name__)

PATIENCE = 10
"""Seconds for one call."""
LONGEST_PAUSE = 30.0
REFRESH_TAKES = 10.0
"""Seconds at most, from when Slack asks for a new connection until it stands."""
NOT_ACCEPTED = (
    "Slack doesn't accept the app-level token ({error}), so nothing can be heard. Nothing was lost. Look at "
    "api.slack.com/apps, Basic Information, App-Level Tokens: it has to begin with xapp- and to have the "
    "scope connections:write. Put it into SLACK_APP_TOKEN and start Debrief again."
)
SWITCHED_OFF = (
    "Socket Mode isn't switched on for this app, so nothing can be heard. Switch it on at "
    "api.slack.com/apps, Settings, Socket Mode, and start Debrief again; or create the app anew from what "
    "`debrief slack manifest` prints."
)

_NOT_ACCEPTED = (
    "invalid_auth",
    "not_authed",
    "account_inactive",
    "token_revoked",
    "token_expired",
    "not_allowed_token_type",
    "missing_scope",
    "no_permission",
)
REFUSALS = {**dict.fromkeys(_NOT_ACCEPTED, NOT_ACCEPTED), "link_disabled": SWITCHED_OFF}


@dataclass(frozen=True, slots=True)
class Pace:
    """In seconds."""

    looks_every: float = 0.25
    ping: float = 3.0
    """Between two signs of life; a connection that was cut is noticed within as much."""
    anew_after: float = 60.0
    """Without a connection: the library may hold on to an address that is no longer good."""


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


class Connection:
    """One client of the library, for as long as it manages to stay connected."""

    def __init__(self, socket: Socket, seen: datetime | None) -> None:
        client = AsyncWebClient(
            token=socket.app_token, base_url=socket.api_url, timeout=PATIENCE, retry_handlers=[]
        )
        handler = AsyncSocketModeHandler(
            socket.app, socket.app_token, web_client=client, ping_interval=socket.pace.ping
        )
        self._socket = socket
        self._client = handler.client
        self._client.on_message_listeners.append(self._look_for_refresh)
        self._seen = seen
        """When it last stood."""
        self._refreshed_at = -REFRESH_TAKES

    async def hold(self, stop: asyncio.Event) -> datetime | None:
        """Until `stop`, or until it's better to begin anew. Returns when a connection last stood."""
        await self._open(stop)
        session, stood = None, monotonic()
        while not await _set_within(stop, self._socket.pace.looks_every):
            if not await self._client.is_connected():
                self._socket.health.down(self._socket.now())
                if monotonic() - stood > self._socket.pace.anew_after:
                    break
                continue
            stood = monotonic()
            if self._client.current_session is not session:
                self._stands_anew()
                session = self._client.current_session
            self._seen = self._socket.now()
        return self._seen

    def _stands_anew(self) -> None:
        self._socket.health.up(self._socket.now())
        if monotonic() - self._refreshed_at > REFRESH_TAKES:
            self._socket.hearing.missed(self._seen)

    async def _open(self, stop: asyncio.Event) -> None:
        """The first address, with words for what a person can mend; the library gets the later ones."""
        pause = 1.0
        while not stop.is_set():
            try:
                self._client.wss_uri = await self._client.issue_new_wss_url()
            except SlackApiError as refusal:
                self._refused(str(refusal.response.get("error")))
            except (ClientError, TimeoutError, OSError) as trouble:
                log.warning("Slack can't be reached: %s", type(trouble).__name__)
                self._socket.health.down(self._socket.now(), type(trouble).__name__)
            else:
                await self._client.connect()  # type: ignore[no-untyped-call]  # the library's
                return
            await _set_within(stop, pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _refused(self, error: str) -> None:
        """Raises while nothing was ever heard: whoever starts Debrief is there to mend it."""
        self._socket.health.down(self._socket.now(), error)
        if self._seen is None and error in REFUSALS:
            raise UserMustAct(REFUSALS[error].format(error=error))
        log.warning("Slack gives no address to listen at: %s", error)

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
        self._client.socket_mode_request_listeners.clear()
        await self._socket.idle()
        await self._client.close()  # type: ignore[no-untyped-call]  # as above


async def _set_within(stop: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return False
    return True
