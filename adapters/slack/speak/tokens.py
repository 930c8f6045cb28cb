"""Which token speaks in which workspace."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from adapters.slack.speak.outcomes import Spot, TokenRefused, Unsure, outcome
from adapters.slack.speak.wire import CutOffError, LimitedError, RefusedError, Wire
from bot.domain.speaking import Credential, Site
from bot.errors import DebriefError, InstallationGone, RetryLater
from bot.ports import Seal
from bot.practice.core import Core
from bot.practice.installing.bring_back import bring_back_installations
from bot.practice.installing.keep import key_of
from bot.practice.installing.renew import renew_keys, renew_now
from bot.practice.lost_installation import installed, note_installation_lost

log = logging.getLogger(__name__)

SLACK = "slack"
NOT_HERE = timedelta(minutes=10)
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

    async def gone(self, installation_ref: str, reason: str) -> None:
        """Slack takes no token of this installation any more. Noted once."""
        ...

    async def tend(self) -> int:
        """Renew what expires soon, and look whether what was lost is back. Returns how many were renewed."""
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


class OwnToken:
    """The one workspace of SLACK_BOT_TOKEN."""

    def __init__(self, wire: Wire, value: str, core: CoreNow) -> None:
        self._wire = wire
        self._value = value
        self._core = core
        self._known: BotToken | None = None
        self._refused = ""

    async def of(self, installation_ref: str) -> BotToken:
        known = self._known or await self.own()
        if installation_ref != known.installation_ref:
            raise RetryLater(f"SLACK_BOT_TOKEN isn't of the workspace {installation_ref}.", NOT_HERE)
        if self._refused:
            raise InstallationGone(self._refused)
        return known

    async def own(self) -> BotToken:
        """The token with its workspace, asked for once. Raises as `tested`."""
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

    async def gone(self, installation_ref: str, reason: str) -> None:
        self._refused = reason
        await note_installation_lost(self._core(), SLACK, installation_ref, reason)

    async def tend(self) -> int:
        """A token that was refused may be taken again: Slack has had bad hours before."""
        if self._known is None or self._refused:
            try:
                self._known, self._refused = await self._tested(), ""
            except TokenRefused as refusal:
                log.error("SLACK_BOT_TOKEN isn't taken: %s", refusal.message)  # noqa: TRY400  no bug of ours
        return 0


class StoredTokens:
    """The workspaces that installed the app, their tokens sealed in the database."""

    def __init__(self, wire: Wire, seal: Seal, client: tuple[str, str], core: CoreNow) -> None:
        self._wire = wire
        self._seal = seal
        self._client = client
        self._core = core

    async def of(self, installation_ref: str) -> BotToken:
        found = await key_of(self._core(), self._seal, site(installation_ref))
        if found is None:
            raise InstallationGone("The app isn't installed in this workspace. Install it again.")
        return bot_token(found)

    async def other(self, old: BotToken) -> BotToken | None:
        if old.credential is None:
            return None
        found = await renew_now(self._core(), self._seal, old.credential, self.renewed)
        return None if found is None else bot_token(found)

    async def gone(self, installation_ref: str, reason: str) -> None:
        await note_installation_lost(self._core(), SLACK, installation_ref, reason)

    async def tend(self) -> int:
        renewed = await renew_keys(self._core(), self._seal, SLACK, self.renewed)
        await bring_back_installations(self._core(), self._seal, SLACK, self._works)
        return renewed

    async def _works(self, key: Credential) -> bool:
        try:
            await tested(self._wire, key.secrets["token"])
        except DebriefError:
            return False
        return True

    async def renewed(self, old: Credential) -> Credential:
        """Raises InstallationGone when Slack gives no new token for good."""
        client_id, client_secret = self._client
        arguments = {
            "client_id": client_id,
            "client_secret": client_secret,
            "grant_type": "refresh_token",
            "refresh_token": old.secrets["refresh"],
        }
        try:
            answer = await self._wire.send("", "oauth.v2.access", arguments)
        except (RefusedError, LimitedError, CutOffError) as error:
            raise refused("oauth.v2.access", error) from error
        secrets = {
            **old.secrets,
            "token": answer["access_token"],
            "refresh": answer.get("refresh_token") or old.secrets["refresh"],
        }
        return Credential(
            old.site,
            secrets,
            expiry(answer, self._core().clock.now()),
            old.version + 1,
        )


def expiry(answer: object, now: datetime) -> datetime | None:
    """When the token of this answer expires; None for one that doesn't."""
    seconds = answer.get("expires_in") if isinstance(answer, dict) else None
    return now + timedelta(seconds=int(seconds)) if seconds else None


def site(installation_ref: str) -> Site:
    return Site(SLACK, installation_ref)


def bot_token(found: Credential) -> BotToken:
    secrets = found.secrets
    return BotToken(
        found.site.installation_ref,
        secrets["token"],
        secrets.get("bot_id", ""),
        secrets.get("bot_user_id", ""),
        secrets.get("team_id", ""),
        secrets.get("enterprise_id", ""),
        credential=found,
    )
