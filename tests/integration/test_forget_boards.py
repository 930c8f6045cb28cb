"""A board that stood when somebody asked to be forgotten says of its own week what was known then."""

from datetime import timedelta

from adapters.main import House
from bot.practice.forget import forget_person
from bot.testing import FakeClock, FakePlatform
from tests.integration.weekly_group import MONDAY, WeeklyGroup, answers, rows_of


async def test_a_changed_board_counts_nothing_anew(
    house: House, clock: FakeClock, platform: FakePlatform
) -> None:
    group = WeeklyGroup(house, clock, platform)
    await group.opens()
    for day in range(4):
        await group.at(day, 9)
        await answers(group, "Ana")
    await group.earns("Bo", 200)
    for name, points in (("Cleo", 100), ("Dov", 95), ("Eve", 90), ("Gil", 85), ("Fay", 1)):
        await group.earns(name, points)
    await group.at(4, 17)
    (posted,) = group.boards()
    assert "Longest streak: Sample Ana, 4 in a row." in posted.notes
    for day in range(4):
        await group.at(day, 9, monday=MONDAY + timedelta(days=7))
        await answers(group, "Ana")

    await forget_person(house.core, group.people["Bo"])
    await group.house.settle()

    changed = group.boards()[0]
    assert (changed.title, changed.subtitle) == (posted.title, posted.subtitle)
    assert rows_of(changed) == [
        (rank - 1, name, value) for rank, name, value in rows_of(posted) if rank and name != "Bo"
    ]
    assert changed.notes == ("This board was changed after it was posted.",)
    assert changed.more == 0


async def test_a_small_groups_changed_board_has_no_places_either(
    house: House, clock: FakeClock, platform: FakePlatform
) -> None:
    group = WeeklyGroup(house, clock, platform)
    await group.opens()
    await group.at(0, 9)
    for name, points in (("Ana", 92), ("Bo", 80), ("Cleo", 20)):
        await group.earns(name, points)
    await group.at(4, 17)
    await forget_person(house.core, group.people["Cleo"])
    await group.house.settle()
    (changed,) = group.boards()
    assert (changed.rows, changed.more) == ((), 0)
    assert changed.notes == (
        "Sample Ana and Sample Bo practised that week.",
        "This board was changed after it was posted.",
    )
