"""An export as tables: every row is in it, and no cell is a formula."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practice.export_tables import table, zipped

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =cmd|' /C calc'!A0",
    "\uff1d1",
    "\u200b=1",
    "\n@a",
)


def read(made: bytes) -> list[list[str]]:
    assert made.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_text(text: str) -> None:
    assert read(table([{"text": text}]))[1] == [f"'{text}"]
    assert read(table([{text: 1}]))[0] == [f"'{text}"]


@given(words=st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_no_cell_begins_as_a_formula_and_no_letter_is_lost(words: str) -> None:
    (cell,) = read(table([{"text": words}, {"text": "x"}]))[1] or [""]
    assert cell.lstrip()[:1] not in tuple("=+-@")
    assert cell.removeprefix("'") == words or cell == words


def test_numbers_days_lists_and_gaps_are_as_they_are() -> None:
    moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
    rows: list[dict[str, Any]] = [
        {"points": -3, "on": date(2026, 3, 2), "shown": True},
        {"on": moment, "texts": ["=a", "b"], "points": None},
    ]
    assert read(table(rows)) == [
        ["points", "on", "shown", "texts"],
        ["-3", "2026-03-02", "yes", ""],
        ["", "2026-03-02T09:00:00+00:00", "", '["=a", "b"]'],
    ]


def test_each_heading_with_rows_is_a_file() -> None:
    made = zipped({"Your answers": [{"a": 1}], "Nothing": [], "What you said, and where": [{"b": 2}]})
    with ZipFile(io.BytesIO(made)) as file:
        assert file.namelist() == ["your-answers.csv", "what-you-said-and-where.csv"]
        assert read(file.read("your-answers.csv")) == [["a"], ["1"]]
    assert zipped({"Your answers": [{"a": 1}]}) == zipped({"Your answers": [{"a": 1}]})
