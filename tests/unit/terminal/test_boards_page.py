"""Boards and sheets on paper of any width: nothing is lost, nothing runs over the edge."""

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from adapters.terminal.boards import board_page, sheet_page
from adapters.terminal.prose import Barred
from bot.domain.card_parts import BoardRow, Section
from bot.domain.cards import BoardCard, SheetCard
from tests.unit.terminal.printed import printed

NAMES = (
    "Ana",
    "Sample Member Whose Name Has Many Hyphened-And-Other Words In It",
    "日本語の名前がとても長い人です本当に長い名前",
    "\u0645\u062d\u0645\u062f \u0639\u0628\u062f \u0627\u0644\u0644\u0647",
    "👩‍👩‍👧‍👦 family",
    "x" * 70,
)
BOARD = BoardCard(
    title="The board",
    subtitle="Points · week of 30 March",
    rows=tuple(BoardRow(rank, name, f"{50 - rank} points") for rank, name in enumerate(NAMES, start=9)),
    own=BoardRow(12, "Ana", "38 points"),
    more=14,
    notes=("2 more points reach the next place.",),
)
SHEET = SheetCard(
    "The queue",
    (
        Section(
            "Comes next", ("1. The hailstorm (`the-hailstorm`)", f"2. {'日本' * 30}", "3. " + "word " * 30)
        ),
        Section("", ("without a heading",)),
    ),
    "To change it: `/debrief-admin queue add ID`.",
)
WIDTHS = (80, 40, 24)


def letters(text: str) -> str:
    return re.sub(r"[\s│]", "", text)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_runs_over_the_edge(width: int) -> None:
    for page in (board_page(BOARD), sheet_page(SHEET)):
        shown = printed([Barred(page)], width)
        assert max(cell_len(line) for line in shown.splitlines()) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_no_name_loses_a_letter(width: int) -> None:
    for row in BOARD.rows:
        alone = printed(board_page(replace(BOARD, rows=(row,))), width)
        first, *_ = row.value.split()
        kept = letters(alone)
        assert first in kept
        for char in letters(row.name):
            assert kept.count(char) >= letters(row.name).count(char)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_sheet_keeps_every_word(width: int) -> None:
    shown = letters(printed(sheet_page(SHEET), width))
    for section in SHEET.sections:
        for line in (section.heading, *section.lines):
            assert letters(line) in shown
    assert letters(SHEET.closing) in shown


def test_a_folded_line_is_set_in_and_the_next_one_is_not() -> None:
    lines = printed(sheet_page(SHEET), 40).splitlines()
    third = next(number for number, line in enumerate(lines) if line.startswith("3. word"))
    assert all(line.startswith("  word") for line in lines[third + 1 : third + 4])
    assert any(line.startswith("2. ") for line in lines[:third])


def test_the_own_row_is_told_with_and_without_a_place() -> None:
    assert "You: place 12, 38 points" in printed(board_page(BOARD))
    own = BoardRow(None, "Ana", "38 points")
    assert "You: 38 points" in printed(board_page(replace(BOARD, own=own)))


def test_a_row_without_a_place_keeps_its_column() -> None:
    rows = (BoardRow(1, "Ana", "9 points"), BoardRow(None, "Bo", "3 points"))
    lines = printed(board_page(replace(BOARD, rows=rows))).splitlines()
    ana, bo = (line for line in lines if line.endswith(("9 points", "3 points")))
    assert ana.index("Ana") == bo.index("Bo")
