"""A chat on a loopback socket that several processes share, and that survives all of them.

It is strict: what was published stays, whether or not the publisher lived to hear of it. Events go out
at least once, to whichever process asks: one that wasn't acknowledged goes out again, some go out
twice, and they come in no particular order.
"""

import asyncio
import json
import random
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

Wire = dict[str, Any]


@dataclass(slots=True)
class ChatServer:
    chance: random.Random
    landed: dict[str, list[Wire]] = field(default_factory=lambda: defaultdict(list))
    """Everything published, by key. More than one under a key is a double post."""
    revised: set[str] = field(default_factory=set)
    """Keys of the cards that stand there in a later form."""
    marks: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    waiting: list[Wire] = field(default_factory=list)
    in_flight: dict[int, list[Wire]] = field(default_factory=lambda: defaultdict(list))
    published: Callable[[Wire], None] = lambda _: None
    _server: asyncio.Server | None = None
    _connections: int = 0
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)
    _serving: set[asyncio.Task[None]] = field(default_factory=set)

    async def open(self) -> int:
        """Listen on a free loopback port; returns it."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        if self._server:
            self._server.close()
            for writer in self._writers:
                writer.close()
            await asyncio.gather(*(writer.wait_closed() for writer in self._writers), return_exceptions=True)
            await asyncio.gather(*self._serving, return_exceptions=True)
            await self._server.wait_closed()

    def send(self, event: Wire, *, copies: int = 1) -> None:
        """Queue an event for whichever process asks first."""
        for _ in range(copies):
            self.waiting.insert(self.chance.randint(0, len(self.waiting)), event)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections += 1
        me = self._connections
        self._writers.add(writer)
        if task := asyncio.current_task():
            self._serving.add(task)
            task.add_done_callback(self._serving.discard)
        calls: dict[str, Callable[[int, Wire], Awaitable[Wire]]] = {
            "publish": self._publish,
            "find": self._find,
            "revise": self._revise,
            "mark": self._mark,
            "next": self._next,
            "ack": self._ack,
        }
        try:
            while line := await reader.readline():
                asked = json.loads(line)
                reply = await calls[asked["call"]](me, asked)
                writer.write(json.dumps(reply).encode() + b"\n")
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the process was killed: that is what this server is for
        finally:
            for event in self.in_flight.pop(me, []):
                self.send(event)
            self._writers.discard(writer)
            writer.close()

    async def _publish(self, _: int, asked: Wire) -> Wire:
        ref = f"bot-{len(self.landed) + 1}"
        landed = {"ref": ref, "place": asked["place"], "key": asked["key"], "subject": asked["subject"]}
        self.landed[asked["key"]].append(landed)
        self.published(landed)
        # The publisher may be killed while it waits for this word: the post has landed all the same.
        await asyncio.sleep(self.chance.random() * 0.03)
        return {"ref": ref}

    async def _find(self, _: int, asked: Wire) -> Wire:
        found = self.landed.get(asked["key"])
        return {"ref": found[0]["ref"] if found else None}

    async def _revise(self, _: int, asked: Wire) -> Wire:
        if asked["key"] in self.landed:
            self.revised.add(asked["key"])
        return {}

    async def _mark(self, _: int, asked: Wire) -> Wire:
        (self.marks.add if asked["included"] else self.marks.discard)(asked["message"])
        return {}

    async def _next(self, me: int, asked: Wire) -> Wire:
        for _ in range(50):
            if self.waiting:
                event = self.waiting.pop()
                self.in_flight[me].append(event)
                return {"event": event}
            await asyncio.sleep(0.01)
        return {"event": None}

    async def _ack(self, me: int, asked: Wire) -> Wire:
        self.acknowledged.add(asked["ref"])
        self.in_flight[me] = [e for e in self.in_flight[me] if e["ref"] != asked["ref"]]
        return {}
