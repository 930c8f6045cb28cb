"""Whose bands earn points: the model's where there is one, decided as a group or a season begins."""

from dataclasses import replace

from adapters.main import House
from bot.domain.grade import GraderKind
from bot.domain.ids import GroupId
from bot.practice.core import Core
from bot.practice.season import open_season
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock, FakePlatform


async def source(core: Core, group: GroupId) -> GraderKind:
    async with core.store.work() as work:
        return (await work.groups.get(group)).points.source


async def test_a_season_keeps_the_source_that_it_began_with(
    house: House, clock: FakeClock, platform: FakePlatform
) -> None:
    without, organiser = house.core, platform.account("Lou")
    modelled = replace(without, fallback=without.grader)
    wishes = [
        Wish("Mornings", platform.name, platform.installation_ref, channel, organiser, "UTC")
        for channel in ("one", "two")
    ]
    first, second = await set_up_group(without, wishes[0]), await set_up_group(modelled, wishes[1])

    assert await source(modelled, first) is GraderKind.AUTOMATIC
    assert await source(without, second) is GraderKind.MODEL

    async with without.store.work() as work:
        person = await work.people.known(organiser)
    assert person is not None
    clock.forward(days=1)
    await open_season(modelled, first, person, "Spring")
    assert await source(modelled, first) is GraderKind.MODEL
