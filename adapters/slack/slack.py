"""Slack, whole: what speaks there, what hears, and what installs, built from the settings."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from fastapi import FastAPI

from adapters.slack.access import Access
from adapters.slack.chat import HasCore, SlackHeard
from adapters.slack.install.exchange import Exchange, Installed
from adapters.slack.install.proof import proofs
from adapters.slack.install.routes import REDIRECT, Install
from adapters.slack.manifest import SCOPES
from adapters.slack.speak.call import Caller
from adapters.slack.speak.platform import SlackPlatform
from adapters.slack.speak.tokens import OwnToken, StoredTokens, Tokens
from adapters.slack.speak.turns import SharedTurns, Turns, wall
from adapters.slack.speak.wire import Wire
from bot.errors import Defect
from bot.ports import Seal
from bot.practice.core import Core
from bot.practice.installing.begun import spend_proof
from bot.practice.installing.keep import keep_installation
from bot.practice.installing.outdated import let_outdated_go

TENDED_EVERY = timedelta(minutes=10)
"""Tokens are renewed hours ahead, and whatever is kept too long can wait as well."""


class Slack:
    """One for a process. It speaks once it was wired to a core."""

    def __init__(
        self,
        access: Access,
        seal: Seal | None = None,
        *,
        now: Callable[[], datetime] = wall,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        turns: Turns | None = None,
    ) -> None:
        """`now` is the time that Slack's limits run on, and its messages carry."""
        self._access = access
        self._seal = seal
        self._core: Core | None = None
        self._now = now
        self._tended: float | None = None
        self._line = Wire(access.api_url)
        own = OwnToken(self._line, access.bot_token, self.core) if access.bot_token else None
        self.tokens: Tokens = own or StoredTokens(self._line, self._sealed(), self._client, self.core)
        turns = turns or SharedTurns(self.core, now=now, sleep=sleep)
        self.caller = Caller(self._line, self.tokens, turns, sleep=sleep)
        self.platform = SlackPlatform(self.caller, self.core, now=now)
        self._heard = SlackHeard(
            bots=self.tokens,
            calls=self.caller,
            signing_secret=access.signing_secret,
            app_token=access.app_token,
            api_url=access.api_url,
            public_url=access.public_url,
            own=partial(_whose, own) if own else None,
        )

    def core(self) -> Core:
        if self._core is None:
            raise Defect("Slack was used before it was wired to a house.")
        return self._core

    def wire(self, house: HasCore) -> None:
        self._core = house.core

    def listen(self, house: HasCore) -> Callable[..., Awaitable[None]]:
        return self._heard.listen(house)

    def serve(self, house: HasCore, web: FastAPI) -> None:
        self._heard.serve(house, web)
        if self._access.for_many:
            self._install(house.core).serve(web)

    async def tend(self) -> int:
        """For now and then; does something once in a while only."""
        if self._tended is not None and monotonic() - self._tended < TENDED_EVERY.total_seconds():
            return 0
        self._tended = monotonic()
        return await self.upkeep()

    async def upkeep(self) -> int:
        """Renew tokens, bring back what was lost by mistake, let go of what is kept too long."""
        return await self.tokens.tend() + await let_outdated_go(self.core(), self._now())

    async def aclose(self) -> None:
        await self._heard.finish()
        await self._line.aclose()

    def _install(self, core: Core) -> Install:
        base = self._access.public_url.rstrip("/")

        async def keep(found: Installed) -> bool:
            return await keep_installation(core, self._sealed(), found.key, found.name)

        return Install(
            exchange=Exchange(self._line, self._client, f"{base}{REDIRECT}"),
            proofs=proofs(self._access.client_secret, core.clock.now),
            clock=core.clock,
            scopes=[one.name for one in SCOPES],
            spend=partial(spend_proof, core),
            keep=keep,
        )

    @property
    def _client(self) -> tuple[str, str]:
        return self._access.client_id, self._access.client_secret

    def _sealed(self) -> Seal:
        if self._seal is None:
            raise Defect("Tokens of workspaces can't be kept without a seal.")
        return self._seal


async def _whose(own: OwnToken) -> str:
    return (await own.own()).installation_ref
