"""Which posted boards are owed a change when somebody is forgotten: all that may name them, and no other."""

from datetime import timedelta

import pytest

from adapters.main import House
from bot.practice.forget import forget_person
from bot.practice.organise import ScheduleChange, change_schedule
from bot.testing import FakeClock, FakePlatform
from tests.integration.weekly_group import MONDAY, WeeklyGroup, answers

WEDNESDAY = 2


@pytest.fixture
async def group(house: House, clock: FakeClock, platform: FakePlatform) -> WeeklyGroup:
    made = WeeklyGroup(house, clock, platform)
    await made.opens()
    return made


async def _forgets(group: WeeklyGroup, name: str) -> None:
    await forget_person(group.house.core, await group.met(name, join=False))
    for _ in range(2):
        group.clock.forward(minutes=3)
        await group.house.settle()


async def _answers_weekly(group: WeeklyGroup, *weeks: int, by: tuple[str, ...]) -> None:
    for week in weeks:
        monday = MONDAY + timedelta(weeks=week)
        await group.at(WEDNESDAY, 9.1, monday=monday)
        for name in by:
            await answers(group, name)
        await group.at(4, 17.1, monday=monday)


async def test_the_streak_of_a_later_week_names_nobody_who_is_forgotten(group: WeeklyGroup) -> None:
    core, lou = group.house.core, group.people["Lou"]
    async with core.store.work() as work:
        schedule = await work.schedules.of(group.group)
    assert schedule is not None
    change = ScheduleChange(weekdays=frozenset({WEDNESDAY}))
    await change_schedule(core, group.group, lou, schedule.version, change)
    await _answers_weekly(group, 0, 1, 2, 3, by=("Heron",))
    await _answers_weekly(group, 4, 5, by=("Bo", "Cleo"))
    assert "Longest streak: Sample Heron, 4 in a row." in group.boards()[-1].notes

    await _forgets(group, "Heron")

    assert "Heron" not in str(group.boards())


async def test_the_line_of_a_quiet_week_tells_of_no_forgetting(group: WeeklyGroup) -> None:
    await group.at(0, 9.1)
    await answers(group, "Ana")
    await answers(group, "Bo")
    await group.at(4, 18)
    for day in range(5):
        await group.at(day, 9.1, monday=MONDAY + timedelta(days=7))
    await group.at(4, 18, monday=MONDAY + timedelta(days=7))
    (quiet,) = group.lines()

    await _forgets(group, "Ana")

    assert group.lines() == [quiet]


async def test_a_board_of_theirs_alone_is_emptied(group: WeeklyGroup) -> None:
    await group.at(0, 9.1)
    await answers(group, "Ana")
    await group.at(4, 18)
    await _forgets(group, "Ana")
    assert group.lines() == ["Nobody is named on this board any more."]
