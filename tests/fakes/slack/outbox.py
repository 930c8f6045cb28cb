"""Deliveries to the app: tried within three seconds, and for events three times more."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.ports import Clock
from tests.fakes.slack.faults import NONE, EventFault, Faults

Envelope = Literal["events_api", "slash_commands", "interactive"]
RETRIES = (0.0, 60.0, 300.0)
"""Seconds of the clock from one failure to the next try."""


@dataclass(slots=True)
class Delivery:
    kind: Envelope
    payload: dict[str, Any]
    what: str
    """The event's type, by which faults are scripted."""
    attempt: int = 0
    reason: str = ""
    due: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    ok: bool
    reason: str = ""
    status: int = 0
    body: Any = None
    """What the app answered, read as JSON where it is that."""
    final: bool = False
    """X-Slack-No-Retry."""


Carrier = Callable[[Delivery, EventFault], Awaitable[Outcome]]


@dataclass(slots=True)
class Outbox:
    clock: Clock
    faults: Faults
    carry: Carrier
    waiting: list[Delivery] = field(default_factory=list)
    held: list[Delivery] = field(default_factory=list)
    lost: list[Delivery] = field(default_factory=list)
    """What was given up, or never sent."""
    outcomes: list[tuple[Delivery, Outcome]] = field(default_factory=list)
    tries: Counter[str] = field(default_factory=Counter)
    """By event_id."""
    _tasks: set[asyncio.Task[Outcome]] = field(default_factory=set)

    async def send(self, delivery: Delivery) -> Outcome:
        """The first try, and the second, which comes at once."""
        fault = self.faults.of_event(delivery.what) if delivery.kind == "events_api" else NONE
        if fault.lost or fault.held:
            (self.lost if fault.lost else self.held).append(delivery)
            return Outcome(ok=False, reason="lost" if fault.lost else "held")
        outcome = await self._try(delivery, fault)
        for _ in range(fault.copies - 1):
            await self._try(delivery, NONE)
        if fault.again_after_success and outcome.ok:
            delivery.attempt, delivery.reason = 1, "http_timeout"
            await self._try(delivery, NONE)
        return outcome if outcome.ok else await self._failed(delivery, outcome)

    def later(self, delivery: Delivery) -> None:
        """Send without waiting for it."""
        task = asyncio.get_running_loop().create_task(self.send(delivery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def quiet(self) -> None:
        """Wait until nothing is on its way any more."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def due(self) -> int:
        """Send again what is due by the clock. How many were tried."""
        now, tried = self._now(), 0
        for delivery in [each for each in self.waiting if each.due <= now]:
            self.waiting.remove(delivery)
            tried += 1
            outcome = await self._try(delivery, NONE)
            if not outcome.ok:
                await self._failed(delivery, outcome)
        return tried

    async def release(self, order: Callable[[Sequence[Delivery]], Sequence[Delivery]]) -> None:
        """Send what was held, in this order."""
        held, self.held = self.held, []
        for delivery in order(held):
            outcome = await self._try(delivery, NONE)
            if not outcome.ok:
                await self._failed(delivery, outcome)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _failed(self, delivery: Delivery, outcome: Outcome) -> Outcome:
        if delivery.kind != "events_api":
            return outcome
        if outcome.final or delivery.attempt >= len(RETRIES):
            self.lost.append(delivery)
            return outcome
        delivery.due = self._now() + RETRIES[delivery.attempt]
        delivery.attempt, delivery.reason = delivery.attempt + 1, outcome.reason
        if delivery.due > self._now():
            self.waiting.append(delivery)
            return outcome
        again = await self._try(delivery, NONE)
        return again if again.ok else await self._failed(delivery, again)

    async def _try(self, delivery: Delivery, fault: EventFault) -> Outcome:
        outcome = await self.carry(delivery, fault)
        self.tries[str(delivery.payload.get("event_id", ""))] += 1
        self.outcomes.append((delivery, outcome))
        return outcome

    def _now(self) -> float:
        return self.clock.now().timestamp()
