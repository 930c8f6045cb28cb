"""`debrief doctor` on the places on Discord: servers, and in them each group's channel."""

from collections.abc import AsyncIterator

import pytest

from adapters.cli.checks.check import Verdict
from bot.domain.happenings import ChannelClosed, Source
from bot.library.library import Library
from bot.practice.receive import receive
from bot.testing import FakeClock
from tests.integration.discord.doctor_stage import Scene, a_scene


@pytest.fixture
async def scene(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Scene]:
    async with a_scene(database_url, clock, library) as made:
        yield made


async def test_a_group_without_a_channel_is_named(scene: Scene) -> None:
    async with scene.house() as built:
        source = Source("discord", scene.guild.id, "gone")
        await receive(built.core, ChannelClosed(source, scene.channel.id, scene.clock.now()))
    finding = (await scene.found())["Discord channel"]
    assert finding.verdict is Verdict.WARN
    assert finding.found.startswith("the group Mornings has none")
    assert "/debrief-admin setup" in finding.mend


async def test_a_server_that_removed_it_is_named_once_and_its_channels_are_not(scene: Scene) -> None:
    await scene.discord.removes_app(scene.guild)
    found = await scene.found()
    assert found["Discord server"].found == "Debrief was removed from Heron Study"
    assert "discord invite" in found["Discord server"].mend
    assert "Discord channel" not in found


async def test_each_channel_that_is_not_well_has_its_line(scene: Scene) -> None:
    for name in ("evenings", "weekends"):
        await scene.group_in(scene.discord.channel(scene.guild, name), name.title())
    scene.discord.permits(scene.channel, scene.bot, deny=["attach_files", "add_reactions"])
    await scene.found()
    said = [one.found for one in scene.listed if one.name == "Discord channel"]
    assert said == [
        "all is well in 2 of 3 groups' channels",
        "of the group Mornings (#practice): Debrief lacks “Attach Files”, “Add Reactions”",
    ]
    mend = [one.mend for one in scene.listed if one.name == "Discord channel"][-1]
    assert "under Edit Channel, Permissions" in mend
    assert "Server Settings" not in mend


async def test_every_page_of_servers_is_read(scene: Scene) -> None:
    for number in range(200):
        scene.discord.install(scene.app, scene.discord.guild(f"Server {number}"))
    found = (await scene.found())["Discord server"]
    assert found.found == "in Heron Study, Server 0, Server 1 and 198 more"


async def test_a_forum_whose_tags_debrief_may_use_is_well(scene: Scene) -> None:
    forum = scene.discord.channel(
        scene.guild, "cases", kind="forum", tags=["Staff", "Practice"], tag_required=True
    )
    forum.tags[0]["moderated"] = True
    await scene.group_in(forum, "Cases")
    found = (await scene.found())["Discord channel"]
    assert (found.verdict, found.found) == (Verdict.OK, "all is well in 2 of 2 groups' channels")
