"""The weekly post: when it comes, and when it stays away."""

from datetime import timedelta

import pytest

from bot.domain.board import Week
from bot.practice.organise import RestDay, pause, rest_on
from tests.integration.weekly_group import MONDAY, WeeklyGroup, rows_of

NEXT = MONDAY + timedelta(days=7)
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6


async def test_friday_at_five_the_week_so_far_is_posted_once(group: WeeklyGroup) -> None:
    await group.earns("Ana", 92)
    await group.earns("Bo", 80)
    await group.earns("Cleo", 20)
    await group.earns("Dov", 20)
    await group.at(FRIDAY, 16.99)
    assert group.boards() == []
    await group.at(FRIDAY, 17)
    await group.at(FRIDAY, 18)
    await group.at(SUNDAY, 23)
    (board,) = group.boards()
    assert rows_of(board) == [(1, "Ana", "92 points"), (2, "Bo", "80 points")]
    assert (board.more, board.own) == (2, None)
    assert board.subtitle == "Points so far · week of 30 March"
    assert board.notes == ("New this week: Sample Ana, Sample Bo, Sample Cleo, Sample Dov. Welcome!",)


async def test_what_was_posted_is_kept_as_it_was(group: WeeklyGroup) -> None:
    await group.earns("Ana", 92)
    await group.earns("Bo", 80)
    await group.earns("Cleo", 20)
    await group.at(FRIDAY, 17)
    await group.earns("Bo", 50)
    async with group.house.core.store.work() as work:
        kept = await work.weekly.board_of(group.group, Week(MONDAY))
    assert kept is not None
    assert [(row.person, row.rank, row.value) for row in kept.rows] == [
        (group.people["Ana"], 1, 92),
        (group.people["Bo"], 2, 80),
    ]


async def test_each_channel_gets_it_and_each_once(group: WeeklyGroup) -> None:
    await group.opens_another_channel("evening")
    await group.earns("Ana", 30)
    await group.at(FRIDAY, 17)
    assert len(group.boards()) == len(group.boards("evening")) == 1
    assert group.boards()[0].notes == group.boards("evening")[0].notes
    assert group.boards()[0].notes[0] == "Sample Ana practised this week."


@pytest.mark.parametrize(
    ("day", "hour", "boards"), [(SATURDAY, 3, 1), (SUNDAY, 23.9, 1), (7, 0, 0), (9, 12, 0)]
)
async def test_after_an_outage_it_still_goes_out_within_its_week(
    group: WeeklyGroup, day: int, hour: float, boards: int
) -> None:
    await group.earns("Ana", 30)
    await group.at(day, hour)
    assert len(group.boards()) == boards
    await group.at(FRIDAY, 17, monday=NEXT)
    assert len(group.boards()) == boards


async def test_after_weeks_of_outage_only_the_week_that_goes_on_is_told(group: WeeklyGroup) -> None:
    await group.at(SATURDAY, 12, monday=MONDAY + timedelta(days=28))
    await group.at(0, 9, monday=MONDAY + timedelta(days=35))
    await group.earns("Ana", 30, week=MONDAY + timedelta(days=35))
    await group.at(FRIDAY, 17, monday=MONDAY + timedelta(days=35))
    assert [board.subtitle for board in group.boards()] == ["Week of 4 May"]


async def test_an_empty_week_is_told_kindly_once_and_then_not_again(group: WeeklyGroup) -> None:
    await group.earns("Ana", 30)
    for week in range(4):
        for day in range(1, 7):
            await group.at(day, 9, monday=MONDAY + timedelta(weeks=week))
    assert len(group.boards()) == 1
    (line,) = group.lines()
    assert line == (
        "A quiet week: no answers so far, so there is no board. That happens. "
        "The next scenario comes on Monday 09:00 (Europe/Berlin)."
    )


async def test_a_paused_week_has_no_post_at_all(group: WeeklyGroup) -> None:
    await group.earns("Ana", 30)
    await group.at(SUNDAY, 12)
    await pause(group.house.core, group.group, group.people["Lou"])
    for day in range(7):
        await group.at(day, 18, monday=NEXT)
    assert (len(group.boards()), group.lines()) == (1, [])


async def test_a_quiet_week_announces_only_what_will_come(group: WeeklyGroup) -> None:
    await group.earns("Ana", 30)
    for day in range(1, 5):
        await group.at(day, 9, monday=NEXT)
    monday = RestDay(NEXT + timedelta(days=7))
    await rest_on(group.house.core, group.group, group.people["Lou"], monday)
    await group.at(FRIDAY, 17, monday=NEXT)
    (line,) = group.lines()
    assert line.endswith("The next scenario comes on Tuesday 09:00 (Europe/Berlin).")


async def test_a_group_that_is_paused_hears_of_no_quiet_week(group: WeeklyGroup) -> None:
    await group.earns("Ana", 30)
    for day in range(1, 5):
        await group.at(day, 9, monday=NEXT)
    await pause(group.house.core, group.group, group.people["Lou"])
    await group.at(FRIDAY, 17, monday=NEXT)
    assert group.lines() == []
