"""One call of the REST API: who may make it, how often, and what goes wrong."""

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any

from aiohttp import web

from tests.fakes.discord.app import Application
from tests.fakes.discord.call import ROUTES, Call, Known
from tests.fakes.discord.faults import Fault, banned
from tests.fakes.discord.pace import TooMany
from tests.fakes.discord.refusal import Refused
from tests.fakes.discord.state import Called, State
from tests.fakes.discord.wire import Sent, read

AGENT = re.compile(r"DiscordBot \(\S+ \S+\)|DiscordBot \(\S+, \S+\)")
VERSION = 10
MAJOR = ("channel_id", "guild_id", "token")


@dataclass(slots=True)
class Answer:
    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


class Api:
    def __init__(self, state: State) -> None:
        self._state = state

    def add_to(self, served: web.Application) -> None:
        for known in ROUTES.values():
            served.router.add_route(known.method, f"/api/v{VERSION}{known.path}", self._serving(known))
        served.router.add_route("*", "/api/{rest:.*}", self._nothing)

    def _serving(self, known: Known) -> Callable[[web.Request], Any]:
        async def serve(request: web.Request) -> web.StreamResponse:
            fault = self._state.faults.of_call(known.name)
            if fault is None or fault.effect:
                answer = await self._do(request, known)
            else:
                await request.read()
                answer = Answer(fault.status, None)
            return self._answered(answer) if fault is None else await self._wrong(request, fault, answer)

        return serve

    async def _nothing(self, request: web.Request) -> web.StreamResponse:
        if not request.path.startswith(f"/api/v{VERSION}/"):
            return self._answered(Answer(400, Refused(50041).body))
        ways = {each.resource.canonical for each in request.app.router.routes() if each.resource}
        known = any(_fits(each, request.path) for each in ways if "rest" not in each)
        status = 405 if known else 404
        said = "405: Method Not Allowed" if known else "404: Not Found"
        return self._answered(Answer(status, {"message": said, "code": 0}))

    async def _do(self, request: web.Request, known: Known) -> Answer:
        if self._state.pace.is_banned():
            ban = banned()
            return Answer(ban.status, ban.body, dict(ban.headers))
        sent = Sent()
        try:
            answer, sent = await self._run(request, known)
        except Refused as no:
            answer = Answer(no.status, no.body)
        except TooMany as slow_down:
            answer = Answer(429, slow_down.body(), slow_down.headers)
        self._state.pace.note(answer.status, answer.headers.get("X-RateLimit-Scope", ""))
        params = dict(request.match_info)
        self._state.calls.append(Called(known.name, params, sent.body, answer.status, answer.body))
        return answer

    async def _run(self, request: web.Request, known: Known) -> tuple[Answer, Sent]:
        app = self._who(request, known)
        place = "+".join(request.match_info[each] for each in MAJOR if each in request.match_info)
        headers = self._state.pace.spend(known.limit, place, counts=known.counts)
        sent = await read(request)
        self._state.archive_due()
        call = Call(self._state, known.name, dict(request.match_info), request.query, sent, app)
        try:
            body = known.run(call)
        except Refused as no:
            return Answer(no.status, no.body, headers), sent
        status = 204 if body is None and call.status == 200 else call.status
        return Answer(status, body, headers), sent

    def _who(self, request: web.Request, known: Known) -> Application:
        if not known.token_needed:
            return self._of_path(request)
        if not AGENT.match(request.headers.get("User-Agent", "")):
            raise Refused(40333)
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        app = self._state.of_token(token) if scheme == "Bot" else None
        if app is None:
            raise Refused(0)
        return app

    def _of_path(self, request: web.Request) -> Application:
        """The address itself is what opens these: it holds an interaction's token."""
        found = self._state.interactions.get(request.match_info.get("token", ""))
        apps = list(self._state.apps.values())
        return found.app if found else apps[0]

    async def _wrong(self, request: web.Request, fault: Fault, answer: Answer) -> web.StreamResponse:
        await asyncio.sleep(fault.seconds)
        if fault.way == "slow":
            return self._answered(answer)
        if fault.way == "answer":
            self._state.pace.note(fault.status, fault.headers.get("X-RateLimit-Scope", ""))
            exact = fault.body == b"{}" and answer.body is not None
            body = json.dumps(answer.body).encode() if exact else fault.body
            return web.Response(status=fault.status, body=body, headers=fault.headers)
        if request.transport:
            request.transport.abort()
        return web.Response(status=500)

    def _answered(self, answer: Answer) -> web.StreamResponse:
        date = {"Date": formatdate(self._state.world.now().timestamp(), usegmt=True)}
        if isinstance(answer.body, bytes):
            return web.Response(status=answer.status, body=answer.body, headers=answer.headers | date)
        body = None if answer.status == 204 else json.dumps(answer.body, ensure_ascii=False).encode()
        kind = {} if body is None else {"Content-Type": "application/json"}
        return web.Response(status=answer.status, body=body, headers=answer.headers | date | kind)


def _fits(canonical: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\{[^}]*\}", "[^/]+", canonical), path) is not None
