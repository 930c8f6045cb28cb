"""The same as the export, as tables for a spreadsheet: one CSV file for each heading, in a zip."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.domain.cards import FileCard
from bot.domain.ids import PersonId
from bot.practice.core import Core
from bot.practice.export import plain, told_of

NAME = "debrief-about-me.zip"
SAYS = (
    "Everything I hold about you, from all your groups, as tables that any spreadsheet opens. "
    "It holds your answers and your grades: keep it where others don't read along."
)
DEFUSED = "'"
"""Stands before a text that a spreadsheet would run as a formula."""
_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say: when a file was made is nobody's business."""


async def export_tables(core: Core, person: PersonId) -> FileCard:
    """A zip with a CSV file for each heading that has rows, with nothing of anybody else in it."""
    return FileCard(NAME, "application/zip", zipped(await told_of(core, person)), SAYS)


def zipped(told: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for heading, rows in told.items():
            if rows:
                info = ZipInfo(f"{file_name(heading)}.csv", _FIRST_DAY)
                info.compress_type = ZIP_DEFLATED
                file.writestr(info, table(rows))
    return made.getvalue()


def file_name(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.casefold()).strip("-")


def table(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """With a mark at the front by which spreadsheets know the letters."""
    columns = list(dict.fromkeys(str(key) for row in rows for key in row))
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(map(_cell, columns))
    writer.writerows(map(_cell, _in_order(row, columns)) for row in rows)
    return made.getvalue().encode("utf-8-sig")


def _in_order(row: Mapping[str, Any], columns: Iterable[str]) -> list[Any]:
    return [row.get(column) for column in columns]


def _cell(value: Any) -> str | int | float:  # noqa: ANN401  whatever a row can hold
    """A number stays one; all else is text, and never a formula."""
    match plain(value):
        case None:
            return ""
        case bool() as truth:
            return "yes" if truth else "no"
        case int() | float() as number:
            return number
        case str() as words:
            return _defused(words)
        case held:
            return _defused(json.dumps(held, ensure_ascii=False))


def _defused(words: str) -> str:
    """Spreadsheets look past what can't be seen before the sign; so does this."""
    first = next((letter for letter in words if letter.isprintable() and not letter.isspace()), "")
    return f"{DEFUSED}{words}" if first in _FORMULA else words
