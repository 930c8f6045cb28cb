"""Ranks and who is named: nobody is shown as last, and equals stand or fall together."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.board import Week, listed, ranked, risen, week_of
from bot.domain.ids import PersonId
from bot.domain.points import Tally

boards = st.dictionaries(st.integers(1, 60).map(PersonId), st.integers(0, 8), max_size=40)


def names(values: dict[PersonId, int], most: int = 10) -> list[tuple[int, PersonId]]:
    return [(one.rank, one.person) for one in listed(ranked(values.items()), most)]


def people(*values: int) -> dict[PersonId, int]:
    return {PersonId(number): value for number, value in enumerate(values, start=1)}


def test_equals_share_a_rank_and_the_next_counts_all_before_it() -> None:
    assert [one.rank for one in ranked(people(5, 9, 5, 2).items())] == [1, 2, 2, 4]


@pytest.mark.parametrize(
    ("values", "most", "ranks"),
    [
        ((), 10, []),
        ((7,), 10, [1]),
        ((7, 7), 10, [1, 1]),
        ((7, 3), 10, [1]),
        ((7, 3, 3), 10, [1]),
        ((9, 7, 3), 1, [1]),
        ((9, 7, 7, 3), 2, [1]),
        ((9, 9, 9, 3), 2, [1, 1]),
    ],
)
def test_who_is_named(values: tuple[int, ...], most: int, ranks: list[int]) -> None:
    assert [rank for rank, _ in names(people(*values), most)] == ranks


@given(boards)
def test_a_rank_is_one_more_than_how_many_have_more(values: dict[PersonId, int]) -> None:
    for one in ranked(values.items()):
        assert one.value == values[one.person]
        assert one.rank == 1 + sum(value > one.value for value in values.values())


@given(boards, st.integers(1, 12))
def test_the_lowest_are_never_named_unless_all_are_first(values: dict[PersonId, int], most: int) -> None:
    named = names(values, most)
    assert len(named) <= most
    if values and len(set(values.values())) > 1:
        assert not {person for _, person in named} & {
            person for person, value in values.items() if value == min(values.values())
        }


@given(boards, st.integers(1, 12))
def test_equals_are_named_together_unless_too_many_are_first(values: dict[PersonId, int], most: int) -> None:
    named = {person for _, person in names(values, most)}
    best = [person for person, value in values.items() if value == max(values.values())]
    if len(best) <= most:
        for person in named:
            assert named >= {other for other, value in values.items() if value == values[person]}


@given(boards, st.integers(1, 12))
def test_one_row_more_than_are_named_says_as_much_as_the_whole_board(
    values: dict[PersonId, int], most: int
) -> None:
    """So the store reads no more than that, however large the group is."""
    whole = ranked(values.items())
    assert listed(whole[: most + 1], most) == listed(whole, most)


@given(st.dates(date(2000, 1, 3), date(2100, 1, 1)))
def test_a_week_begins_on_monday_and_follows_another(day: date) -> None:
    week = week_of(day)
    assert week.monday.weekday() == 0
    assert week.monday <= day < week.monday + timedelta(days=7)
    assert week.before == week_of(day - timedelta(days=7))
    assert Week(date(2026, 3, 30)).key == "week 2026-03-30"


@pytest.mark.parametrize(
    ("before", "now", "rise"),
    [
        ((3, 90), (3, 195), 35),
        ((4, 100), (3, 50), -8),
        ((6, 15), (3, 9), 1),
        ((3, 9), (6, 15), -1),
        ((3, 90), (3, 91), 0),
        ((2, 90), (3, 195), None),
        ((3, 90), (2, 195), None),
        ((0, 0), (0, 0), None),
    ],
)
def test_a_rise_is_one_of_means_over_three_gradings_each(
    before: tuple[int, int], now: tuple[int, int], rise: int | None
) -> None:
    then, since = (Tally(scored=scored, score=score) for scored, score in (before, now))
    assert risen(then, since) == rise
