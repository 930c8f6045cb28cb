"""One socket: what is written to it, in order and pressed as was asked."""

import asyncio
import json
import time
import zlib
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from tests.fakes.discord.gateway.sessions import Session

MOST_A_MINUTE = 120


@dataclass(frozen=True, slots=True)
class Finish:
    code: int
    reason: str


@dataclass(slots=True, eq=False)
class Link:
    ws: web.WebSocketResponse
    request: web.Request
    pressed: bool = False
    """zlib-stream: one stream over all messages, flushed after each."""
    session: Session | None = None
    beats: int = 0
    _read: asyncio.Event = field(default_factory=asyncio.Event)
    _zlib: Any = field(default_factory=zlib.compressobj)
    _queue: asyncio.Queue[str | Finish] = field(default_factory=asyncio.Queue)
    _heard: deque[float] = field(default_factory=deque)

    def put(self, text: str) -> None:
        self._queue.put_nowait(text)

    def say(self, op: int, data: Any = None) -> None:
        self.put(json.dumps({"op": op, "t": None, "s": None, "d": data}))

    def finish(self, code: int, reason: str = "") -> None:
        """Close in good order, after all that was put before."""
        self._queue.put_nowait(Finish(code, reason))

    def abort(self) -> None:
        """Cut the line, without a word."""
        self.let_go()
        if self.request.transport:
            self.request.transport.abort()

    def let_go(self) -> None:
        if self.session and self.session.line is self:
            self.session.line = None

    def is_too_fast(self) -> bool:
        """Whether more than 120 messages came in a minute."""
        now = time.monotonic()
        self._heard.append(now)
        while now - self._heard[0] > 60:
            self._heard.popleft()
        return len(self._heard) > MOST_A_MINUTE

    async def quiet(self) -> None:
        await self._queue.join()

    async def plays(self, message: WSMessage) -> None:
        """The websocket's own ping and pong."""
        if message.type is WSMsgType.PING:
            await self.ws.pong(message.data)
        else:
            self._read.set()

    async def is_read(self) -> None:
        """A ping is answered in its turn, after all that came before it; a line that was cut answers none."""
        await self.quiet()
        self._read.clear()
        with suppress(ConnectionError):
            await self.ws.ping()
        while not (self._read.is_set() or self.ws.closed or self.session is None or not self.session.line):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._read.wait(), 0.1)

    def drain(self) -> None:
        """What is still unsent stays so: nobody need wait for it."""
        while not self._queue.empty():
            self._queue.get_nowait()
            self._queue.task_done()

    async def write(self) -> None:
        """Until the socket is closed."""
        while True:
            item = await self._queue.get()
            try:
                if isinstance(item, Finish):
                    self.let_go()
                    await self.ws.close(code=item.code, message=item.reason.encode())
                elif not self.ws.closed:
                    await self._send(item)
            except ConnectionError:
                self.let_go()
            finally:
                self._queue.task_done()

    async def _send(self, text: str) -> None:
        if not self.pressed:
            await self.ws.send_str(text)
            return
        data = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
        await self.ws.send_bytes(data)
