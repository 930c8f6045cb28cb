"""One house with Slack and Discord in it, by their real adapters, and a group with a channel in each."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from adapters.main import House, Parts
from adapters.main import house as wired_house
from bot.domain.happenings import Account
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock
from tests.fakes import discord_heard, slack_heard
from tests.fakes.discord.server import discord_server
from tests.fakes.discord_doing import may_organise, types
from tests.fakes.slack.server import slack_server
from tests.integration.discord import faults_stage as on_discord
from tests.integration.slack import faults_stage as on_slack

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
EVE = "2026-03-01T12:00"


@dataclass(slots=True)
class BothWorlds:
    clock: FakeClock
    house: House
    slack: on_slack.Study
    discord: on_discord.Study

    async def at(self, iso: str) -> None:
        self.clock.at(iso)
        await self.passes(0)

    async def passes(self, minutes: int) -> None:
        """All that falls due meanwhile is done, in both."""
        self.clock.forward(minutes=minutes)
        await self.slack.slack.deliver_due()
        await self.discord.wired.finished(self.discord.discord)
        await self.house.settle()
        await self.slack.slack.quiet()
        await self.discord.wired.finished(self.discord.discord)

    async def shares(self) -> str:
        """The organiser brings the group to Discord. What they are told there."""
        slack, place = self.slack, self.discord.place
        code = code_in(await admin_on_slack(slack, "share"))
        lou = place.member("Lou")
        may_organise(self.discord.discord, lou)
        sharing = await types(self.discord.discord, lou, place.channel, f"debrief-admin share {code}")
        return await self.discord.reads(sharing)


def code_in(words: str) -> str:
    found = CODE.search(words)
    assert found is not None, words
    return found[0]


async def admin_on_slack(study: on_slack.Study, words: str) -> str:
    before = len(study._whispers(study.lou))
    await study.slack.types_command(study.lou, study.channel, "/debrief-admin", words)
    await slack_heard.until(lambda: len(study._whispers(study.lou)) > before, f"{words} is answered")
    return study._whispers(study.lou)[-1]


@asynccontextmanager
async def both_worlds(url: str, clock: FakeClock) -> AsyncIterator[BothWorlds]:
    clock.at(EVE)
    async with slack_server(clock, rates="off") as slack, discord_server(clock) as discord:
        slack_heard.use_manifest(slack, socket=True)
        near, far = slack_heard.workspace(slack), await discord_heard.server(discord, clock)
        on_near, on_far = slack_heard.connected(near, clock, socket=True), discord_heard.connected(far)
        chats = (slack_heard.chat_of(on_near), discord_heard.chat_of(on_far))
        async with (
            wired_house(url, Parts(chats, clock, library=slack_heard.library())) as house,
            slack_heard.hearing(near, on_near, house, socket=True),
            discord_heard.hearing(on_far, house),
        ):
            here = on_slack.Study(place=near, wired=on_near, house=house, clock=clock)
            there = on_discord.Study(place=far, wired=on_far, house=house, clock=clock)
            lou = Account("slack", near.team.id, here.lou.id, here.lou.name)
            wish = Wish("Mornings", "slack", near.team.id, near.channel.id, lou, "Europe/Berlin")
            here.group = there.group = await set_up_group(house.core, wish)
            yield BothWorlds(clock, house, here, there)
