"""Waiting for one's turn to call, in one line with all other processes."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from adapters.slack.speak.limits import queues
from adapters.slack.speak.tokens import CoreNow, site
from bot.errors import RetryLater
from bot.practice.installing.pacing import hold, take_turn

PATIENCE = timedelta(seconds=5)
"""A nearer turn is waited for; for a further one the worker is set free."""


def wall() -> datetime:
    """Not the product's clock: Slack's limits run on while a demo stands still."""
    return datetime.now(UTC)


class Turns(Protocol):
    async def wait(self, installation_ref: str, method: str, place: str) -> None:
        """Until it is our turn. Raises RetryLater when that is too far ahead."""
        ...

    async def hold(self, installation_ref: str, method: str, place: str, seconds: float) -> None:
        """Slack asked for quiet."""
        ...


class SharedTurns:
    def __init__(
        self,
        core: CoreNow,
        *,
        now: Callable[[], datetime] = wall,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        patience: timedelta = PATIENCE,
    ) -> None:
        self._core = core
        self._now = now
        self._sleep = sleep
        self._patience = patience

    async def wait(self, installation_ref: str, method: str, place: str) -> None:
        slot = await take_turn(
            self._core(), site(installation_ref), queues(method, place), self._now(), self._patience
        )
        ahead = slot.at - self._now()
        if not slot.granted:
            raise RetryLater(f"Many calls of {method} wait for their turn.", max(ahead, timedelta(seconds=1)))
        if ahead > timedelta(0):
            await self._sleep(ahead.total_seconds())

    async def hold(self, installation_ref: str, method: str, place: str, seconds: float) -> None:
        until = self._now() + timedelta(seconds=seconds)
        await hold(self._core(), site(installation_ref), queues(method, place), until)
