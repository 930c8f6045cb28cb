"""How many answers that wait are tried again, by how the last ones went."""

from bot.practice.wake_for_grader import AT_ONCE, how_many


def test_more_are_woken_as_more_are_graded() -> None:
    assert [how_many(graded, 0) for graded in (0, 1, 2, 6, 500)] == [0, 2, 4, 12, AT_ONCE]


def test_half_an_endpoint_wakes_none() -> None:
    assert [how_many(graded, graded // 2) for graded in (2, 10, 100)] == [0, 0, 0]
    assert how_many(10, 1) == 16
