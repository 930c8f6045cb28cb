"""Who the bot is, kept at hand: it is asked for with every event, and hardly ever changes."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from adapters.slack.heard.needs import Bot, Bots
from bot.errors import InstallationGone

GOOD_FOR = 60.0
"""Seconds. What was uninstalled meanwhile is noticed by whoever speaks there."""
MOST_KEPT = 5_000
"""Installations; the one that was asked about longest ago is asked for anew."""


@dataclass(frozen=True, slots=True)
class KnownBots:
    bots: Bots
    elapsed: Callable[[], float] = monotonic
    _known: OrderedDict[str, tuple[Bot, float]] = field(default_factory=OrderedDict)
    _asking: dict[str, asyncio.Task[Bot | None]] = field(default_factory=dict)

    async def of(self, installation_ref: str) -> Bot | None:
        """None where it is installed no more. Raises RetryLater."""
        known = self._known.get(installation_ref)
        if known is not None and self.elapsed() < known[1]:
            return known[0]
        asking = self._asking.get(installation_ref)
        if asking is None:
            # One of the many events that come at once asks for all of them.
            asking = self._asking[installation_ref] = asyncio.create_task(self._ask(installation_ref))
            asking.add_done_callback(lambda _: self._asking.pop(installation_ref, None))
        return await asyncio.shield(asking)

    async def _ask(self, installation_ref: str) -> Bot | None:
        try:
            bot = await self.bots.of(installation_ref)
        except InstallationGone:
            self._known.pop(installation_ref, None)
            return None
        self._known[installation_ref] = bot, self.elapsed() + GOOD_FOR
        self._known.move_to_end(installation_ref)
        while len(self._known) > MOST_KEPT:
            self._known.popitem(last=False)
        return bot
