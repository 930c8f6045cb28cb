"""Write the tables of docs/reference that are made from the code and the scenarios."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from adapters.cli.coverage_page import cells
from bot.domain.happenings import Command as Slash
from bot.library.coverage import coverage
from bot.library.library import all_shipped, load
from bot.practice.boards.measures import MEASURES
from bot.practice.commands.asked import Command
from bot.practice.commands.table import TABLES

REFERENCE = Path(__file__).parent.parent / "docs/reference"
TABLE = re.compile(r"(?P<head>^\|.+\|\n\|[-|]+\|\n)(?:\|.+\|\n)*", re.MULTILINE)

Rows = Sequence[Sequence[str]]


def of_command(command: Command) -> tuple[str, ...]:
    forms = [f"`{form}`" if form else "nothing" for form in command.forms]
    return f"`{command.word}`", ", or ".join(forms), command.says, command.whom


def in_order() -> Mapping[str, Sequence[Rows]]:
    """The tables of each page, from the top."""
    chat = [[of_command(command) for command in TABLES[slash].values()] for slash in Slash]
    boards = [(measure.word, measure.counts, measure.over) for measure in MEASURES]
    library = [cells(row) for row in coverage(load(all_shipped()).scenarios.values())]
    return {"chat-commands.md": chat, "boards.md": [boards], "library.md": [library]}


def written(page: str, tables: Sequence[Rows]) -> str:
    """The page with the rows of its tables made anew."""
    if len(TABLE.findall(page)) != len(tables):
        raise SystemExit(f"The page should have {len(tables)} tables. Nothing was written.")
    left = iter(tables)
    return TABLE.sub(lambda found: found["head"] + "".join(map(_line, next(left))), page)


def _line(cells: Sequence[str]) -> str:
    told = (cell.replace("|", r"\|") for cell in cells)
    return f"| {' | '.join(told)} |\n".replace("|  |", "| |")


if __name__ == "__main__":
    for name, tables in in_order().items():
        path = REFERENCE / name
        path.write_text(written(path.read_text(encoding="utf-8"), tables), encoding="utf-8")
        print(f"Written: {path.name}.")
