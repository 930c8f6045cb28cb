"""The one path of every call to Slack: token, turn, time limit, and a typed outcome."""

import asyncio
from collections.abc import Awaitable, Callable, Container, Mapping
from typing import Any

from adapters.slack.speak.outcomes import Spot, TokenRefused, Unsure
from adapters.slack.speak.tokens import BotToken, Tokens, refused, tested
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


class Caller:
    def __init__(
        self,
        wire: Wire,
        tokens: Tokens,
        turns: Turns,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.wire = wire
        self.tokens = tokens
        self._turns = turns
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
        token = await self._token(installation_ref)
        newer = False
        cut_off = limited = 0
        while True:
            await self._turns.wait(installation_ref, method, place)
            try:
                return await self.wire.send(token.value, method, arguments)
            except LimitedError as error:
                limited += 1
                await self._turns.hold(installation_ref, method, place, error.after)
                if limited >= MOST_LIMITED:
                    raise refused(method, error, spot) from error
            except (RefusedError, CutOffError) as error:
                if isinstance(error, RefusedError) and error.refusal.code in fine:
                    return {}
                trouble = refused(method, error, spot)
                if isinstance(trouble, TokenRefused) and not newer:
                    token, newer = await self._newer(token, trouble), True
                elif isinstance(trouble, Unsure) and method in HARMLESS and cut_off < len(PAUSES):
                    await self._sleep(PAUSES[cut_off])
                    cut_off += 1
                else:
                    raise trouble from error

    async def _token(self, installation_ref: str) -> BotToken:
        try:
            return await self.tokens.of(installation_ref)
        except TokenRefused as trouble:
            await self.tokens.gone(installation_ref, trouble.message)
            raise

    async def _newer(self, old: BotToken, trouble: TokenRefused) -> BotToken:
        """Another token to try, once. Raises InstallationGone when the installation is lost."""
        found = await self.tokens.other(old)
        if found is not None:
            return found
        try:
            # One method's word isn't enough to give a whole workspace up.
            await tested(self.wire, old.value)
        except TokenRefused:
            await self.tokens.gone(old.installation_ref, trouble.message)
            raise InstallationGone(trouble.message) from trouble
        raise RetryLater("Slack refused a token, and took it when asked again.") from trouble
