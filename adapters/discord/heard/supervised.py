"""Stays connected to Discord's gateway, and keeps account of what was heard there."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from adapters.chats.health import SocketHealth
from adapters.chats.hearing import Hearing
from adapters.chats.waiting import StoppedError
from adapters.discord.access import Access
from adapters.discord.ask import GATEWAY, ask
from adapters.discord.heard.connection import Connection, ReshardError
from adapters.discord.heard.ear import ShardEar
from adapters.discord.heard.gateway import Shard
from adapters.discord.heard.pace import Pace
from adapters.discord.heard.reception import Reception
from adapters.discord.heard.starts import Starts
from adapters.discord.needs import NAME
from bot.practice.catch_up import make_up_everywhere, still_hearing
from bot.practice.core import Core

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Supervised:
    """A duty: the gateway of one app, by as many connections as Discord asks for."""

    access: Access
    core: Core
    reception: Reception
    health: SocketHealth = field(default_factory=SocketHealth)
    name: str = ""
    """What the bot is called, as far as Discord said."""
    pace: Pace = field(default_factory=Pace)
    _ears: list[ShardEar] = field(default_factory=list)
    _starts: Starts = field(init=False)

    def __post_init__(self) -> None:
        self._starts = Starts(partial(ask, self.access, GATEWAY), self.health, self.core.clock.now, self.pace)

    async def __call__(self, stop: asyncio.Event) -> None:
        gaps = self.reception.gaps
        made_up = partial(make_up_everywhere, self.core, NAME)
        hearing = Hearing(lambda _since: gaps.write_down(), made_up, self._still, self._hears)
        gaps.tell = partial(hearing.missed, None)
        keeping = asyncio.create_task(hearing(stop))
        try:
            with suppress(StoppedError):
                await self._stay_connected(stop)
        except asyncio.CancelledError:
            self.reception.lanes.let_go()  # whoever cancels has waited long enough
            raise
        else:
            await self.reception.finish()
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)

    async def _stay_connected(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            shards = await self._starts.shards(stop)
            try:
                await self._by(shards, stop)
            except ReshardError:
                log.warning("Discord wants more connections than %s: they are begun anew.", shards)
                await self._starts.rest(self.pace.between_starts, stop)

    async def _by(self, shards: int, stop: asyncio.Event) -> None:
        """All of them until `stop`, or until one of them can't go on."""
        seen = [ear.seen for ear in self._ears]
        earliest = min((one for one in seen if one), default=None) if all(seen) else None
        now = self.core.clock.now
        self._ears = [ShardEar(self.reception, now, self._changed, seen=earliest) for _ in range(shards)]
        over = asyncio.Event()
        duties = [
            asyncio.create_task(
                Connection(self.access.bot_token, Shard(number, shards), ear, self._starts, self.pace)(over)
            )
            for number, ear in enumerate(self._ears)
        ]
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({stopping, *duties}, return_when=asyncio.FIRST_COMPLETED)
            over.set()
            await asyncio.gather(*duties)
        finally:
            over.set()
            stopping.cancel()
            await asyncio.gather(*duties, stopping, return_exceptions=True)

    def _changed(self) -> None:
        now = self.core.clock.now()
        if not all(ear.stands for ear in self._ears):
            self.health.down(now, "the connection broke off")
            return
        if not self.health.connected:
            log.info("Discord is heard: %s, by its gateway.", self.name or "one app")
        self.health.up(now)
        self._starts.begun = True

    def _hears(self) -> bool:
        return self.health.connected and not self.reception.gaps.unwritten

    async def _still(self) -> None:
        """Until when something came last: a line that was cut is silent for a while before that shows."""
        seen = min((ear.seen for ear in self._ears if ear.seen), default=self.core.clock.now())
        await still_hearing(self.core, NAME, at=self.reception.kept_until(seen))
