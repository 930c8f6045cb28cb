"""Which systems the library practises, for the terminal, for programs and for the manual."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from adapters.terminal.prose import plain
from bot.library.coverage import DIFFICULTIES, Row

_GAP = "none yet"


def coverage_page(rows: Sequence[Row]) -> list[Table]:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("", "system", "●○○", "●●○", "●●●", "scenarios"):
        table.add_column(
            heading, overflow="fold", justify="left" if heading in ("system", "scenarios") else "right"
        )
    for row in rows:
        table.add_row(*(plain(cell) for cell in cells(row)))
    return [table]


def cells(row: Row) -> tuple[str, ...]:
    """Number, name, how many of each difficulty, and their titles."""
    counts = (str(row.of(difficulty) or "") for difficulty in DIFFICULTIES)
    return str(row.system.number), row.system.name, *counts, _titles(row)


def _titles(row: Row) -> str:
    titles = ", ".join(scenario.title for scenario in row.scenarios)
    if row.lacks:
        titles = f"{titles or _GAP}; {row.lacks} more wanted"
    return titles or row.system.elsewhere


def for_programs(rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [
        {
            "system": row.system.number,
            "name": row.system.name,
            "wanted": row.system.least,
            "scenarios": [scenario.id for scenario in row.scenarios],
        }
        for row in rows
    ]
