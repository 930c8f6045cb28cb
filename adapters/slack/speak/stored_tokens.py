"""The tokens of the workspaces that installed the app, renewed before they expire."""

from datetime import datetime

from adapters.slack.speak.outcomes import Withheld
from adapters.slack.speak.tokens import SLACK, BotToken, CoreNow, expiry, refused, site, tested
from adapters.slack.speak.wire import CutOffError, LimitedError, RefusedError, Wire
from bot.domain.speaking import Credential
from bot.errors import DebriefError, InstallationGone
from bot.ports import Seal
from bot.practice.installing.bring_back import bring_back_installations
from bot.practice.installing.keep import key_of
from bot.practice.installing.renew import Renewals
from bot.practice.lost_installation import note_installation_lost
from bot.practice.refused import note_refused


class StoredTokens:
    """The workspaces that installed the app, their tokens sealed in the database."""

    def __init__(self, wire: Wire, seal: Seal, client: tuple[str, str], core: CoreNow) -> None:
        self._wire = wire
        self._seal = seal
        self._client = client
        self._core = core
        self._renewals = Renewals(core, seal, SLACK, self.renewed)

    async def of(self, installation_ref: str) -> BotToken:
        found = await key_of(self._core(), self._seal, site(installation_ref))
        if found is None:
            raise InstallationGone("The app isn't installed in this workspace. Install it again.")
        return bot_token(found)

    async def other(self, old: BotToken) -> BotToken | None:
        if old.credential is None:
            return None
        found = await self._renewals.renew_now(old.credential)
        return None if found is None else bot_token(found)

    async def test(self, token: BotToken) -> None:
        await tested(self._wire, token.value)

    async def gone(self, installation_ref: str, reason: str, seen_at: datetime) -> None:
        await note_installation_lost(self._core(), SLACK, installation_ref, reason, seen_at)

    async def withheld(self, installation_ref: str, why: Withheld) -> None:
        await note_refused(self._core(), SLACK, installation_ref, why.what, why.message)

    async def tend(self) -> int:
        renewed = await self._renewals.renew_due()
        await bring_back_installations(self._core(), self._seal, SLACK, self._works)
        return renewed

    async def finish(self) -> None:
        await self._renewals.finish()

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
