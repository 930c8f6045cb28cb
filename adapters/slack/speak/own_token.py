"""The token of one workspace, from the environment."""

import asyncio
import logging
from datetime import datetime, timedelta

from adapters.slack.mends import token_mend
from adapters.slack.speak.outcomes import TokenRefused, Withheld
from adapters.slack.speak.tokens import SLACK, BotToken, CoreNow, tested
from adapters.slack.speak.wire import Wire
from bot.errors import InstallationGone, RetryLater
from bot.practice.lost_installation import installed, note_installation_lost
from bot.practice.refused import note_refused

log = logging.getLogger(__name__)

NOT_HERE = timedelta(minutes=10)


class OwnToken:
    """The one workspace of SLACK_BOT_TOKEN."""

    def __init__(self, wire: Wire, value: str, core: CoreNow) -> None:
        self._wire = wire
        self._value = value
        self._core = core
        self._known: BotToken | None = None
        self._asking = asyncio.Lock()
        self._doubted = False
        """Slack refused it here. Only then is the row asked before a call: each would cost a look."""

    async def of(self, installation_ref: str) -> BotToken:
        known = self._known or await self.own()
        if installation_ref != known.installation_ref:
            raise RetryLater(f"SLACK_BOT_TOKEN isn't of the workspace {installation_ref}.", NOT_HERE)
        if self._doubted:
            lost = await self._lost(installation_ref)
            if lost is not None:
                raise InstallationGone(lost)
            self._doubted = False
        return known

    async def _lost(self, installation_ref: str) -> str | None:
        """Why; None when it isn't. The row alone knows: another process may have lost it, or found it."""
        async with self._core().store.work() as work:
            it = await work.installations.named(SLACK, installation_ref)
        return None if it is None or it.lost_at is None else it.lost_reason

    async def own(self) -> BotToken:
        """The token with its workspace, asked for once. Raises as `tested`."""
        if self._known is not None:
            return self._known
        async with self._asking:  # many events come at once where some waited for our start
            if self._known is None:
                self._known = await self._tested()
            return self._known

    async def _tested(self) -> BotToken:
        found = await tested(self._wire, self._value)
        await installed(self._core(), SLACK, found.installation_ref, found.name)
        return found

    async def other(self, old: BotToken) -> BotToken | None:
        del old
        return None

    async def test(self, token: BotToken) -> None:
        await tested(self._wire, token.value)

    async def gone(self, installation_ref: str, reason: str, seen_at: datetime) -> None:
        self._doubted = True
        await note_installation_lost(self._core(), SLACK, installation_ref, reason, seen_at)

    async def withheld(self, installation_ref: str, why: Withheld) -> None:
        await note_refused(self._core(), SLACK, installation_ref, why.what, why.message)

    async def finish(self) -> None:
        """Nothing here is half done."""

    async def tend(self) -> int:
        """A token that was refused may be taken again: Slack has had bad hours before."""
        if self._known is not None and await self._lost(self._known.installation_ref) is None:
            return 0
        try:
            self._known = await self._tested()
        except TokenRefused as refusal:
            says = "SLACK_BOT_TOKEN isn't taken: %s %s"
            log.error(says, refusal.says, token_mend(refusal.code))  # noqa: TRY400  no bug of ours
        except RetryLater as later:
            log.warning("Whether SLACK_BOT_TOKEN is taken can't be told just now: %s", later.reason)
        return 0
