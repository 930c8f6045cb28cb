"""Missed time where tokens are sealed: kept while one can't be opened, gone with its workspace."""

from collections.abc import AsyncIterator
from datetime import time, timedelta

import pytest
from sqlalchemy import text

from bot.errors import RetryLater
from bot.library.library import Library
from bot.practice.catch_up import catch_up
from bot.practice.installing.outdated import LOST_KEPT
from bot.practice.lost_installation import note_installation_lost
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock
from tests.fakes.slack.server import Channel, Member, Team
from tests.integration.slack.install_stage import Many, many_workspaces
from tests.integration.slack.speak_stage import account, seal

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."
ANOTHER = "another-key-of-more-than-thirty-two-letters"


@pytest.fixture
async def many(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Many]:
    async with many_workspaces(database_url, clock, library) as made:
        yield made


async def a_group(many: Many) -> tuple[Team, Member, Channel]:
    team = many.server.workspace("Heron Study")
    owner = many.server.member(team, "Owner")
    await many.installs(owner)
    install = many.server.state.install_of(team)
    assert install is not None
    channel = many.server.channel(team, "practice", owner, install.bot)
    many.clock.at("2026-03-01T12:00")
    wish = Wish("Herons", "slack", team.id, channel.id, account(owner), "UTC", time(9))
    await set_up_group(many.house.core, wish)
    many.clock.at("2026-03-02T09:00:05")
    await many.house.settle()
    assert len(many.server.said(channel)) == 1
    return team, owner, channel


async def gaps(many: Many) -> int:
    async with many.house.core.store.engine.connect() as connection:
        found: int = (await connection.execute(text("select count(*) from missed_times"))).scalar_one()
    return found


async def test_a_token_that_cannot_be_opened_leaves_missed_time_to_be_read(
    many: Many, monkeypatch: pytest.MonkeyPatch
) -> None:
    team, owner, channel = await a_group(many)
    since = many.clock.now()
    many.clock.forward(minutes=10)
    root = many.server.said(channel)[0].ts
    await many.server.posts(owner, channel, ANSWER, thread=root)
    many.clock.forward(minutes=10)
    told = len(many.server.said(many.server.direct(owner), owner))

    with monkeypatch.context() as patch:
        patch.setattr(many.slack.tokens, "_seal", seal(ANOTHER))
        with pytest.raises(RetryLater, match="DEBRIEF_SECRET_KEYS"):
            await catch_up(many.house.core, "slack", team.id, since)
    assert await gaps(many) == 1

    await catch_up(many.house.core, "slack", team.id)
    async with many.house.core.store.engine.connect() as connection:
        kept = (await connection.execute(text("select text from answer_messages"))).scalars().all()
    assert kept == [ANSWER]
    assert await gaps(many) == 0
    assert len(many.server.said(many.server.direct(owner), owner)) == told


async def test_missed_time_goes_with_a_workspace_that_stays_away(many: Many) -> None:
    team, _, _ = await a_group(many)
    core = many.house.core
    async with core.store.work() as work:
        it = await work.installations.named("slack", team.id)
        assert it is not None
        await work.installations.missed(it.id, many.clock.now() - timedelta(hours=1), many.clock.now())
    many.clock.forward(seconds=1)
    await note_installation_lost(core, "slack", team.id, "It was removed.", many.clock.now())
    many.clock.instant += LOST_KEPT
    await many.slack.tend()
    assert await gaps(many) == 1

    many.clock.forward(days=1)
    await many.slack.tend()
    assert await gaps(many) == 0
