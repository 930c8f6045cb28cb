"""Figures with their intervals, for a terminal."""

from collections.abc import Iterable

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table

from adapters.terminal.prose import plain
from bot.evaluation.figure import Section


def figures_page(sections: Iterable[Section]) -> list[RenderableType]:
    """Sections that have something to say, each under its heading."""
    return [part for section in sections if section.figures or section.note for part in _section(section)]


def _section(section: Section) -> Iterable[RenderableType]:
    yield Padding(plain(section.title, "bold"), (1, 0, 0, 0), expand=False)
    if section.note:
        yield plain(section.note, "dim")
    if section.figures:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
        table.add_column(ratio=3)
        table.add_column(ratio=2)
        for figure in section.figures:
            table.add_row(plain(figure.says), plain(figure.shown))
        yield table
