"""A strict fake Discord on a loopback socket, for the unmodified discord.py.

async with discord_server(clock) as discord:
app = discord.application("Debrief")
guild = discord.guild("Heron Study")
discord.install(app, guild)
ada = discord.member(guild, "Ada")
practice = discord.channel(guild, "practice")
message_id = await discord.posts(ada, practice, "My answer.")
"""

import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Any, Literal

from aiohttp import web

from bot.ports import Clock
from tests.fakes.discord.acts.forms import FormActs
from tests.fakes.discord.acts.guilds import GuildActs
from tests.fakes.discord.acts.stage import Complaint
from tests.fakes.discord.acts.threads import ThreadActs
from tests.fakes.discord.api import Api
from tests.fakes.discord.app import Application
from tests.fakes.discord.faults import EventFault, Fault, Faults
from tests.fakes.discord.gateway.gateway import Gateway
from tests.fakes.discord.gateway.sessions import Held, Sessions
from tests.fakes.discord.pace import Pace
from tests.fakes.discord.refusal import NotPossible
from tests.fakes.discord.routes import (
    channels,
    commands,
    in_threads,
    interactions,
    messages,
    reactions,
    threads,
    users,
)
from tests.fakes.discord.seen import Shown, ShownForm
from tests.fakes.discord.state import Called, State
from tests.fakes.discord.world import Channel, Guild, Member, Role, User, World

Rates = Literal["real", "off"]
FAMILIES = (users, messages, reactions, threads, in_threads, channels, commands, interactions)


class FakeDiscord(ThreadActs, GuildActs, FormActs):
    """Discord, as its members and the app see it."""

    gateway: Gateway

    @property
    def api_url(self) -> str:
        """For `Route.BASE`."""
        return f"{self.state.base}/api/v10"

    @property
    def gateway_url(self) -> str:
        """For `DiscordWebSocket.DEFAULT_GATEWAY`."""
        return self.state.gateway_url

    @property
    def calls(self) -> list[Called]:
        """Every REST call, in order."""
        return self.state.calls

    @property
    def pace(self) -> Pace:
        return self.state.pace

    @property
    def events(self) -> list[tuple[str, Any]]:
        """Every event that went to a session of the gateway, in order."""
        return self.state.sessions.sent

    def application(self, name: str, granted: Iterable[str] = ("message_content",)) -> Application:
        """`granted`: the privileged intents that are switched on in the portal."""
        bot = self.state.world.user(name, bot=True)
        app = Application(bot.id, bot, f"token.of.{bot.id}", set(granted))
        self.state.apps[app.id] = app
        return app

    async def releases(self, order: Callable[[Sequence[Held]], Sequence[Held]] = lambda held: held) -> None:
        """Send what a fault held back, in this order."""
        self.state.sessions.release(order)

    async def quiet(self) -> None:
        """Wait until all that was told is on the wire."""
        await self.gateway.quiet()


@asynccontextmanager
async def discord_server(
    clock: Clock, *, rates: Rates = "off", answer_within: float = 3.0, port: int = 0
) -> AsyncIterator[FakeDiscord]:
    """`rates`: limits as Discord's, in real seconds, or none; `answer_within`: real seconds, too."""
    discord = _built(clock, rates, answer_within)
    served = web.Application(client_max_size=64 * 1024**2)
    Api(discord.state).add_to(served)
    served.router.add_get("/gateway/", discord.gateway.serve)
    for kind in ("attachments", "ephemeral-attachments"):
        served.router.add_get(f"/{kind}/{{rest:.*}}", _file(discord.state))
    runner = web.AppRunner(served, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    address = runner.addresses[0]
    discord.state.base = f"http://127.0.0.1:{address[1]}"
    discord.state.gateway_url = f"ws://127.0.0.1:{address[1]}/gateway/"
    try:
        yield discord
    finally:
        await discord.gateway.close()
        await runner.cleanup()


def _built(clock: Clock, rates: Rates, answer_within: float) -> FakeDiscord:
    faults = Faults()
    state = State(World(clock), Pace(time.monotonic, on=rates == "real"), faults, Sessions(faults))
    state.answer_within = answer_within
    discord = FakeDiscord(state)
    discord.gateway = Gateway(state)
    return discord


def _file(state: State) -> Callable[[web.Request], Any]:
    async def serve(request: web.Request) -> web.StreamResponse:
        found = state.files.get(request.path)
        if found is None:
            return web.Response(status=404)
        return web.Response(body=found[0], content_type=found[1])

    return serve


__all__ = [
    "Application",
    "Channel",
    "Complaint",
    "EventFault",
    "FakeDiscord",
    "Fault",
    "Guild",
    "Member",
    "NotPossible",
    "Role",
    "Shown",
    "ShownForm",
    "User",
    "discord_server",
]
