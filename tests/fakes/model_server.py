"""A chat-completions endpoint on a loopback socket: strict as the documented one, and wicked on demand.

It counts what a caller should never do: ask beyond its limit of calls, or before a wait that it named.
"""

import asyncio
import json
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Self

from tests.fakes.model_api import Api, Asked
from tests.fakes.model_wire import Answer, Way, completion, error, read_request, send

Behaviour = Callable[[Asked], Answer]
GRACE = 0.25
"""Seconds after a refusal in which calls may still arrive that were under way."""


def says(text: str) -> Behaviour:
    """The same words, whatever is asked."""
    return lambda asked: completion(asked, text)


@dataclass(frozen=True, slots=True)
class Arrived:
    """One request, as it came in."""

    at: float
    under_way: int
    """Requests being answered when it came, itself included."""
    status: int
    body: Any
    """None when it wasn't JSON."""
    headers: dict[str, str]


@dataclass(slots=True)
class ModelServer:
    """`behave` answers, unless something waits in `script`; both only after the API's own checks."""

    behave: Behaviour = field(default_factory=lambda: says("{}"))
    api: Api = field(default_factory=Api)
    script: deque[Behaviour] = field(default_factory=deque)
    latency: float = 0.0
    gate: asyncio.Semaphore | None = None
    """Where there is one, an answer is given only when the test lets it through."""
    limit: int | None = None
    """Calls at once; one more is told to wait `retry_after` seconds, as everybody is until then."""
    retry_after: float = 1.0
    arrived: list[Arrived] = field(default_factory=list)
    beyond: int = 0
    """Calls that came in a time in which the caller had been told to wait."""
    port: int = 0
    _busy: float = 0.0
    _counted_at: float = 0.0
    _under_way: int = 0
    _told: float = 0.0
    _leave_alone: float = 0.0
    _server: asyncio.Server | None = None
    _serving: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def under_way(self) -> int:
        return self._under_way

    @property
    def most_under_way(self) -> int:
        return max((each.under_way for each in self.arrived), default=0)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, backlog=512)
        self.port = int(self._server.sockets[0].getsockname()[1])
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server:
            self._server.close()
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    def busy(self) -> float:
        """Seconds for which calls were under way until now, added up over the calls."""
        self._count(0)
        return self._busy

    def leave_alone(self, seconds: float) -> Answer:
        """A 429, and from now on a count of those who come too early."""
        self._told, self._leave_alone = _now(), _now() + seconds
        return error(429, "rate_limit_exceeded", "Too many requests.", {"Retry-After": f"{seconds:g}"})

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if task := asyncio.current_task():
            self._serving.add(task)
            task.add_done_callback(self._serving.discard)
        try:
            while await self._one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the caller gave up, or the test is over: both are what this server is for
        finally:
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Whether the connection stays."""
        request = await read_request(reader)
        if request is None:
            return False
        came_at = self._count(1)
        try:
            asked = Asked(request.path, request.headers, _json(request.body))
            refused = self._refused_for_pace() or self.api.fault(asked)
            answer = refused or self._next(asked)
            came = Arrived(came_at, self._under_way, answer.status, asked.body, request.headers)
            self.arrived.append(came)
            if answer.status == HTTPStatus.OK:
                await asyncio.sleep(self.latency)
                if self.gate is not None:
                    await self.gate.acquire()
            return await send(writer, answer)
        finally:
            self._count(-1)

    def _count(self, change: int) -> float:
        now = _now()
        self._busy += self._under_way * (now - self._counted_at)
        self._counted_at, self._under_way = now, self._under_way + change
        return now

    def _next(self, asked: Asked) -> Answer:
        return (self.script.popleft() if self.script else self.behave)(asked)

    def _refused_for_pace(self) -> Answer | None:
        if _now() < self._leave_alone:
            self.beyond += _now() > self._told + GRACE
            return error(429, "rate_limit_exceeded", "Too many requests.", self._wait_more())
        if self.limit is not None and self._under_way > self.limit:
            return self.leave_alone(self.retry_after)
        return None

    def _wait_more(self) -> dict[str, str]:
        return {"Retry-After": f"{self._leave_alone - _now():.3f}"}


@contextmanager
def in_a_thread(server: ModelServer) -> Iterator[ModelServer]:
    """For callers that block, or live in another process."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(server.__aenter__(), loop).result(10)
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(server.__aexit__(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _now() -> float:
    return asyncio.get_running_loop().time()


__all__ = ["Answer", "Api", "Arrived", "Asked", "Behaviour", "ModelServer", "Way", "completion", "error"]
