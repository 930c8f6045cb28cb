"""What is done for tokens and installations now and then, by any process, whatever goes wrong beside it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.slack.slack import Slack
from bot.domain.happenings import InstallationLost, Source
from bot.errors import InstallationGone, RetryLater
from bot.library.library import Library
from bot.practice.installing.outdated import LOST_KEPT
from bot.practice.receive import receive
from bot.testing import FakeClock
from tests.fakes.slack import faults
from tests.fakes.slack.server import Team
from tests.fakes.slack_heard import until
from tests.integration.slack.install_stage import Many, many_workspaces, rows
from tests.integration.slack.speak_stage import (
    HERE,
    Speaking,
    for_many,
    seal,
    slack_of,
    speaking,
)

JSON = {"Content-Type": "application/json"}


@pytest.fixture
async def stage(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Speaking]:
    async with speaking(database_url, clock, library) as made:
        yield made


@pytest.fixture
async def many(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Many]:
    async with many_workspaces(database_url, clock, library) as made:
        yield made


@pytest.fixture
async def worker(stage: Speaking) -> AsyncIterator[Slack]:
    """Another process with the same token, which is never tended."""
    other = slack_of(stage.server, stage.clock, stage.slack._access)
    other.wire(stage.house)
    yield other
    await other.aclose()


async def workspaces(many: Many, number: int) -> list[Team]:
    teams = [many.server.workspace(f"Study {which}") for which in range(number)]
    for team in teams:
        await many.installs(many.server.member(team, "Owner"))
        many.clock.forward(seconds=30)
    return teams


def renewals(many: Many) -> int:
    return len([call for call in many.server.calls if call.args.get("grant_type") == "refresh_token"])


async def test_what_one_process_lost_another_brings_back_for_both(stage: Speaking, worker: Slack) -> None:
    await stage.slack.platform.publish(stage.channel, HERE, "k1")
    await worker.platform.publish(stage.channel, HERE, "k2")
    stage.install.token.dead = "invalid_auth"
    stage.clock.forward(seconds=1)
    with pytest.raises(InstallationGone):
        await worker.platform.publish(stage.channel, HERE, "k3")
    stage.install.token.dead = ""
    with pytest.raises(InstallationGone):
        await worker.platform.publish(stage.channel, HERE, "k3")
    await stage.slack.tend()
    for process, key in ((worker, "k3"), (stage.slack, "k4")):
        await process.platform.publish(stage.channel, HERE, key)
    assert len(stage.seen()) == 4


async def test_a_loss_that_was_no_loss_is_found_out(stage: Speaking) -> None:
    await stage.slack.platform.publish(stage.channel, HERE, "k1")
    stage.clock.forward(seconds=1)
    source = Source("slack", stage.team.id, "Ev1")
    await receive(stage.house.core, InstallationLost(source, "The app was removed.", stage.clock.now()))
    for lost in (True, False):
        async with stage.house.core.store.work() as work:
            assert await work.installations.is_lost("slack", stage.team.id) is lost
        await stage.slack.tend()
    await stage.slack.platform.publish(stage.channel, HERE, "k2")


async def test_renewals_are_quiet_for_as_long_as_slack_asks(many: Many) -> None:
    await workspaces(many, 4)
    many.clock.forward(hours=10)
    many.server.faults.call("oauth.v2.access", faults.limited(600))
    assert await many.slack.tokens.tend() == 0
    assert many.server.faults.met("oauth.v2.access") == 1
    many.clock.forward(minutes=9)
    assert await many.slack.tokens.tend() == 0
    assert renewals(many) == 0
    many.clock.forward(minutes=2)
    assert await many.slack.tokens.tend() == 4


async def test_renewals_of_one_day_take_turns(many: Many) -> None:
    await workspaces(many, 8)
    many.clock.forward(hours=10)
    begun = many.clock.now()
    assert await many.slack.tokens.tend() == 8
    assert many.clock.now() - begun >= timedelta(seconds=10)


async def test_a_token_that_lives_shortly_is_renewed_once_a_round(
    many: Many, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.fakes.slack.methods.oauth.LIFE", 7200)
    one, _other = await workspaces(many, 2)
    async with asyncio.timeout(10):
        assert await many.slack.tokens.tend() == 2
    assert renewals(many) == 2
    many.server.faults.call("chat.postMessage", faults.error("token_expired"))
    await many.says(one, "no lease is left that would keep a call from renewing it")
    assert renewals(many) == 3


async def test_an_answer_that_cannot_be_read_keeps_nobody_elses_token_back(many: Many) -> None:
    await workspaces(many, 3)
    many.clock.forward(hours=10)
    many.server.faults.call("oauth.v2.access", faults.Fault("answer", 200, b'{"ok":true}', JSON))
    assert await many.slack.tokens.tend() == 2


async def test_a_renewal_under_way_is_stored_before_the_process_ends(many: Many) -> None:
    (team,) = await workspaces(many, 1)
    (old,) = await rows(many)
    many.clock.forward(hours=10)
    ending = slack_of(many.server, many.clock, for_many(many.server), seal())
    ending.wire(many.house)
    many.server.faults.call("oauth.v2.access", faults.late(0.3))
    duty = asyncio.create_task(ending.tend())
    await until(lambda: renewals(many) > 0, "a renewal")
    duty.cancel()
    with pytest.raises(asyncio.CancelledError):
        await duty
    await ending.aclose()
    (new,) = await rows(many)
    assert new != old
    many.clock.forward(hours=3)
    await many.says(team, "with the token that was renewed last")


async def test_upkeep_goes_on_behind_what_fails(many: Many, monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks() -> int:
        raise OSError("The disk is full.")

    (team,) = await workspaces(many, 1)
    source = Source("slack", team.id, "Ev1")
    await receive(many.house.core, InstallationLost(source, "The app was removed.", many.clock.now()))
    many.clock.instant += LOST_KEPT + timedelta(days=1)
    monkeypatch.setattr(many.slack.tokens, "tend", breaks)
    with pytest.raises(ExceptionGroup) as failed:
        await many.slack.tend()
    assert [str(one) for one in failed.value.exceptions] == ["The disk is full."]
    assert await rows(many) == []


async def test_upkeep_is_done_each_time_that_it_is_asked_for(many: Many) -> None:
    await workspaces(many, 1)
    for done in (1, 2):
        many.clock.forward(hours=10)
        await many.slack.tend()
        assert renewals(many) == done


async def test_the_quiet_that_proofs_are_asked_for_holds_for_the_next_one(stage: Speaking) -> None:
    await stage.slack.platform.publish(stage.channel, HERE, "known")
    stage.server.faults.call("chat.postMessage", faults.error("invalid_auth"), times=2)
    stage.server.faults.call("auth.test", faults.limited(600), times=2)

    for key in ("one", "two"):
        with pytest.raises(RetryLater):
            await stage.slack.platform.publish(stage.channel, HERE, key)

    assert [rule.seen for rule in stage.server.faults._calls] == [2, 1]
    stage.server.faults.clear()
    stage.clock.forward(minutes=10)
    await stage.slack.platform.publish(stage.channel, HERE, "one")
