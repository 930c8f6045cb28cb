"""What Slack's own deliveries tell: that it reaches us, and what it brought that could not be kept.

Written down beside the answer, at most once in a while for a workspace, and until it is.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.chats.afterwards import LONGEST
from adapters.slack.heard.needs import Payload
from adapters.slack.heard.payload import installation_of, moment

log = logging.getLogger(__name__)

EVENT = "event_callback"
EVERY = 30.0
"""Seconds between two notes."""
CLOCKS_APART = timedelta(minutes=1)
"""Slack's clock and ours."""


@dataclass(slots=True)
class Deliveries:
    note_missed: Callable[[str, datetime], Awaitable[None]]
    """In an installation, since then."""
    heard_from: Callable[[str], Awaitable[None]]
    first_from: Callable[[str], Awaitable[None]]
    """The same, of the first events that this process was brought from there."""
    every: float = EVERY
    _missed: dict[str, datetime] = field(default_factory=dict)
    _heard: dict[str, None] = field(default_factory=dict)
    _known: set[str] = field(default_factory=set)
    """Installations from which something came before: no more than there are."""
    _closing: asyncio.Event = field(default_factory=asyncio.Event)
    _keeping: asyncio.Task[None] | None = None

    def came(self, body: Payload, *, again: bool) -> None:
        """Slack brought an event. For the second time: others it may have given up meanwhile."""
        if body.get("type") != EVENT:
            return
        if again:
            self.failed(body)
        self._heard[installation_of(body)] = None
        self._keep()

    def failed(self, body: Payload) -> None:
        """An event was not kept. Slack sends it again a few times, and then no more."""
        if body.get("type") == EVENT and "event_time" in body:
            self._miss(installation_of(body), moment(body["event_time"]) - CLOCKS_APART)
            self._keep()

    async def finish(self) -> None:
        """What is to be noted is noted now, or by nobody."""
        self._closing.set()
        if self._keeping is None:
            return
        try:
            async with asyncio.timeout(LONGEST):
                await self._keeping
        except TimeoutError:
            log.warning("What was missed could not be noted in time.")

    def _miss(self, installation_ref: str, since: datetime) -> None:
        self._missed[installation_ref] = min(since, self._missed.get(installation_ref, since))

    def _keep(self) -> None:
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.create_task(self._write_now_and_then())

    async def _write_now_and_then(self) -> None:
        while self._missed or self._heard:
            closing = self._closing.is_set()
            try:
                await self._write()
            except Exception as trouble:  # noqa: BLE001  whatever it was, it is tried again
                log.warning(
                    "That events come in can't be noted: %s. It is tried again.", type(trouble).__name__
                )
            if closing:
                return
            await self._pause()

    async def _write(self) -> None:
        """What was missed first: a note that events come in would hide it."""
        await self._write_missed()
        for installation_ref in list(self._heard):
            await self._write_missed()
            known = installation_ref in self._known
            await (self.heard_from if known else self.first_from)(installation_ref)
            self._known.add(installation_ref)
            self._heard.pop(installation_ref, None)

    async def _write_missed(self) -> None:
        for installation_ref, since in list(self._missed.items()):
            del self._missed[installation_ref]
            try:
                await self.note_missed(installation_ref, since)
            except Exception:
                self._miss(installation_ref, since)
                raise

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(self.every):
                await self._closing.wait()
        except TimeoutError:
            return
