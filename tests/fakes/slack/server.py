"""A strict fake Slack on a loopback socket, for the unmodified slack_bolt and slack_sdk.

async with slack_server(clock) as slack:
team = slack.workspace("Heron Study")
install = slack.install(team)
ada = slack.member(team, "Ada")
practice = slack.channel(team, "practice", ada, install.bot)
slack.app.at("http://127.0.0.1:8123")
ts = await slack.posts(ada, practice, "My answer.", thread=card_ts)
"""

import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Literal

from aiohttp import web

from bot.ports import Clock
from tests.fakes.slack import hooks
from tests.fakes.slack.acts.forms import FormActs
from tests.fakes.slack.acts.installs import InstallActs
from tests.fakes.slack.acts.membership import MembershipActs
from tests.fakes.slack.acts.messages import MessageActs
from tests.fakes.slack.acts.stage import Complaint
from tests.fakes.slack.app import SlackApp
from tests.fakes.slack.by_http import HttpCarrier
from tests.fakes.slack.by_socket import SocketCarrier
from tests.fakes.slack.calls import Api
from tests.fakes.slack.faults import EventFault, Fault, Faults
from tests.fakes.slack.methods import chat, conversations, files, oauth, reactions, users, views
from tests.fakes.slack.outbox import Delivery, Outbox, Outcome
from tests.fakes.slack.pace import Pace
from tests.fakes.slack.seen import Shown, ShownView
from tests.fakes.slack.state import Called, Install, State
from tests.fakes.slack.tokens import ALL_SCOPES, Tokens
from tests.fakes.slack.world import Channel, Member, Team, World

FAMILIES = (chat, conversations, files, oauth, reactions, users, views)
Rates = Literal["clock", "real", "off"]


class FakeSlack(MessageActs, MembershipActs, FormActs, InstallActs):
    """Slack, as its members and the app see it."""

    sockets: SocketCarrier

    @property
    def app(self) -> SlackApp:
        return self.state.app

    @property
    def url(self) -> str:
        """For `base_url` and SLACK_API_URL."""
        return f"{self.state.base}/api/"

    @property
    def calls(self) -> list[Called]:
        """Every Web API call that reached a method or was refused, in order."""
        return self.state.calls

    @property
    def pace(self) -> Pace:
        return self.state.pace

    def install_of(self, team: Team) -> Install | None:
        """As it stands now: tokens are rotated, apps removed."""
        return self.state.install_of(team)

    @property
    def outbox(self) -> Outbox:
        return self.state.outbox

    def workspace(self, name: str, *, enterprise_id: str | None = None) -> Team:
        return self.state.world.team(name, enterprise_id)

    def member(self, team: Team, name: str, *, takes_messages: bool = True) -> Member:
        return self.state.world.member(team, name, takes_messages=takes_messages)

    def other_bot(self, team: Team, name: str) -> Member:
        bot_id = self.state.world.new_id("B")
        return self.state.world.member(team, name, is_bot=True, bot_id=bot_id, app_id="A0OTHER")

    def channel(self, team: Team, name: str, *members: Member, private: bool = False) -> Channel:
        ids = {each.id for each in members}
        return self.state.world.channel(team, name, "group" if private else "channel", ids)

    def install(
        self, team: Team, scopes: Iterable[str] = ALL_SCOPES, *, rotated: bool = False, org: bool = False
    ) -> Install:
        """As if an owner had installed the app by hand; `.token.text` is its xoxb- token."""
        return self.state.installed(team, self.app.scopes or scopes, rotated=rotated, org=org)

    def app_token(self) -> str:
        """An xapp- token for Socket Mode, which this turns on."""
        self.app.socket_mode = True
        return self.state.tokens.app().text

    def said(self, channel: Channel, viewer: Member | None = None, *, thread: str = "") -> list[Shown]:
        """What the app said there, to be seen by this person."""
        bot = self.bot_of(self.team_of(channel))
        seen = [each for each in self.messages(channel, viewer) if each.user == bot.id]
        return [each for each in seen if not thread or each.thread_ts == thread]

    async def deliver_due(self) -> int:
        """Retries that are due by the clock. Push the clock first; returns how many were tried."""
        return await self.outbox.due()

    async def releases(
        self, order: Callable[[Sequence[Delivery]], Sequence[Delivery]] = lambda held: held
    ) -> None:
        """Deliver what a fault held back, in this order."""
        await self.outbox.release(order)

    async def quiet(self) -> None:
        """Wait until no event is on its way any more."""
        await self.outbox.quiet()


@asynccontextmanager
async def slack_server(
    clock: Clock, *, rates: Rates = "clock", ack_within: float = 3.0, port: int = 0
) -> AsyncIterator[FakeSlack]:
    """`rates`: on whose time rate limits run, the given clock's or a real one; or that there are none."""
    slack = _built(clock, rates, ack_within)
    api, state = Api(slack.state), slack.state
    served = web.Application(client_max_size=32 * 1024**2)
    served.router.add_route("*", "/api/{method}", api.serve)
    served.router.add_post("/hooks/{hook}", partial(api.beside, "response_url", hooks.serve))
    served.router.add_post("/upload/{file_id}", partial(api.beside, "upload", files.upload))
    served.router.add_get("/link/", slack.sockets.serve)
    runner = web.AppRunner(served, access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    address = runner.addresses[0]
    state.base = f"http://127.0.0.1:{address[1]}"
    state.socket_url = lambda: f"ws://127.0.0.1:{address[1]}/link/?ticket={slack.sockets.ticket()}"
    try:
        yield slack
    finally:
        await slack.sockets.close()
        await slack.outbox.close()
        await slack.http.close()
        await runner.cleanup()


def _built(clock: Clock, rates: Rates, ack_within: float) -> FakeSlack:
    world, faults = World(clock), Faults()
    app = SlackApp(world.new_id("A"))
    http, sockets = HttpCarrier(app, ack_within), SocketCarrier(app, ack_within)

    async def carry(delivery: Delivery, fault: EventFault) -> Outcome:
        return await (sockets if app.socket_mode else http).carry(delivery, fault)

    pace = Pace(time.monotonic if rates == "real" else world.now, on=rates != "off")
    slack = FakeSlack(State(world, app, Tokens(world), pace, faults, Outbox(clock, faults, carry)))
    slack.http, slack.sockets = http, sockets
    return slack


__all__ = [
    "Channel",
    "Complaint",
    "EventFault",
    "FakeSlack",
    "Fault",
    "Install",
    "Member",
    "Outcome",
    "Shown",
    "ShownView",
    "Team",
    "slack_server",
]
