"""Tokens of installed workspaces: renewed in time, in silence too, and missed as seldom as may be."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.errors import InstallationGone, RetryLater
from bot.library.library import Library
from bot.testing import FakeClock
from tests.fakes.slack import faults
from tests.integration.slack.install_stage import Many, many_workspaces


@pytest.fixture
async def many(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Many]:
    async with many_workspaces(database_url, clock, library) as made:
        yield made


async def test_tokens_are_renewed_in_a_workspace_where_nothing_happens(many: Many) -> None:
    team = many.server.workspace("Heron Study")
    await many.installs(many.server.member(team, "Owner"))
    first = many.server.state.install_of(team)
    assert first is not None
    token = first.token.text
    assert await many.slack.tokens.tend() == 0
    for _ in range(5):
        many.clock.forward(hours=9, minutes=30)
        assert await many.slack.tokens.tend() == 1
    assert first.token.text != token
    await many.says(team, "after two days")


async def test_a_call_that_comes_too_late_renews_by_itself(many: Many) -> None:
    team = many.server.workspace("Heron Study")
    await many.installs(many.server.member(team, "Owner"))
    many.clock.forward(hours=13)
    await many.says(team, "k")


async def test_a_hiccup_while_an_expired_token_is_renewed_loses_nothing(many: Many) -> None:
    team = many.server.workspace("Heron Study")
    await many.installs(many.server.member(team, "Owner"))
    many.clock.forward(hours=13)
    many.server.faults.call("oauth.v2.access", faults.status(500))
    for _ in range(2):
        with pytest.raises(RetryLater):
            await many.says(team, "k")
    many.clock.forward(minutes=6)
    await many.says(team, "k")


async def test_two_calls_with_an_expired_token_lose_nothing(many: Many) -> None:
    team = many.server.workspace("Heron Study")
    await many.installs(many.server.member(team, "Owner"))
    many.clock.forward(hours=13)
    many.server.faults.call("oauth.v2.access", faults.stalled(0.3))
    done = await asyncio.gather(many.says(team, "a"), many.says(team, "b"), return_exceptions=True)
    assert {type(one) for one in done} <= {type(None), RetryLater}
    many.clock.forward(minutes=6)
    await many.says(team, "c")


async def test_many_at_once_renew_once(many: Many) -> None:
    team = many.server.workspace("Heron Study")
    await many.installs(many.server.member(team, "Owner"))
    many.clock.forward(hours=11)
    done = await asyncio.gather(*(many.slack.tokens.tend() for _ in range(8)))
    assert sum(done) == 1
    assert len([c for c in many.server.calls if c.args.get("grant_type") == "refresh_token"]) == 1


async def test_a_renewal_that_fails_is_tried_again_while_the_token_lasts(many: Many) -> None:
    team = many.server.workspace("Heron Study")
    await many.installs(many.server.member(team, "Owner"))
    many.clock.forward(hours=10)
    many.server.faults.call("oauth.v2.access", faults.status(500))
    many.server.faults.call("oauth.v2.access", faults.error("invalid_refresh_token"), nth=2)
    for renewed in (0, 0, 1):
        assert await many.slack.tokens.tend() == renewed
        assert await many.slack.tokens.tend() == 0  # not again at once
        many.clock.forward(minutes=5)
    await many.says(team, "k")


async def test_a_renewal_refused_beyond_the_tokens_life_is_a_loss(many: Many) -> None:
    team = many.server.workspace("Heron Study")
    await many.installs(many.server.member(team, "Owner"))
    many.server.state.tokens.refreshing.clear()
    many.clock.forward(hours=13)
    with pytest.raises(InstallationGone):
        await many.says(team, "k")
    async with many.house.core.store.work() as work:
        assert await work.installations.is_lost("slack", team.id)


async def test_a_token_that_is_taken_again_comes_back_by_itself(many: Many) -> None:
    team = many.server.workspace("Heron Study")
    await many.installs(many.server.member(team, "Owner"))
    install = many.server.state.install_of(team)
    assert install is not None
    install.token.dead = "invalid_auth"
    many.server.faults.call("oauth.v2.access", faults.error("invalid_refresh_token"))
    with pytest.raises(InstallationGone):
        await many.says(team, "k")
    install.token.dead = ""
    await many.slack.tokens.tend()
    await many.says(team, "k")
