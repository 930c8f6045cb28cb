"""Which token speaks in which workspace."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from adapters.slack.speak.outcomes import Spot, Unsure, Withheld, outcome
from adapters.slack.speak.wire import CutOffError, LimitedError, RefusedError, Wire
from bot.domain.speaking import Credential, Site
from bot.errors import DebriefError, RetryLater
from bot.practice.core import Core

SLACK = "slack"
CoreNow = Callable[[], Core]
"""The core, once the house is built."""


@dataclass(frozen=True, slots=True)
class BotToken:
    installation_ref: str
    value: str = field(repr=False)
    bot_id: str
    bot_user_id: str
    team_id: str = ""
    enterprise_id: str = ""
    name: str = ""
    """Of the workspace, where Slack said it."""
    credential: Credential | None = field(default=None, repr=False)
    """What it was read from; None for one of the environment."""


class Tokens(Protocol):
    async def of(self, installation_ref: str) -> BotToken:
        """Raises InstallationGone when there is none any more, RetryLater when it isn't at hand here."""
        ...

    async def other(self, old: BotToken) -> BotToken | None:
        """A newer one in place of one that Slack has just refused."""
        ...

    async def test(self, token: BotToken) -> None:
        """Ask Slack about it, in its turn. Raises TokenRefused, or RetryLater when it can't be told now."""
        ...

    async def gone(self, installation_ref: str, reason: str, seen_at: datetime) -> None:
        """Slack takes no token of this installation any more, in a call that began then. Noted once."""
        ...

    async def withheld(self, installation_ref: str, why: Withheld) -> None:
        """Slack takes the token, but not for this. Organisers are told once."""
        ...

    async def tend(self) -> int:
        """Renew what expires soon, and look whether what was lost is back. Returns how many were renewed."""
        ...

    async def finish(self) -> None:
        """Wait for what can't be left half done, before the connections go."""
        ...


async def tested(wire: Wire, value: str) -> BotToken:
    """Whose token it is. Raises TokenRefused when Slack doesn't take it, RetryLater when it can't be told."""
    try:
        answer = await wire.send(value, "auth.test", {})
    except (RefusedError, LimitedError, CutOffError) as error:
        raise refused("auth.test", error) from error
    team, enterprise = answer.get("team_id") or "", answer.get("enterprise_id") or ""
    whole = bool(answer.get("is_enterprise_install"))
    return BotToken(
        enterprise if whole else team or enterprise,
        value,
        answer.get("bot_id") or "",
        answer.get("user_id") or "",
        team,
        enterprise,
        answer.get("team") or "",
    )


def refused(
    method: str, error: RefusedError | LimitedError | CutOffError, spot: Spot = Spot.CHANNEL
) -> DebriefError:
    """What went wrong on the wire, in words of the core."""
    match error:
        case RefusedError():
            return outcome(error.refusal, spot)
        case LimitedError():
            return RetryLater(f"Slack asked for quiet: {error}.", timedelta(seconds=max(error.after, 1.0)))
        case CutOffError():
            return Unsure(f"The connection to Slack broke during {method}.", timedelta(seconds=5))


def expiry(answer: object, now: datetime) -> datetime | None:
    """When the token of this answer expires; None for one that doesn't."""
    seconds = answer.get("expires_in") if isinstance(answer, dict) else None
    return now + timedelta(seconds=int(seconds)) if seconds else None


def site(installation_ref: str) -> Site:
    return Site(SLACK, installation_ref)
