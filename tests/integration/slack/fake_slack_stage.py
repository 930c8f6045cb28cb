"""A team with a channel in the fake Slack, and a bolt app that keeps what it hears."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.server import Channel, FakeSlack, Install, Member, Shown, Team
from tests.fakes.slack.tokens import ALL_SCOPES

Body = dict[str, Any]
ANY = re.compile(".*")


@dataclass(slots=True)
class Group:
    """One workspace with two members and a channel in which the app is."""

    slack: FakeSlack
    team: Team
    install: Install
    ada: Member
    ben: Member
    practice: Channel

    @property
    def client(self) -> AsyncWebClient:
        return client(self.slack, self.install.token.text)

    async def card(self, text: str = "Today's scenario.", **further: Any) -> Shown:
        """The app's own post."""
        said = await self.client.chat_postMessage(channel=self.practice.id, text=text, **further)
        return next(each for each in self.slack.messages(self.practice) if each.ts == said["ts"])


def client(slack: FakeSlack, token: str) -> AsyncWebClient:
    """The unmodified one."""
    return AsyncWebClient(token=token, base_url=slack.url, timeout=30)


def group(slack: FakeSlack, scopes: tuple[str, ...] = ALL_SCOPES) -> Group:
    team = slack.workspace("Heron Study")
    install = slack.install(team, scopes)
    ada, ben = slack.member(team, "Ada"), slack.member(team, "Ben")
    return Group(slack, team, install, ada, ben, slack.channel(team, "practice", ada, ben, install.bot))


async def refusal(call: Awaitable[Any]) -> Mapping[str, Any]:
    """What Slack said when it refused this call."""
    with pytest.raises(SlackApiError) as no:
        await call
    return dict(no.value.response.data)


@dataclass(slots=True)
class Heard:
    """Everything that came to the app, in order."""

    bodies: list[Body] = field(default_factory=list)
    retries: list[str] = field(default_factory=list)
    """X-Slack-Retry-Num and -Reason beside each."""
    then: Callable[[Body], Awaitable[None]] | None = None
    """Done before anything is acknowledged."""
    answers: dict[str, Any] = field(default_factory=dict)
    """With which an interaction or command is acknowledged."""

    @property
    def events(self) -> list[Body]:
        return [each["event"] for each in self.bodies if "event" in each]

    def kinds(self) -> list[str]:
        return [each.get("subtype") or each["type"] for each in self.events]


def listening(stage: Group, heard: Heard) -> AsyncApp:
    """An unmodified bolt app that keeps what it hears, and then acknowledges."""
    app = AsyncApp(
        signing_secret=stage.slack.app.signing_secret,
        client=client(stage.slack, stage.install.token.text),
        authorize=partial(authorize, stage),
        process_before_response=True,
        ignoring_self_events_enabled=False,
    )

    async def keep(req: AsyncBoltRequest, body: Body, ack: Any) -> None:
        heard.bodies.append(body)
        beside = [req.headers.get(f"x-slack-retry-{name}", ["-"])[0] for name in ("num", "reason")]
        heard.retries.append(" ".join(str(each) for each in beside))
        if heard.then:
            await heard.then(body)
        await ack(**heard.answers)

    for kind in (app.event, app.command, app.action, app.view, app.view_closed, app.shortcut):
        kind(ANY)(keep)
    return app


async def authorize(stage: Group, **_: Any) -> AuthorizeResult:
    bot = stage.install.bot
    names = {"bot_id": bot.bot_id, "bot_user_id": bot.id, "bot_token": stage.install.token.text}
    return AuthorizeResult(enterprise_id=None, team_id=stage.team.id, **names)


@asynccontextmanager
async def by_http(stage: Group, app: AsyncApp) -> AsyncIterator[None]:
    """The app behind an address."""

    async def serve(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    served = web.Application()
    served.router.add_post("/slack/{what}", serve)
    runner = web.AppRunner(served, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    stage.slack.app.at(f"http://127.0.0.1:{runner.addresses[0][1]}")
    try:
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def by_socket(stage: Group, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    """The app with a websocket open."""
    token = stage.slack.app_token()
    handler = AsyncSocketModeHandler(app, token, web_client=client(stage.slack, token), ping_interval=1.0)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # bolt's own lacks types
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # as above
