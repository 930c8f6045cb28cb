"""Whoever has accounts in two chats is in a mock round in one of them: in the other nothing is kept."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.practice.catch_up import make_up_everywhere, note_missed
from bot.testing import FakeClock
from tests.fakes.discord.server import Channel, Member
from tests.integration.discord.both_worlds import BothWorlds, both_worlds, code_in
from tests.integration.discord.faults_stage import ADAS, BENS

MONDAY = "2026-03-02T08:00:05"
NOTE = "A private note about my salary, which is nobody's business here."
KEPT = "select text from round_messages"


@pytest.fixture
async def worlds(database_url: str, clock: FakeClock) -> AsyncIterator[BothWorlds]:
    async with both_worlds(database_url, clock) as worlds:
        yield worlds


async def in_a_round_on_slack(worlds: BothWorlds) -> Member:
    """Her account on Discord."""
    slack, discord = worlds.slack, worlds.discord
    mona, there = slack.place.member("U0MONA", "Mona"), discord.place.member("Mona", "Mona Over There")
    await worlds.shares()
    await worlds.at(MONDAY)
    await slack.writes(mona, ADAS)
    await worlds.passes(12)
    code = code_in(await slack.asks(mona, "link"))
    direct = discord.discord.direct(there)
    await discord.discord.types_command(there, direct, "debrief link", code=code)
    await worlds.passes(1)
    await slack.asks(mona, "mock")
    await worlds.passes(1)
    return there


def told(worlds: BothWorlds, there: Member, direct: Channel) -> list[str]:
    said = [it.words for it in worlds.discord.discord.said(direct, there)]
    return [it for it in said if "Your mock round is under way on Slack" in it]


async def test_what_is_written_in_the_other_chat_is_nobodys_answer(worlds: BothWorlds) -> None:
    there = await in_a_round_on_slack(worlds)
    discord, direct = worlds.discord.discord, worlds.discord.discord.direct(there)
    for words in (NOTE, "Or is this the place to answer?"):
        ref = await discord.posts(there, direct, words)
        await worlds.passes(0)
        worlds.clock.forward(seconds=5)
        await discord.edits(there, direct, ref, f"{words} Changed.")
        await worlds.passes(0)
    assert await worlds.slack.sql(KEPT) == []
    assert len(told(worlds, there, direct)) == 1


async def test_nor_is_it_when_it_is_read_later(worlds: BothWorlds) -> None:
    there = await in_a_round_on_slack(worlds)
    core, discord = worlds.house.core, worlds.discord
    since = core.clock.now() - timedelta(minutes=3)
    await discord.discord.posts(there, discord.discord.direct(there), NOTE)
    await worlds.passes(0)
    for platform, installation in (
        ("slack", worlds.slack.place.team.id),
        ("discord", discord.place.guild.id),
    ):
        await note_missed(core, platform, installation, since)
        await make_up_everywhere(core, platform)
    assert await worlds.slack.sql(KEPT) == []


async def test_words_of_a_round_before_the_link_can_still_be_deleted(worlds: BothWorlds) -> None:
    slack, discord, server = worlds.slack, worlds.discord, worlds.discord.discord
    mona, there = slack.place.member("U0MONA", "Mona"), discord.place.member("Mona", "Mona Over There")
    direct = server.direct(there)
    await worlds.shares()
    await worlds.at(MONDAY)
    await slack.writes(mona, ADAS)
    await discord.writes(there, BENS)
    await worlds.passes(12)
    await discord.asks(there, "mock")
    await worlds.passes(1)
    first = await server.posts(there, direct, NOTE)
    worlds.clock.forward(seconds=1)
    second = await server.posts(there, direct, BENS)
    await worlds.passes(0)
    question = [it for it in server.said(direct, there) if "Stop" in it.buttons][-1]
    await server.presses(there, question, "Stop")
    await worlds.passes(5)
    assert await slack.sql(f"{KEPT} where text <> '' order by text") == [(NOTE,), (BENS,)]

    code = code_in(await slack.asks(mona, "link"))
    asked = await server.types_command(there, direct, "debrief link", code=code)
    await worlds.passes(0)
    await server.presses(there, asked.messages[-1], asked.messages[-1].buttons[0])
    await worlds.passes(1)
    assert await slack.sql("select 1 from links where ended_at is null") == [(1,)]
    await server.deletes(there, direct, first)
    worlds.clock.forward(seconds=5)
    await server.edits(there, direct, second, "Changed.")
    await worlds.passes(0)
    assert (NOTE,) not in await slack.sql(KEPT)
