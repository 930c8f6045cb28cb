"""The one bot of DISCORD_BOT_TOKEN: who it is, and whether Discord still takes its token."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.discord.needs import NAME
from adapters.discord.speak.asks import own_guilds
from adapters.discord.speak.outcomes import TokenRefused, Unsure, outcome
from adapters.discord.speak.turns import CoreNow
from adapters.discord.speak.wire import ME, CutOffError, LimitedError, RefusedError, Wire
from bot.errors import DebriefError, InstallationGone, RetryLater
from bot.practice.lost_installation import installed, note_installation_lost

log = logging.getLogger(__name__)

GUILDS = 200


@dataclass(slots=True)
class OwnBot:
    wire: Wire
    core: CoreNow
    now: Callable[[], datetime]
    refused: str = ""
    """Why Discord takes the token no more; empty while it does."""

    async def id(self) -> str:
        """Raises as `Caller.call`."""
        try:
            return str((await self.wire.me())["id"])
        except (RefusedError, LimitedError, CutOffError) as error:
            raise trouble(error) from error

    def check(self) -> None:
        if self.refused:
            raise InstallationGone(self.refused)

    async def doubt(self, installation_ref: str, why: TokenRefused, seen_at: datetime) -> None:
        """One call's word isn't enough to give everything up. Raises RetryLater, or what is lost."""
        try:
            await self.wire.send(ME)
        except (RefusedError, LimitedError, CutOffError) as error:
            told = trouble(error)
            if not isinstance(told, TokenRefused):
                raise told from error
            self.refused = why.message
            if installation_ref:
                await note_installation_lost(self.core(), NAME, installation_ref, why.message, seen_at)
            raise InstallationGone(why.message) from why
        raise RetryLater("Discord refused the token, and took it when asked again.") from why

    async def tend(self) -> int:
        """A token that was refused may be taken again: then each server is back."""
        if not self.refused:
            return 0
        try:
            await self.wire.send(ME)
            found = await self._guilds()
        except (RefusedError, LimitedError, CutOffError) as error:
            log.error("DISCORD_BOT_TOKEN isn't taken: %s", error)  # noqa: TRY400  no bug of ours
            return 0
        self.refused = ""
        return sum([await installed(self.core(), NAME, ref, name) for ref, name in found])

    async def _guilds(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        while True:
            page = await self.wire.send(own_guilds(found[-1][0] if found else "0"))
            found += [(str(one["id"]), str(one["name"])) for one in page]
            if len(page) < GUILDS:
                return found


def trouble(error: RefusedError | LimitedError | CutOffError) -> DebriefError:
    """What went wrong on the wire, in words of the core."""
    match error:
        case RefusedError():
            return outcome(error.refusal)
        case LimitedError():
            return RetryLater(f"Discord asked for quiet: {error}.", timedelta(seconds=max(error.after, 1.0)))
        case CutOffError():
            return Unsure(f"The connection to Discord broke: {error}.", timedelta(seconds=5))
