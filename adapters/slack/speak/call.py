"""The one path of every call to Slack: token, turn, time limit, and a typed outcome."""

import asyncio
from collections.abc import Awaitable, Callable, Container, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.slack.speak.outcomes import Spot, TokenRefused, Unsure, Withheld
from adapters.slack.speak.tokens import BotToken, Tokens, refused
from adapters.slack.speak.turns import Turns
from adapters.slack.speak.wire import CutOffError, LimitedError, RefusedError, Wire
from bot.errors import InstallationGone, RetryLater

HARMLESS = {
    "auth.test",
    "chat.getPermalink",
    "chat.update",
    "conversations.history",
    "conversations.info",
    "conversations.members",
    "conversations.open",
    "conversations.replies",
    "reactions.add",
    "reactions.remove",
    "users.info",
    "views.publish",
}
"""Doing these twice is as doing them once."""
PAUSES = (0.3, 1.0)
"""Seconds before each further attempt at a harmless call."""
MOST_LIMITED = 3
"""Times that one call is told to wait before its worker is set free."""


@dataclass(slots=True)
class _Call:
    """One call, and what it has met so far."""

    installation_ref: str
    method: str
    place: str
    spot: Spot
    begun: datetime
    token: BotToken
    newer: bool = False
    cut_off: int = 0
    limited: int = 0


class Caller:
    def __init__(
        self,
        wire: Wire,
        tokens: Tokens,
        turns: Turns,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.wire = wire
        self.tokens = tokens
        self._turns = turns
        self._now = now
        self._sleep = sleep

    async def call(
        self,
        installation_ref: str,
        method: str,
        /,
        *,
        place: str = "",
        spot: Spot = Spot.CHANNEL,
        fine: Container[str] = (),
        **arguments: object,
    ) -> Mapping[str, Any]:
        """One call to Slack, as the bot of that installation.

        `place` is the channel whose own limit counts. A refusal that is `fine` is as good as success, and
        returned as an empty answer. Raises RetryLater, ChannelGone,
        PrivateMessagesClosed, InstallationGone, another UserMustAct, or Defect; `Unsure`, which is a
        RetryLater, when the call may have taken effect.
        """
        begun = self._now()
        it = _Call(installation_ref, method, place, spot, begun, await self._token(installation_ref, begun))
        while True:
            await self._turns.wait(installation_ref, method, place)
            try:
                return await self.wire.send(it.token.value, method, arguments)
            except LimitedError as error:
                await self._hold(it, error)
            except (RefusedError, CutOffError) as error:
                if isinstance(error, RefusedError) and error.refusal.code in fine:
                    return {}
                await self._mend(it, error)

    async def _hold(self, it: _Call, error: LimitedError) -> None:
        """Everybody in this line waits; whoever was told so too often gives up."""
        it.limited += 1
        await self._turns.hold(it.installation_ref, it.method, it.place, error.after)
        if it.limited >= MOST_LIMITED:
            raise refused(it.method, error, it.spot) from error

    async def _mend(self, it: _Call, error: RefusedError | CutOffError) -> None:
        """Returns when the call may be made once more. Raises what went wrong when not."""
        trouble = refused(it.method, error, it.spot)
        if isinstance(trouble, TokenRefused) and not it.newer:
            it.token, it.newer = await self._newer(it.token, trouble, it.begun), True
            return
        if isinstance(trouble, Unsure) and it.method in HARMLESS and it.cut_off < len(PAUSES):
            await self._sleep(PAUSES[it.cut_off])
            it.cut_off += 1
            return
        if isinstance(trouble, Withheld):
            await self.tokens.withheld(it.installation_ref, trouble)
        raise trouble from error

    async def _token(self, installation_ref: str, begun: datetime) -> BotToken:
        try:
            return await self.tokens.of(installation_ref)
        except TokenRefused as trouble:
            await self.tokens.gone(installation_ref, trouble.message, begun)
            raise

    async def _newer(self, old: BotToken, trouble: TokenRefused, begun: datetime) -> BotToken:
        """Another token to try, once. Raises InstallationGone when the installation is lost."""
        found = await self.tokens.other(old)
        if found is not None:
            return found
        try:
            # One method's word isn't enough to give a whole workspace up.
            await self.tokens.test(old)
        except TokenRefused:
            await self.tokens.gone(old.installation_ref, trouble.message, begun)
            raise InstallationGone(trouble.message) from trouble
        raise RetryLater("Slack refused a token, and took it when asked again.") from trouble
