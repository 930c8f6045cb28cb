"""One Web API call: its arguments, who may make it, how often, and what goes wrong."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any

from aiohttp import web

from tests.fakes.slack.faults import Fault
from tests.fakes.slack.pace import TIERS
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.state import Called, State
from tests.fakes.slack.tokens import Token
from tests.fakes.slack.wire import arguments, token_of, with_basic
from tests.fakes.slack.world import Channel, Member, Team

MOST_PER_TIER = TIERS


@dataclass(frozen=True, slots=True)
class Call:
    """A call that may be made: its token is good, and has the scopes."""

    state: State
    method: str
    args: Mapping[str, Any]
    token: Token

    @property
    def team(self) -> Team:
        """Of the token; an organisation's token names it, or the channel does."""
        if self.token.enterprise_id is None and self.token.team:
            return self.token.team
        return self._of_organisation()

    @property
    def bot(self) -> Member:
        install = self.state.install_of(self.team)
        if install is None:
            raise Refused("account_inactive")
        return install.bot

    def _of_organisation(self) -> Team:
        teams = [t for t in self.state.world.teams.values() if t.enterprise_id == self.token.enterprise_id]
        wanted = [self.args.get("team_id"), self.args.get("channel"), self.args.get("channel_id")]
        for team in teams:
            if any(each and (each == team.id or each in team.channels) for each in wanted):
                return team
        named = [self.args.get("user"), self.args.get("users"), self.args.get("user_id")]
        for team in teams:
            if any(each in team.members for each in named):
                return team
        if self.token.team is None:
            raise Refused("missing_argument")
        return self.token.team

    def text(self, name: str, *, needed: bool = False) -> str:
        value = self.args.get(name)
        if needed and not value:
            raise Refused("invalid_arguments", messages=[f"missing required field: {name}"])
        return "" if value is None else str(value)

    def truth(self, name: str) -> bool:
        return self.args.get(name) in (True, "true", "True", "1", 1)

    def structure(self, name: str, error: str) -> Any:
        """JSON, whether it came as a string or as what it means."""
        value = self.args.get(name)
        if not isinstance(value, str) or not value:
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise Refused(error) from None

    def channel(self, name: str = "channel") -> Channel:
        """One that this bot can know of."""
        found = self.team.live(self.text(name, needed=True))
        if found is None or (found.kind != "channel" and self.bot.id not in found.members):
            raise Refused("channel_not_found")
        return found


Method = Callable[[Call], dict[str, Any]]
Serve = Callable[[State, web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Known:
    run: Method
    scopes: tuple[str, ...]
    """Any one of them is enough; none needed when empty."""
    tier: int
    """0 where a limit of its own holds."""
    kind: str
    """The token's: bot, app, or none."""


METHODS: dict[str, Known] = {}


def method(name: str, *scopes: str, tier: int = 3, kind: str = "bot") -> Callable[[Method], Method]:
    def add(run: Method) -> Method:
        METHODS[name] = Known(run, scopes, tier, kind)
        return run

    return add


class Api:
    def __init__(self, state: State) -> None:
        self._state = state

    async def serve(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        args = await arguments(request, name)
        fault = self._state.faults.of_call(name)
        if fault is not None:
            return await self._wrong(request, name, args, fault)
        return self._answer(*self._do(request, name, args))

    def _do(
        self, request: web.Request, name: str, args: Mapping[str, Any]
    ) -> tuple[dict[str, Any], int, Mapping[str, str]]:
        headers: dict[str, str] = {}
        try:
            body, status = {"ok": True} | self._run(request, name, args, headers), 200
        except Refused as no:
            body, status = no.body, no.status
            headers |= no.headers
        kept = {key: value for key, value in args.items() if key not in ("token", "client_secret")}
        self._state.calls.append(Called(name, kept, body))
        return body, status, headers

    def _run(
        self, request: web.Request, name: str, args: Mapping[str, Any], headers: dict[str, str]
    ) -> dict[str, Any]:
        known = METHODS.get(name)
        if known is None:
            raise Refused("unknown_method", req_method=name)
        if known.kind == "none":
            if known.tier:
                self._state.pace.call(name, "app", MOST_PER_TIER[known.tier])
            return known.run(Call(self._state, name, with_basic(request, args), Token("", "bot", ())))
        token = self._state.tokens.check(token_of(request, args))
        headers |= {
            "X-OAuth-Scopes": ",".join(token.scopes),
            "X-Accepted-OAuth-Scopes": ",".join(known.scopes),
        }
        if token.kind != known.kind:
            raise Refused("not_allowed_token_type")
        if known.scopes and not set(known.scopes) & set(token.scopes):
            raise Refused("missing_scope", needed=",".join(known.scopes), provided=",".join(token.scopes))
        call = Call(self._state, name, args, token)
        if known.tier:
            team_id = call.team.id if known.kind == "bot" else "app"
            self._state.pace.call(name, team_id, MOST_PER_TIER[known.tier])
        return known.run(call)

    async def beside(self, name: str, serve: Serve, request: web.Request) -> web.StreamResponse:
        """What is no method, yet can go wrong in the same ways: `upload` and `response_url`."""
        fault = self._state.faults.of_call(name)
        if fault is None or fault.effect:
            answer = await serve(self._state, request)
        else:
            await request.read()
        return answer if fault is None else await self._broken(request, fault)

    async def _wrong(
        self, request: web.Request, name: str, args: Mapping[str, Any], fault: Fault
    ) -> web.StreamResponse:
        if fault.way == "late":
            answer = self._do(request, name, args)
            await asyncio.sleep(fault.seconds)
            return self._answer(*answer)
        if fault.effect:
            self._do(request, name, args)
        return await self._broken(request, fault)

    async def _broken(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.way == "answer":
            return web.Response(status=fault.status, body=fault.body, headers=fault.headers)
        await asyncio.sleep(fault.seconds)
        if request.transport:
            request.transport.abort()
        return web.Response(status=500)

    def _answer(self, body: Mapping[str, Any], status: int, headers: Mapping[str, str]) -> web.StreamResponse:
        date = {"Date": formatdate(self._state.world.now(), usegmt=True)}
        return web.json_response(body, status=status, headers=dict(headers) | date)
