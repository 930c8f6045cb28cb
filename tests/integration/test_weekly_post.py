"""The weekly post: when it comes, what stands in it, and when it stays away."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import text

from adapters.main import House
from bot.domain.board import Week
from bot.errors import UserMustAct
from bot.practice.leave import leave
from bot.practice.organise import RestDay, ScheduleChange, change_schedule, pause, rest_on
from bot.practice.place_on_board import set_on_board, set_staff_on_board
from bot.practice.sweep import tidy
from bot.practice.weekly_schedule import change_weekly
from bot.testing import FakeClock, FakePlatform
from tests.integration.weekly_group import MONDAY, WeeklyGroup, answers, rows_of

NEXT = MONDAY + timedelta(days=7)
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
WELCOMES = "New this week: "


@pytest.fixture
async def group(house: House, clock: FakeClock, platform: FakePlatform) -> WeeklyGroup:
    made = WeeklyGroup(house, clock, platform)
    await made.opens()
    await made.at(0, 9)
    return made


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


async def test_ten_are_named_at_most_and_equals_share_a_place(group: WeeklyGroup) -> None:
    for number in range(14):
        await group.earns(f"M{number:02}", 100 - 5 * (number // 2))
    await group.at(FRIDAY, 17)
    (board,) = group.boards()
    assert [row.rank for row in board.rows] == [1, 1, 3, 3, 5, 5, 7, 7, 9, 9]
    assert board.more == 4
    assert board.notes[0].startswith(WELCOMES)
    without_row = "Sample M10, Sample M11, Sample M12, Sample M13"
    assert board.notes[0] == f"{WELCOMES}Sample M00, Sample M01, {without_row} and 8 others. Welcome!"


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


async def test_who_is_not_on_boards_appears_nowhere_in_it(group: WeeklyGroup, platform: FakePlatform) -> None:
    core, names = group.house.core, ("Ana", "Bo", "Cleo", "Dov", "Eli")
    for number, name in enumerate(names):
        await group.earns(name, 100 - 10 * number, scored=3, score=100)
    await group.earns("Lou", 500, scored=3, score=100)
    await group.at(FRIDAY, 17)
    await group.at(0, 9, monday=NEXT)
    for number, name in enumerate((*names, "Lou")):
        await group.earns(name, 100 + 10 * number, week=NEXT, scored=3, score=200 + 6 * number)
    await set_staff_on_board(core, group.group, group.people["Lou"], wanted=False)
    await set_on_board(core, group.group, group.people["Eli"], wanted=False)
    await leave(core, platform.leaves(platform.account("Dov"), group.channel))
    await group.at(FRIDAY, 17, monday=NEXT)
    board = group.boards()[-1]
    assert (board.rows, board.more) == ((), 0)
    assert board.notes == (
        "Sample Ana, Sample Bo and Sample Cleo practised this week.",
        "Most improved: Sample Cleo, mean score +37 on last week.",
    )
    said = str(board) + str(board.notes)
    assert not [name for name in ("Lou", "Eli", "Dov") if name in said]


@pytest.mark.parametrize("few", [1, 2, 3])
async def test_so_few_that_ranks_would_show_the_last_are_told_by_name(group: WeeklyGroup, few: int) -> None:
    for number, name in enumerate(("Cem", "Ana", "Ben")[:few]):
        await group.earns(name, 92 - 20 * number)
    await group.at(FRIDAY, 17)
    (board,) = group.boards()
    assert (board.rows, board.more, board.picture, board.subtitle) == ((), 0, None, "Week of 30 March")
    assert (
        board.notes[0]
        == {
            1: "Sample Cem practised this week.",
            2: "Sample Ana and Sample Cem practised this week.",
            3: "Sample Ana, Sample Ben and Sample Cem practised this week.",
        }[few]
    )
    assert not [digit for digit in str(board.notes) if digit.isdigit()]


async def test_the_only_one_without_a_row_is_in_no_line(group: WeeklyGroup) -> None:
    await group.earns("Dov", 10)
    await group.at(0, 9, monday=NEXT)
    for day in range(3):
        await group.at(day, 9, monday=NEXT)
        await answers(group, "Dov")
    for number, name in enumerate(("Ana", "Bo", "Cleo")):
        await group.earns(name, 92 - number, week=NEXT)
    await group.at(FRIDAY, 17, monday=NEXT)
    board = group.boards()[-1]
    assert [name for _, name, _ in rows_of(board)] == ["Ana", "Bo", "Cleo"]
    assert board.more == 0
    assert board.notes == ("New this week: Sample Ana, Sample Bo, Sample Cleo. Welcome!",)


async def test_a_newcomer_who_alone_would_have_no_row_is_welcomed_and_not_shown_as_last(
    group: WeeklyGroup,
) -> None:
    for number, name in enumerate(("Ana", "Bo", "Cleo", "Dov", "Eve")):
        await group.earns(name, 92 - 10 * number)
    await group.at(FRIDAY, 17)
    (board,) = group.boards()
    assert [name for _, name, _ in rows_of(board)] == ["Ana", "Bo", "Cleo"]
    assert board.more == 2
    assert board.notes[0] == f"{WELCOMES}Sample Ana, Sample Bo, Sample Cleo, Sample Dov, Sample Eve. Welcome!"
    await group.earns("Dov", 5)
    await group.at(0, 9, monday=NEXT)
    await group.earns("Ana", 10, week=NEXT)
    await group.at(FRIDAY, 17, monday=NEXT)
    assert group.boards()[1].notes == ("Sample Ana practised this week.",)


async def test_where_all_others_are_first_a_newcomer_is_welcomed_without_places(group: WeeklyGroup) -> None:
    for name, points in (("Ana", 20), ("Bo", 20), ("Cleo", 20), ("Dov", 3)):
        await group.earns(name, points)
    await group.at(FRIDAY, 17)
    (board,) = group.boards()
    assert (board.rows, board.more) == ((), 0)
    assert board.notes == (
        "Sample Ana, Sample Bo, Sample Cleo and Sample Dov practised this week.",
        "New this week: Sample Ana, Sample Bo, Sample Cleo, Sample Dov. Welcome!",
    )


async def test_a_newcomer_who_opted_out_is_welcomed_nowhere(group: WeeklyGroup) -> None:
    for number, name in enumerate(("Ana", "Bo", "Cleo", "Dov", "Eve")):
        await group.earns(name, 92 - 10 * number)
    await set_on_board(group.house.core, group.group, group.people["Eve"], wanted=False)
    await group.at(FRIDAY, 17)
    (board,) = group.boards()
    assert "Eve" not in repr(board)


async def test_a_small_groups_last_week_is_not_corrected_by_places(group: WeeklyGroup) -> None:
    await group.earns("Ana", 92)
    await group.earns("Bo", 80)
    await group.earns("Cleo", 20)
    await group.at(FRIDAY, 17)
    await group.earns("Bo", 50)
    await group.at(0, 9, monday=NEXT)
    await group.earns("Ana", 10, week=NEXT)
    await group.at(FRIDAY, 17, monday=NEXT)
    assert group.boards()[1].notes == ("Sample Ana practised this week.",)


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


async def test_when_nobody_may_be_named_nothing_is_posted(group: WeeklyGroup) -> None:
    await group.earns("Ana", 30)
    await set_on_board(group.house.core, group.group, group.people["Ana"], wanted=False)
    await group.at(FRIDAY, 17)
    assert (group.boards(), group.lines()) == ([], [])


async def test_the_next_board_says_how_the_last_one_ended(group: WeeklyGroup) -> None:
    for name, points in (("Ana", 92), ("Bo", 80), ("Cleo", 60), ("Dov", 30), ("Eve", 20)):
        await group.earns(name, points)
    await group.at(FRIDAY, 17)
    await group.earns("Bo", 20)
    await group.earns("Cleo", -5)
    await group.at(0, 9, monday=NEXT)
    await group.earns("Ana", 10, week=NEXT)
    await group.at(FRIDAY, 17, monday=NEXT)
    assert rows_of(group.boards()[0])[0] == (1, "Ana", "92 points")
    assert group.boards()[1].notes == (
        "Sample Ana practised this week.",
        "Last week, counted to the end: Sample Bo 100, now first; Sample Cleo 55.",
    )


async def test_a_longest_streak_is_named_from_three_on(group: WeeklyGroup, platform: FakePlatform) -> None:
    for day in range(3):
        await group.at(day, 9)
        await answers(group, "Ana")
    await group.at(FRIDAY, 17)
    assert group.boards()[0].notes[-1] == "Longest streak: Sample Ana, 3 in a row."


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
