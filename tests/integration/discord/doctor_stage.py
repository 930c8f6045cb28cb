"""A server in which a group was set up, for whoever asks what is wrong with it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from adapters.cli.checks.check import Finding, Site, Verdict
from adapters.cli.checks.discord_examined import examined
from adapters.discord.access import Access
from adapters.discord.commands import commands
from adapters.main import House, Parts
from adapters.main import house as wired
from adapters.settings import Settings
from bot.domain.happenings import Account
from bot.library.library import Library
from bot.ports import InChannel
from bot.practice.lost_installation import installed
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock
from tests.fakes.discord.server import Application, Channel, FakeDiscord, Guild, Member, discord_server

ORDER = (Verdict.OK, Verdict.WARN, Verdict.BAD)


@dataclass(slots=True)
class Scene:
    """One server in which a group was set up, and the settings of whoever asks."""

    discord: FakeDiscord
    clock: FakeClock
    app: Application
    guild: Guild
    owner: Member
    channel: Channel
    access: Access
    url: str
    library: Library
    late: timedelta = timedelta(0)
    """By which the doctor's own clock is wrong."""
    port: int = 0
    """At which a process runs on the doctor's machine; 0 for none."""
    listed: list[Finding] = field(default_factory=list)

    @property
    def at(self) -> InChannel:
        return InChannel(self.guild.id, self.channel.id)

    @property
    def bot(self) -> Member:
        return self.discord.bot_of(self.guild)

    def sets(self, **changed: str) -> None:
        self.access = replace(self.access, **changed)

    async def found(self, *, probe: bool = False) -> dict[str, Finding]:
        """By name; of several the worst."""
        settings = Settings.model_construct(**{**Settings().model_dump(), "port": self.port})
        site = Site(settings, self.url, probe=probe)
        self.listed = await examined(site, self.access, lambda: self.clock.now() + self.late)
        return {one.name: one for one in sorted(self.listed, key=lambda one: ORDER.index(one.verdict))}

    @asynccontextmanager
    async def house(self) -> AsyncIterator[House]:
        async with wired(self.url, Parts(clock=self.clock, library=self.library)) as built:
            yield built

    async def group_in(self, channel: Channel, name: str = "Mornings") -> None:
        account = Account("discord", "", self.owner.id, self.owner.name)
        async with self.house() as built:
            await installed(built.core, "discord", self.guild.id, self.guild.name)
            wish = Wish(name, "discord", self.guild.id, channel.id, account, "Europe/Berlin")
            await set_up_group(built.core, wish)

    def posted(self) -> Sequence[str]:
        """Calls that wrote anything."""
        return [call.route for call in self.discord.calls if not call.route.startswith("GET ")]


def registers(app: Application) -> None:
    """Our commands stand at Discord, as it lists them."""
    for number, one in enumerate(commands(), 1):
        app.global_commands[str(number)] = {
            "id": str(number),
            "application_id": app.id,
            "version": str(number),
            "dm_permission": True,
            "nsfw": False,
            **one,
        }


@asynccontextmanager
async def a_scene(url: str, clock: FakeClock, library: Library) -> AsyncIterator[Scene]:
    clock.instant = datetime.now(UTC).replace(microsecond=0)
    async with discord_server(clock) as discord:
        app = discord.application("Debrief")
        registers(app)
        guild = discord.guild("Heron Study")
        discord.install(app, guild)
        owner = discord.member(guild, "Organiser")
        channel = discord.channel(guild, "practice")
        access = Access(app.token, discord.api_url, discord.gateway_url)
        scene = Scene(discord, clock, app, guild, owner, channel, access, url, library)
        await scene.group_in(channel)
        discord.calls.clear()
        yield scene
