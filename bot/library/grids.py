"""Tables with a head: several columns, each under its own words. What doesn't surely fit is none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from bot.library.cells import Cell, cells_of

_FIGURE = re.compile(r"[-+~<>≤≥$€£(]*(?:[A-Z]{3} )?\d|[-–—]\Z|n/a\Z")
_FENCE_OF_PIPES = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?")
_FEWEST_COLUMNS, _MOST_COLUMNS, _FEWEST_ROWS = 2, 12, 2

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GridRow:
    indent: int
    says: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    rows: tuple[GridRow, ...]
    following: int
    """The first line behind it."""


def grid_at(lines: Sequence[str], place: int) -> Grid | None:
    """The table that begins at that line."""
    run = list(takewhile(lambda cells: len(cells) > 1, map(cells_of, lines[place:])))
    heads = _heads(run)
    rows = run[heads:]
    columns = _columns(rows)
    if not heads or len(rows) < _FEWEST_ROWS or not _FEWEST_COLUMNS <= len(columns) <= _MOST_COLUMNS:
        return None
    corner = run[0][:1] if heads == 1 and run[0][0].end <= columns[0][0] else []
    paths = _paths([cells[len(corner) :] if cells is run[0] else cells for cells in run[:heads]], columns)
    values = [_values(cells, columns) for cells in rows]
    if not all(paths) or not all(values):
        return None
    made = [GridRow(it.start, it.text) for it in corner]
    for (label, *_), found in zip(rows, values, strict=True):
        made.append(GridRow(label.start, _told(paths, found), label.text))
    return Grid(tuple(made), place + len(run))


def piped(lines: Sequence[str]) -> list[GridRow] | None:
    """A table with upright strokes between its cells, and a line of dashes under its head."""
    filled = [line.strip() for line in lines if line.strip()]
    if len(filled) <= _FEWEST_ROWS or not _FENCE_OF_PIPES.fullmatch(filled[1]):
        return None
    head, *rows = [_between_strokes(line) for line in (filled[0], *filled[2:])]
    if len(head) < _FEWEST_COLUMNS or not all(head[1:]) or any(len(row) != len(head) for row in rows):
        return None
    paths = [(name,) for name in head[1:]]
    corner = f"{head[0]}: " if head[0] else ""
    return [
        GridRow(0, _told(paths, dict(enumerate(row[1:]))), f"{corner}{row[0]}" if row[0] else head[0])
        for row in rows
    ]


def _between_strokes(line: str) -> list[str]:
    return [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]


def _heads(run: Sequence[Sequence[Cell]]) -> int:
    """How many lines on top name the columns: those without a row's name, or a first one without figures."""
    edge = min((cells[0].start for cells in run), default=0)
    unlabelled = len(list(takewhile(lambda cells: cells[0].start > edge, run)))
    if unlabelled or len(run) <= _FEWEST_ROWS or len(run[0]) <= _FEWEST_COLUMNS:
        return unlabelled
    words = not any(_FIGURE.match(cell.text) for cell in run[0][1:])
    figures = all(_FIGURE.match(cell.text) for cells in run[1:] for cell in cells[1:])
    return 1 if words and figures else 0


def _columns(rows: Sequence[Sequence[Cell]]) -> list[Span]:
    """Where values stand one below the other."""
    spans = sorted((cell.start, cell.end) for cells in rows for cell in cells[1:])
    columns: list[Span] = []
    for start, end in spans:
        if columns and start < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], end)
        else:
            columns.append((start, end))
    return columns


def _paths(heads: Sequence[Sequence[Cell]], columns: Sequence[Span]) -> list[tuple[str, ...]]:
    """What the head says of each column, from the top; of none of them when that isn't sure."""
    paths: list[tuple[str, ...]] = [()] * len(columns)
    for cells in heads:
        named = set[int]()
        for cell in cells:
            over = {place for place, column in enumerate(columns) if cell.overlaps(*column)}
            if not over or over & named:
                return [()]
            named |= over
            paths = [(*path, cell.text) if place in over else path for place, path in enumerate(paths)]
    return paths


def _values(cells: Sequence[Cell], columns: Sequence[Span]) -> dict[int, str]:
    """A row's values by their columns; none when one stands where names do, or two in one column."""
    label, *others = cells
    found = {
        place: cell.text for cell in others for place, column in enumerate(columns) if cell.overlaps(*column)
    }
    return found if label.end <= columns[0][0] and len(found) == len(others) else {}


def _told(paths: Sequence[tuple[str, ...]], values: dict[int, str]) -> str:
    """Columns under one word are told together."""
    places = [place for place in range(len(paths)) if values.get(place)]
    grouped = groupby(places, key=lambda place: (len(paths[place]) > 1, paths[place][0]))
    return " · ".join(
        f"{name}: {', '.join(_each(paths, values, together))}" for (_, name), together in grouped
    )


def _each(paths: Sequence[tuple[str, ...]], values: dict[int, str], together: Iterator[int]) -> Iterator[str]:
    for place in together:
        yield " ".join((*paths[place][1:], values[place]))
