"""A workspace in which a group was set up, for whoever asks what is wrong with it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from adapters.cli.checks.check import Finding, Site, Verdict
from adapters.cli.checks.slack import examined
from adapters.main import Parts
from adapters.main import house as wired
from adapters.settings import Settings
from adapters.slack.access import Access
from bot.domain.happenings import Account
from bot.library.library import Library
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock
from tests.fakes.slack.server import Channel, FakeSlack, Install, Member, Team, slack_server
from tests.fakes.slack_heard import use_manifest


@dataclass(slots=True)
class Scene:
    """One workspace in which a group was set up, and the settings of whoever asks."""

    slack: FakeSlack
    clock: FakeClock
    team: Team
    install: Install
    owner: Member
    channel: Channel
    access: Access
    url: str
    late: timedelta = timedelta(0)
    """By which the doctor's own clock is wrong."""
    port: int = 0
    """At which a process runs on the doctor's machine; 0 for none."""

    def sets(self, **changed: str) -> None:
        self.access = replace(self.access, **changed)

    async def found(self, *, probe: bool = False, keys: str = "") -> dict[str, Finding]:
        """By name; of several the worst."""
        settings = Settings.model_construct(
            **{**Settings().model_dump(), "secret_keys": keys, "port": self.port}
        )
        site = Site(settings, self.url, probe=probe)
        listed = await examined(site, self.access, lambda: self.clock.now() + self.late)
        order = [Verdict.OK, Verdict.WARN, Verdict.BAD]
        return {one.name: one for one in sorted(listed, key=lambda one: order.index(one.verdict))}


@asynccontextmanager
async def a_scene(url: str, clock: FakeClock, library: Library) -> AsyncIterator[Scene]:
    clock.instant = datetime.now(UTC).replace(microsecond=0)
    async with slack_server(clock) as slack:
        use_manifest(slack, socket=True)
        team = slack.workspace("Heron Study")
        install = slack.install(team)
        owner = slack.member(team, "Organiser")
        channel = slack.channel(team, "practice", owner, install.bot)
        access = Access(install.token.text, slack.app_token(), api_url=slack.url)
        await group_in(url, clock, library, channel, owner)
        yield Scene(slack, clock, team, install, owner, channel, access, url)


async def group_in(url: str, clock: FakeClock, library: Library, channel: Channel, owner: Member) -> None:
    account = Account("slack", owner.team_id, owner.id, owner.name)
    async with wired(url, Parts(clock=clock, library=library)) as built:
        wish = Wish("Mornings", "slack", owner.team_id, channel.id, account, "Europe/Berlin")
        await set_up_group(built.core, wish)
