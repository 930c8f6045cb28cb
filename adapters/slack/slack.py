"""Slack, whole: what speaks there, what hears, and what installs, built from the settings."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial

from fastapi import FastAPI

from adapters.slack.access import Access
from adapters.slack.chat import HasCore, SlackHeard
from adapters.slack.heard.nameless import Nameless
from adapters.slack.heard.names import Names
from adapters.slack.heard.needs import NAME
from adapters.slack.heard.refusals import Figures
from adapters.slack.install.exchange import Exchange, Installed
from adapters.slack.install.proof import proofs
from adapters.slack.install.routes import REDIRECT, Install, install_doors
from adapters.slack.manifest import SCOPES
from adapters.slack.speak.app_wire import AppWire
from adapters.slack.speak.call import Caller
from adapters.slack.speak.own_token import OwnToken
from adapters.slack.speak.platform import SlackPlatform
from adapters.slack.speak.stored_tokens import StoredTokens
from adapters.slack.speak.tokens import Tokens
from adapters.slack.speak.turns import SharedTurns, Turns, wall
from adapters.slack.speak.wire import Wire
from adapters.slack.start import begin
from bot.domain.happenings import Account
from bot.domain.ids import PersonId
from bot.errors import Defect
from bot.ports import Seal
from bot.practice.core import Core
from bot.practice.installing.begun import spend_proof
from bot.practice.installing.keep import keep_installation
from bot.practice.installing.outdated import let_outdated_go
from bot.practice.learn_name import learn_name, nameless, takes_part


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
        turns = turns or SharedTurns(self.core, now=now, sleep=sleep)
        self._line = Wire(access.api_url)
        self._apart = AppWire(access.api_url, turns)
        own = OwnToken(self._apart, access.bot_token, self.core) if access.bot_token else None
        self.tokens: Tokens = own or StoredTokens(self._apart, self._sealed(), self._client, self.core)
        self.caller = Caller(self._line, self.tokens, turns, now=self._product_time, sleep=sleep)
        self.platform = SlackPlatform(self.caller, self.core, now=now)
        self._nameless = Nameless(
            Names(self.caller, self._takes_part, self._learn_name, self._product_time), self._unnamed
        )
        self._heard = SlackHeard(
            bots=self.tokens,
            calls=self.caller,
            signing_secret=access.signing_secret,
            app_token=access.app_token,
            api_url=access.api_url,
            public_url=access.public_url,
            own=partial(_whose, own) if own else None,
            begin=partial(begin, access) if own else None,
        )

    def core(self) -> Core:
        if self._core is None:
            raise Defect("Slack was used before it was wired to a house.")
        return self._core

    def _product_time(self) -> datetime:
        return self.core().clock.now()

    async def _takes_part(self, account: Account) -> bool:
        return await takes_part(self.core(), account)

    async def _learn_name(self, account: Account, name: str) -> None:
        await learn_name(self.core(), account, name)

    async def _unnamed(self, after: int, most: int) -> Sequence[tuple[PersonId, Account]]:
        return await nameless(self.core(), NAME, after, most)

    def wire(self, house: HasCore) -> None:
        self._core = house.core

    def listen(self, house: HasCore) -> Callable[..., Awaitable[None]]:
        return self._heard.listen(house)

    def deaf(self) -> str:
        return self._heard.deaf()

    def figures(self) -> Figures:
        return self._heard.figures()

    def serve(self, house: HasCore, web: FastAPI) -> None:
        self._heard.serve(house, web)
        if self._access.for_many:
            self._install(house.core).serve(web)

    async def tend(self) -> int:
        """Renew tokens, bring back what was lost by mistake, let go of what is kept too long, learn names.

        Each is done whatever becomes of the others. Raises what went wrong when all were.
        """
        done, failed = 0, list[Exception]()
        for duty in (self.tokens.tend, self._let_outdated_go, self._learn_names):
            try:
                done += await duty()
            except Exception as error:  # noqa: BLE001  raised below, once nothing was skipped for it
                failed.append(error)
        if failed:
            raise ExceptionGroup("Not all of Slack's upkeep could be done.", failed)
        return done

    async def _let_outdated_go(self) -> int:
        return await let_outdated_go(self.core(), self._now())

    async def _learn_names(self) -> int:
        await self._nameless.learn_some()
        return 0

    async def aclose(self) -> None:
        await asyncio.gather(self._heard.finish(), self.tokens.finish())
        await self._apart.aclose()
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
            doors=install_doors(self._now),
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
