"""Who left a server is found out by asking, twice: one wrong answer takes nobody's place."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.group import Role
from bot.testing import FakeClock
from tests.integration.discord.faults_stage import ADAS, Study, a_study


@pytest.fixture
async def study(database_url: str, clock: FakeClock) -> AsyncIterator[Study]:
    async with a_study(database_url, clock) as study:
        await study.posted()
        await study.writes(study.ada, ADAS)
        await study.wired.finished(study.discord)
        yield study


async def members(study: Study) -> dict[str, Role]:
    async with study.house.core.store.work() as work:
        return {each.name: each.role for each in await work.people.members(study.group)}


async def looks(study: Study, minutes: int) -> int:
    study.clock.forward(minutes=minutes)
    return await study.wired.built.tend()


async def test_whoever_isnt_found_twice_has_left(study: Study) -> None:
    await study.discord.leaves(study.ada)
    assert await looks(study, 0) == 0
    assert "Ada" in await members(study)
    assert await looks(study, 2) == 0
    assert await looks(study, 7) == 1
    assert set(await members(study)) == {"Lou"}


async def test_whoever_is_found_again_keeps_their_office(study: Study) -> None:
    guild, lou = study.place.guild, study.lou
    del guild.members[lou.id]
    assert await looks(study, 0) == 0
    guild.members[lou.id] = lou
    assert await looks(study, 7) == 0
    del guild.members[lou.id]
    assert await looks(study, 61) == 0
    assert (await members(study))["Lou"] is Role.ORGANISER
