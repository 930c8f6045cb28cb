"""A workspace comes back in the very moment in which it would be let go for good."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.happenings import Account, InstallationLost, Source
from bot.domain.ids import InstallationId
from bot.domain.speaking import Site
from bot.library.library import Library
from bot.practice.installing.keep import key_of
from bot.practice.installing.outdated import LOST_KEPT, let_outdated_go
from bot.practice.lost_installation import installed
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from bot.store.credentials import Sealed
from bot.testing import FakeClock
from tests.fakes.lock_waits import waits_for_a_lock
from tests.fakes.slack.server import Team
from tests.integration.slack.install_stage import Many, many_workspaces, rows
from tests.integration.slack.speak_stage import account, seal


@pytest.fixture
async def many(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Many]:
    async with many_workspaces(database_url, clock, library) as made:
        yield made


async def lost_long_ago(many: Many) -> tuple[Team, Account]:
    team = many.server.workspace("Heron Study")
    owner = many.server.member(team, "Owner")
    await many.installs(owner)
    organiser = account(owner)
    await set_up_group(many.house.core, Wish("Herons", "slack", team.id, "C1", organiser, "UTC"))
    source = Source("slack", team.id, "Ev1")
    await receive(many.house.core, InstallationLost(source, "The app was removed.", many.clock.now()))
    many.clock.instant += LOST_KEPT + timedelta(days=1)
    return team, organiser


async def known(many: Many, whom: Account) -> bool:
    async with many.house.core.store.work() as work:
        return await work.people.known(whom) is not None


async def test_whoever_is_installed_again_meanwhile_is_kept(many: Many) -> None:
    team, organiser = await lost_long_ago(many)
    core = many.house.core
    async with core.store.work() as work:
        now = core.clock.now()
        await work.installations.install("slack", team.id, "Heron Study", now)
        going = asyncio.create_task(let_outdated_go(core, now))
        await waiting_for_a_lock(many)
    await going
    assert await known(many, organiser)
    assert len(await rows(many)) == 1


async def test_a_key_that_was_put_in_just_now_is_not_thrown_away(many: Many) -> None:
    team, organiser = await lost_long_ago(many)
    core, site = many.house.core, Site("slack", team.id)
    async with core.store.work() as work:
        (old,) = await work.credentials.lost("slack")
        new = Sealed(old.sealed.content, None)
        await work.credentials.put(old.installation, new, core.clock.now())

    await let_outdated_go(core, core.clock.now())  # between the two transactions of an install
    assert await known(many, organiser)
    assert await installed(core, "slack", team.id, "Heron Study")
    assert await key_of(core, seal(), site) is not None


async def test_dropping_takes_the_key_that_was_there_then(many: Many) -> None:
    await lost_long_ago(many)
    core = many.house.core
    async with core.store.work() as work:
        (old,) = await work.credentials.lost("slack")
        before = core.clock.now() - LOST_KEPT
        await work.credentials.put(InstallationId(old.installation), old.sealed, core.clock.now())
        await work.credentials.drop(old.installation, before)
    assert len(await rows(many)) == 1


async def test_who_did_not_come_back_goes(many: Many) -> None:
    _team, organiser = await lost_long_ago(many)
    assert await let_outdated_go(many.house.core, many.clock.now()) > 0
    assert not await known(many, organiser)
    assert await rows(many) == []


async def waiting_for_a_lock(many: Many) -> None:
    """Or it went on without one."""
    for _ in range(100):
        if await waits_for_a_lock(many.house.core.store.engine):
            return
        await asyncio.sleep(0.01)
