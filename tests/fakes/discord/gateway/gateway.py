"""The gateway: hello, identify, heartbeats, resume, and all the ways in which it ends a session."""

import asyncio
import json
import time
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.discord.gateway.intents import MEMBERS
from tests.fakes.discord.gateway.link import Link
from tests.fakes.discord.gateway.opening import chunk
from tests.fakes.discord.gateway.sessions import Session
from tests.fakes.discord.gateway.starts import Ended, Starts
from tests.fakes.discord.state import State

DISPATCH, BEAT, IDENTIFY, PRESENCE, VOICE, RESUME = 0, 1, 2, 3, 4, 6
RECONNECT, MEMBERS_ASKED, INVALID, HELLO, ACK = 7, 8, 9, 10, 11
MOST_BYTES = 15 * 1024


class Gateway:
    def __init__(self, state: State) -> None:
        self._state = state
        self.links: list[Link] = []
        self.opened = 0
        self.refuse_next = 0
        """So many of the next connections are turned away. (A cut one aiohttp would try again by itself.)"""
        self.withhold_acks = False
        self.starts = Starts(state)
        self.closed_with: list[int] = []

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """A socket's whole life."""
        ws = web.WebSocketResponse(timeout=1.0, max_msg_size=1024**2, autoping=False)
        if self.refuse_next:
            self.refuse_next -= 1
            return web.Response(status=503)
        await ws.prepare(request)
        link = Link(ws, request, pressed=request.query.get("compress") == "zlib-stream")
        self.links.append(link)
        self.opened += 1
        writing = asyncio.get_running_loop().create_task(link.write())
        try:
            await self._live(link)
        except Ended as end:
            self.closed_with.append(end.code)
            link.let_go()
            await link.quiet()
            await ws.close(code=end.code, message=end.reason.encode())
        finally:
            self.links.remove(link)
            link.let_go()
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)
            link.drain()
        return ws

    async def _live(self, link: Link) -> None:
        query = link.request.query
        if query.get("v", "10") != "10" or query.get("encoding", "json") != "json":
            raise Ended(4012, "Invalid API version")
        if query.get("compress", "zlib-stream") != "zlib-stream":
            raise Ended(4002, "Unknown compression")
        link.say(HELLO, {"heartbeat_interval": int(self._state.heartbeat * 1000), "_trace": []})
        last_beat = time.monotonic()
        while True:
            left = last_beat + self._state.heartbeat * 1.5 - time.monotonic()
            try:
                message = await link.ws.receive(timeout=max(0.001, left))
            except TimeoutError:
                raise Ended(4009, "Session timed out.") from None
            if message.type in (WSMsgType.PING, WSMsgType.PONG):
                await link.plays(message)
                continue
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                self._gone(link)
                return
            if self._hear(link, message.data):
                last_beat = time.monotonic()

    def _gone(self, link: Link) -> None:
        """A client that closes with 1000 or 1001 wants its session no more."""
        if link.ws.close_code in (1000, 1001) and link.session and link.session.line is link:
            self._state.sessions.all.pop(link.session.id, None)

    def _hear(self, link: Link, raw: str | bytes) -> bool:
        """One message of the client's; True for a heartbeat."""
        if len(raw) > MOST_BYTES or isinstance(raw, bytes):
            raise Ended(4002, "Error while decoding payload.")
        try:
            said = json.loads(raw)
            op, data = said["op"], said.get("d")
        except (ValueError, KeyError, TypeError):
            raise Ended(4002, "Error while decoding payload.") from None
        if link.is_too_fast():
            raise Ended(4008, "Rate limited.")
        if op == BEAT:
            link.beats += 1
            if not self.withhold_acks:
                link.say(ACK)
            return True
        if op in (IDENTIFY, RESUME):
            (self.starts.identify if op == IDENTIFY else self.starts.resume)(link, data or {})
            return False
        if op not in (PRESENCE, VOICE, MEMBERS_ASKED):
            raise Ended(4001, "Unknown opcode.")
        if link.session is None:
            raise Ended(4003, "Not authenticated.")
        if op == MEMBERS_ASKED:
            self._members(link.session, data or {})
        return False

    def _members(self, session: Session, asked: dict[str, Any]) -> None:
        guild = self._state.world.guilds.get(str(asked.get("guild_id")))
        whole = asked.get("query") == "" and not asked.get("limit")
        if guild is None or session.app.bot.id not in guild.members:
            return
        if whole and not session.intents & MEMBERS:
            raise Ended(4014, "Disallowed intent(s).")
        session.push("GUILD_MEMBERS_CHUNK", chunk(guild, asked))

    def drops(self) -> None:
        """All lines are cut. The sessions stand, and can be resumed."""
        for link in list(self.links):
            link.abort()

    def asks_to_reconnect(self) -> None:
        for link in list(self.links):
            link.say(RECONNECT)

    def asks_for_a_beat(self) -> None:
        for link in list(self.links):
            link.say(BEAT)

    def invalidates(self, *, resumable: bool) -> None:
        """Op 9. What can't be resumed is forgotten."""
        for link in list(self.links):
            if link.session and not resumable:
                self._state.sessions.all.pop(link.session.id, None)
                link.session = None
            link.say(INVALID, resumable)

    def closes(self, code: int, reason: str = "") -> None:
        for link in list(self.links):
            link.finish(code, reason)
            if code in (4007, 4009) and link.session:
                self._state.sessions.all.pop(link.session.id, None)

    def forgets(self) -> None:
        """No session can be resumed any more, though nobody was told."""
        for each in [each for each in self._state.sessions.all.values() if each.line is None]:
            del self._state.sessions.all[each.id]

    async def quiet(self) -> None:
        """Wait until all that was told has been written to its socket."""
        for link in list(self.links):
            await link.quiet()

    async def is_read(self) -> None:
        """Wait until all that was told has been read at the other end."""
        for link in list(self.links):
            await link.is_read()

    async def close(self) -> None:
        for link in list(self.links):
            link.abort()
        await asyncio.sleep(0)
