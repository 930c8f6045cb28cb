"""Brings an embedded server back that died under us. A configured one is somebody else's to mend."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from adapters.roles.together import stopped_within
from bot.errors import DebriefError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DatabaseWatch:
    answers: Callable[[], Awaitable[object]]
    mend: Callable[[], object]
    every: float = 2.0
    patience: float = 5.0
    """Seconds within which a living server answers. Mending one that is merely slow changes nothing."""

    async def __call__(self, stop: asyncio.Event) -> None:
        while not await stopped_within(stop, self.every):
            if not await self._answers():
                log.warning("The embedded database does not answer. Starting it again if it died.")
                await self._mend()

    async def _answers(self) -> bool:
        try:
            async with asyncio.timeout(self.patience):
                await self.answers()
        except Exception:  # noqa: BLE001  any failure to answer is a reason to look
            return False
        return True

    async def _mend(self) -> None:
        try:
            await asyncio.to_thread(self.mend)
        except DebriefError as refusal:
            log.error("The embedded database is still away: %s", refusal)  # noqa: TRY400  the sentence says it all
