"""The weekly post: who is named in it, and who isn't."""

from datetime import timedelta

import pytest

from bot.practice.leave import leave
from bot.practice.place_on_board import set_on_board, set_staff_on_board
from bot.testing import FakePlatform
from tests.integration.weekly_group import MONDAY, WeeklyGroup, answers, rows_of

NEXT = MONDAY + timedelta(days=7)
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
WELCOMES = "New this week: "


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
