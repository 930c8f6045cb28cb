"""Who the bot is, kept at hand: it is asked for with every event, and hardly ever changes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from adapters.slack.heard.needs import Bot, Bots
from bot.errors import InstallationGone

GOOD_FOR = 60.0
"""Seconds. What was uninstalled meanwhile is noticed by whoever speaks there."""


@dataclass(frozen=True, slots=True)
class KnownBots:
    bots: Bots
    elapsed: Callable[[], float] = monotonic
    _known: dict[str, tuple[Bot, float]] = field(default_factory=dict)

    async def of(self, installation_ref: str) -> Bot | None:
        """None where it is installed no more. Raises RetryLater."""
        known = self._known.get(installation_ref)
        if known is not None and self.elapsed() < known[1]:
            return known[0]
        try:
            bot = await self.bots.of(installation_ref)
        except InstallationGone:
            self._known.pop(installation_ref, None)
            return None
        self._known[installation_ref] = bot, self.elapsed() + GOOD_FOR
        return bot
