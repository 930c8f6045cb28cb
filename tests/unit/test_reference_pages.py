"""Tables of the reference that `python -m scripts.write_reference` writes say what the code says."""

import pytest

from bot.practice.boards.measures import MEASURES
from scripts.write_reference import REFERENCE, in_order, written


@pytest.mark.parametrize("name", sorted(in_order()))
def test_the_page_is_as_it_would_be_written(name: str) -> None:
    page = (REFERENCE / name).read_text(encoding="utf-8")
    assert written(page, in_order()[name]) == page


def test_a_line_is_written_for_each_row_below_its_own_head() -> None:
    page = "One\n\n| a | b |\n|---|---|\n| old | row |\n\nTwo\n\n| c |\n|---|\n\nThree\n"
    assert written(page, [[("x|y", ""), ("z", "1")], [("2",)]]) == (
        "One\n\n| a | b |\n|---|---|\n| x\\|y | |\n| z | 1 |\n\nTwo\n\n| c |\n|---|\n| 2 |\n\nThree\n"
    )


def test_a_page_with_other_tables_is_left_alone() -> None:
    with pytest.raises(SystemExit, match="Nothing was written"):
        written("| a |\n|---|\n", [])


def test_every_measure_says_what_it_counts() -> None:
    assert all(measure.counts for measure in MEASURES)
