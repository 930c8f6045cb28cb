"""Sessions of the gateway: what each was sent, in order, so that it can be sent again."""

import json
import uuid
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.fakes.discord.app import Application
from tests.fakes.discord.faults import NONE, EventFault, Faults
from tests.fakes.discord.gateway.intents import for_session
from tests.fakes.discord.world import Guild

KEPT = 2_000
"""Events that can be replayed."""


class Line(Protocol):
    """The socket's end at which the session is."""

    def put(self, text: str) -> None: ...
    def abort(self) -> None: ...
    def finish(self, code: int, reason: str = "") -> None: ...


@dataclass(slots=True, eq=False)
class Session:
    app: Application
    intents: int
    shard: tuple[int, int] = (0, 1)
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    seq: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=KEPT))
    line: Line | None = None

    def push(self, kind: str, data: Any) -> None:
        """Number it, keep it, and send it where a socket is open."""
        self.seq += 1
        text = json.dumps({"op": 0, "t": kind, "s": self.seq, "d": data}, ensure_ascii=False)
        self.sent.append((self.seq, text))
        if self.line:
            self.line.put(text)

    def can_replay(self, seq: int) -> bool:
        return seq <= self.seq and (not self.sent or seq >= self.sent[0][0] - 1)

    def replay(self, seq: int) -> None:
        if self.line:
            for number, text in self.sent:
                if number > seq:
                    self.line.put(text)

    def is_for(self, guild: Guild | None) -> bool:
        number, of = self.shard
        return number == ((int(guild.id) >> 22) % of if guild else 0)


@dataclass(frozen=True, slots=True)
class Held:
    session: Session
    kind: str
    data: Any


@dataclass(slots=True)
class Sessions:
    faults: Faults
    all: dict[str, Session] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)
    lost: list[Held] = field(default_factory=list)
    sent: list[tuple[str, Any]] = field(default_factory=list)
    """Every event that went to a session, in order."""

    def open(self, app: Application) -> list[Session]:
        return [each for each in self.all.values() if each.app is app and each.line is not None]

    def add(self, session: Session) -> None:
        """A fresh one takes the place of those of its shard that nobody holds."""
        gone = [
            each.id
            for each in self.all.values()
            if each.app is session.app and each.shard == session.shard and each.line is None
        ]
        for each in gone:
            del self.all[each]
        self.all[session.id] = session

    def send(self, app: Application, kind: str, data: dict[str, Any], guild: Guild | None) -> None:
        """To each session of this app that asked for such events."""
        for session in [each for each in self.all.values() if each.app is app and each.is_for(guild)]:
            seen = for_session(session.intents, app, kind, data, in_guild=guild is not None)
            if seen is not None:
                self._send(Held(session, kind, seen), self.faults.of_event(kind))

    def release(self, order: Callable[[Sequence[Held]], Sequence[Held]]) -> None:
        held, self.held = self.held, []
        for each in order(held):
            self._send(each, NONE)

    def _send(self, event: Held, fault: EventFault) -> None:
        if fault.lost or fault.held:
            (self.lost if fault.lost else self.held).append(event)
            return
        data = event.data
        if fault.malformed is not None:
            data = {**data, **fault.malformed}
            data = {name: value for name, value in data.items() if value is not None}
        line = event.session.line
        if fault.cut == "before" and line:
            line.abort()
        for _ in range(fault.copies):
            event.session.push(event.kind, data)
            self.sent.append((event.kind, data))
        if fault.cut == "after" and line:
            line.abort()
