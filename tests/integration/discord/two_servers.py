"""Two servers with the app in them, each with a group of its own; direct messages belong to neither."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bot.domain.happenings import Account
from bot.domain.ids import GroupId, PostId
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock
from tests.contract.discord_seen import earlier
from tests.fakes.discord.acts.asking import Outcome
from tests.fakes.discord.server import Channel, Guild, Member, Shown
from tests.fakes.discord_heard import Server
from tests.integration.discord.faults_stage import DUE, Study, a_study


@dataclass(slots=True, kw_only=True)
class Two:
    study: Study
    guild: Guild
    """The other server."""
    channel: Channel
    """Where its group practises."""
    group: GroupId

    @property
    def near(self) -> Server:
        return self.study.place

    def member(self, name: str, *, of: Member | None = None) -> Member:
        """Of the other server; `of` both, who is the same account there."""
        with earlier(self.study.clock):
            return self.study.discord.member(self.guild, name, user=of.user if of else None)

    async def posted(self) -> None:
        """The scenarios of both are out."""
        self.study.clock.at(DUE)
        await self.settled()

    async def settled(self) -> None:
        for _ in range(3):
            await self.study.wired.finished(self.study.discord)
            await self.study.house.settle()
        await self.study.wired.finished(self.study.discord)

    async def post(self, group: GroupId) -> PostId:
        """The one that is out."""
        async with self.study.house.core.store.work() as work:
            found = await work.posts.latest_open(group)
        assert found is not None
        return found.id

    async def says(self, member: Member, where: Channel, words: str) -> str:
        ref = await self.study.discord.posts(member, where, words)
        await self.settled()
        return ref

    def directly(self, member: Member, button: str) -> Shown:
        """The newest that stands in somebody's direct messages with this button."""
        discord = self.study.discord
        return [it for it in discord.said(discord.direct(member)) if button in it.buttons][-1]

    async def presses(self, member: Member, button: str) -> Outcome:
        """In their direct messages."""
        pressed = await self.study.discord.presses(member, self.directly(member, button), button)
        await self.settled()
        return pressed

    async def asks(self, member: Member, where: Channel, line: str) -> str:
        return await self.study.reads(await self.study.discord.types_command(member, where, line))

    async def forged(self, who: Member, where: Channel, kind: int, data: dict[str, Any]) -> str:
        """What comes of a press or a form whose name somebody made up: Discord checks none."""
        discord = self.study.discord
        sent = await discord._asks(who, where, kind, data, app=self.near.app, name=str(data["custom_id"]))
        return await self.study.reads(sent)


@asynccontextmanager
async def two_servers(url: str, clock: FakeClock) -> AsyncIterator[Two]:
    async with a_study(url, clock) as study:
        with earlier(clock):
            guild = study.discord.guild("Otter Study")
            study.discord.install(study.place.app, guild)
            channel, mia = study.discord.channel(guild, "evenings"), study.discord.member(guild, "Mia")
        await study.wired.finished(study.discord)
        mias = Account("discord", "", mia.id, mia.name)
        wish = Wish("Evenings", "discord", guild.id, channel.id, mias, "Europe/Berlin")
        group = await set_up_group(study.house.core, wish)
        yield Two(study=study, guild=guild, channel=channel, group=group)
