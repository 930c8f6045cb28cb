"""A code from Slack for the key to a workspace, or to a whole organisation."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from adapters.slack.speak.tokens import expiry, refused, site, tested
from adapters.slack.speak.wire import CutOffError, LimitedError, RefusedError, Wire
from bot.domain.speaking import Credential
from bot.errors import DebriefError, UserMustAct

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Installed:
    key: Credential
    name: str
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Exchange:
    wire: Wire
    client: tuple[str, str] = field(repr=False)
    redirect_uri: str

    async def __call__(self, code: str, now: datetime) -> Installed:
        """Raises RetryLater or UserMustAct. A code is good once: when its answer is lost, begin anew."""
        client_id, client_secret = self.client
        arguments = {
            "client_id": client_id,
            "client_secret": client_secret,
            "code": code,
            "redirect_uri": self.redirect_uri,
        }
        try:
            answer = await self.wire.send("", "oauth.v2.access", arguments)
        except (RefusedError, LimitedError, CutOffError) as error:
            raise refused("oauth.v2.access", error) from error
        return await self._read(answer, now)

    async def _read(self, answer: Mapping[str, Any], now: datetime) -> Installed:
        team, enterprise = answer.get("team") or {}, answer.get("enterprise") or {}
        whose = enterprise if answer.get("is_enterprise_install") else team
        if answer.get("token_type") != "bot" or not whose.get("id"):
            raise UserMustAct("Slack gave no bot token. Nothing was stored. Install the app again.")
        secrets = {
            "token": str(answer["access_token"]),
            "refresh": str(answer.get("refresh_token") or ""),
            "bot_user_id": str(answer.get("bot_user_id") or ""),
            "bot_id": await self._bot_id(str(answer["access_token"])),
            "team_id": str(team.get("id") or ""),
            "enterprise_id": str(enterprise.get("id") or ""),
        }
        key = Credential(site(str(whose["id"])), secrets, expiry(answer, now))
        scopes = frozenset(str(answer.get("scope") or "").split(","))
        return Installed(key, str(whose.get("name") or ""), scopes)

    async def _bot_id(self, token: str) -> str:
        """Good to have; the code is spent, so the token is kept without it as well."""
        try:
            return (await tested(self.wire, token)).bot_id
        except DebriefError as error:
            log.warning("A new token could not be tested.", extra={"why": str(error)})
            return ""
