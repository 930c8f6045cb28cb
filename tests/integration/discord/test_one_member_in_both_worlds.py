"""Monday on Slack, Tuesday on Discord: one person, one row on the board, one streak, for real."""

from collections.abc import AsyncIterator

import pytest

from bot.store.standings_check import check_standings
from bot.testing import FakeClock
from tests.integration.discord.both_worlds import BothWorlds, both_worlds, code_in

MONDAYS = (
    "I would stop the rollout today, name one owner for every wrong answer of last week, and go on only once "
    "two people have read the logs with somebody whom it misled."
)
TUESDAYS = (
    "Before anything is built I ask who pays when it is wrong, what they do without it now, and which number "
    "would make us switch it off within a day."
)
BENS = "We would ship to five customers who have signed for it, and count how often they undo what it did."
MONDAY, TUESDAY = "2026-03-02T08:00:05", "2026-03-03T08:00:05"
STREAK = "2 posts in a row"


@pytest.fixture
async def worlds(database_url: str, clock: FakeClock) -> AsyncIterator[BothWorlds]:
    async with both_worlds(database_url, clock) as worlds:
        yield worlds


async def test_monday_on_slack_and_tuesday_on_discord(worlds: BothWorlds) -> None:
    slack, discord = worlds.slack, worlds.discord
    mona, ben = slack.place.member("U0MONA", "Mona"), slack.ben
    there = discord.place.member("Mona", "Mona Over There")
    assert "beside the one that it has" in await worlds.shares()

    await worlds.at(MONDAY)
    assert len(slack.cards()) == len(discord.cards()) == 1
    await slack.writes(mona, MONDAYS)
    await slack.writes(ben, BENS)
    await worlds.passes(12)
    assert len(slack.told(mona, "Your debrief")) == 1

    code = code_in(await slack.asks(mona, "link"))
    linking = await discord.discord.types_command(
        there, discord.discord.direct(there), "debrief link", code=code
    )
    assert "one person now" in await discord.reads(linking)
    reached = "select installation_ref from identities where external_ref = :who"
    assert await slack.sql(reached, who=there.id) == [(discord.place.guild.id,)]
    await worlds.passes(1)
    assert len(slack.told(mona, "Your code was used")) == 1

    await worlds.at(TUESDAY)
    await discord.discord.posts(there, discord.thread, TUESDAYS)
    await slack.writes(ben, f"{BENS} And once more on Tuesday, with another count.")
    await worlds.passes(12)
    assert len(discord.told(there, "Your debrief")) == 1
    assert len(slack.told(mona, "Your debrief")) == 1

    for board in (await slack.asks(mona, "board"), await discord.asks(there, "board")):
        assert board.count("Mona") == 1
        assert board.count("Ben") == 1
    for streak in (await slack.asks(mona, "streak"), await discord.asks(there, "streak")):
        assert STREAK in streak
    (points,) = await slack.sql(
        "select count(distinct person_id), count(*) filter (where kind = 'arrival') from ledger"
    )
    assert points == (2, 4)
    assert (await check_standings(worlds.house.core.store.engine, mend=False))[1] == []

    parting = await discord.discord.types_command(there, discord.channel, "debrief unlink")
    assert "two people again" in await discord.reads(parting)
    await worlds.passes(1)
    board = await slack.asks(ben, "board")
    assert "2 more who practised" in board
    assert STREAK not in await slack.asks(mona, "streak")
    assert slack.doubled() == discord.doubled() == {}
    assert await slack.owed() == []
