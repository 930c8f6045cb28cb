"""The weekly post: organisers move it, and every week still has one."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import text

from adapters.main import House
from bot.domain.board import Week
from bot.errors import UserMustAct
from bot.practice.organise import ScheduleChange, change_schedule
from bot.practice.sweep import tidy
from bot.practice.weekly_schedule import change_weekly
from bot.testing import FakeClock, FakePlatform
from tests.integration.weekly_group import MONDAY, WeeklyGroup

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6


async def test_moving_it_tells_of_the_week_that_gets_none_and_of_the_one_that_had_its_board(
    group: WeeklyGroup,
) -> None:
    core, lou = group.house.core, group.people["Lou"]
    await group.earns("Ana", 30)
    await group.at(FRIDAY, 10)
    moved = await change_weekly(core, group.group, lou, 3, time(16))
    assert (moved.had, moved.without) == (False, (Week(MONDAY),))
    assert moved.next_at == group.instant(MONDAY + timedelta(days=10), time(16))
    back = await change_weekly(core, group.group, lou, FRIDAY, time(17))
    assert (back.had, back.without) == (False, ())
    assert back.next_at == group.instant(MONDAY + timedelta(days=4), time(17))
    await group.at(FRIDAY, 17)
    later = await change_weekly(core, group.group, lou, SATURDAY, time(12))
    assert (later.had, later.without) == (True, ())
    assert later.next_at == group.instant(MONDAY + timedelta(days=12), time(12))


async def test_moving_it_off_a_monday_loses_the_week_before(group: WeeklyGroup) -> None:
    core, lou = group.house.core, group.people["Lou"]
    await change_weekly(core, group.group, lou, 0, time(10))
    await group.earns("Ana", 30)
    await group.at(7, 9.5)
    moved = await change_weekly(core, group.group, lou, FRIDAY, time(17))
    assert (moved.had, moved.without) == (False, (Week(MONDAY),))


async def test_organisers_choose_the_day_and_a_week_still_has_one(group: WeeklyGroup) -> None:
    core, lou = group.house.core, group.people["Lou"]
    await group.earns("Ana", 30)
    await change_weekly(core, group.group, lou, 2, time(12, 30))
    await group.at(2, 12.5)
    assert len(group.boards()) == 1
    await change_weekly(core, group.group, lou, 3, time(8))
    await group.at(3, 9)
    await group.at(SUNDAY, 9)
    assert len(group.boards()) == 1


async def test_a_monday_post_tells_of_the_week_that_has_ended(group: WeeklyGroup) -> None:
    await change_weekly(group.house.core, group.group, group.people["Lou"], 0, time(10))
    await group.earns("Ana", 30)
    await group.at(7, 10)
    assert [board.subtitle for board in group.boards()] == ["Week of 30 March"]


async def test_only_organisers_change_it_and_only_to_a_weekday(group: WeeklyGroup) -> None:
    await group.earns("Ana", 30)
    with pytest.raises(UserMustAct, match="Only this group's organisers"):
        await change_weekly(group.house.core, group.group, group.people["Ana"], 2, time(12))
    with pytest.raises(UserMustAct, match="needs a weekday"):
        await change_weekly(group.house.core, group.group, group.people["Lou"], 7, time(12))
    async with group.house.core.store.work() as work:
        schedule = await work.weekly.of(group.group)
    assert schedule is not None
    assert (schedule.weekday, schedule.at) == (4, time(17))


async def test_it_moves_with_the_groups_zone(group: WeeklyGroup) -> None:
    change = ScheduleChange(zone="America/New_York")
    await change_schedule(group.house.core, group.group, group.people["Lou"], 1, change)
    await group.earns("Ana", 30)
    await group.at(FRIDAY, 22.9)
    assert group.boards() == []
    await group.at(FRIDAY, 23)
    assert len(group.boards()) == 1


async def test_a_group_without_a_next_time_finds_one_again(group: WeeklyGroup) -> None:
    async with group.house.core.store.engine.begin() as connection:
        await connection.execute(text("update weekly_schedules set next_at = null"))
    await tidy(group.house.core)
    await group.earns("Ana", 30)
    await group.at(FRIDAY, 17)
    assert len(group.boards()) == 1


async def test_a_zone_that_was_abolished_keeps_nobody_elses_board(
    group: WeeklyGroup, house: House, clock: FakeClock, platform: FakePlatform
) -> None:
    other = WeeklyGroup(house, clock, platform, zone="UTC", channel="other")
    clock.at("2026-03-31T12:00")
    await other.opens(monday=date(2026, 4, 1))
    await group.at(3, 12)
    await other.earns("Bo", 30)
    async with house.core.store.engine.begin() as connection:
        await connection.execute(
            text("update schedules set zone = 'Atlantis/Poseidonis' where group_id = :g"), {"g": group.group}
        )
    await group.at(FRIDAY, 19.1)
    assert (group.boards(), len(other.boards())) == ([], 1)
