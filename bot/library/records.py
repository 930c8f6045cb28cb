"""Tables and data sheets as records, for screens that are narrower than their lines.

A record is read by itself: a row's name, and each value behind the name of its column. What isn't surely a
table stays a list of its own lines; what is drawn rather than written is left as it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from bot.library.cells import Cell, cells_of
from bot.library.grids import grid_at, piped

WIDEST = 34
"""Characters of one width that a phone shows on a line."""
_DRAWN = re.compile("[{}\\\\|\u2500-\u257f]|[-=]>|\\+-")
_RULER = re.compile("[- ]{3,}")
_DANGLING = re.compile(r"(?:[,/&-]|\b(?:and|or|of|the|in|by|with|for|to|a))\Z")
_NUMBERED = re.compile(r"\d\W*\Z")
_LONGEST_OPEN = 200
_TAIL = 20
"""Characters that show how a text ends."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that says for itself what it says."""

    level: int
    """0 on a line of its own; from 1 on in a list, and in lists within it."""
    says: str
    label: str = ""
    """What it's about; empty for a line that has none."""
    in_columns: bool = False
    """Each of its values has a name of its own."""

    @property
    def between(self) -> str:
        """The label ends as in a sentence, unless that would bind two figures together."""
        if not self.label or not self.says:
            return ""
        if self.in_columns:
            return " · "
        if self.label.endswith((":", "?")):
            return " "
        return " · " if " · " in self.says or _NUMBERED.search(self.label[-_TAIL:]) else ": "

    @property
    def whole(self) -> str:
        return f"{self.label}{self.between}{self.says}"


def records(lines: Sequence[str], widest: int = WIDEST) -> list[Entry]:
    """Nothing when the lines are narrow enough to stand as they are, or can't be told otherwise."""
    spread = [line.expandtabs().rstrip() for line in lines]
    if max(map(_width, spread), default=0) <= widest:
        return []
    table = piped(spread)
    if table is not None:
        return [Entry(1, row.says, row.label, in_columns=True) for row in table]
    if any(map(_DRAWN.search, spread)):
        return []
    return list(_levelled(_drafts([line for line in spread if not _RULER.fullmatch(line)])))


@dataclass(slots=True)
class _Draft:
    indent: int
    says: str
    label: str = ""
    values_at: int | None = None
    """Where a record's value begins, and its further lines."""
    in_columns: bool = False

    @property
    def is_open(self) -> bool:
        """Something in it that has been opened is still to be closed, if it ever will be."""
        if len(self.says) > _LONGEST_OPEN:
            return False
        return self.says.count('"') % 2 == 1 or self.says.count("(") > self.says.count(")")

    def leads_to(self, text: str) -> bool:
        """A sentence that was broken for its width, as far as that can be told."""
        if _DANGLING.search(self.says[-_TAIL:]):
            return True
        return self.says.endswith((";", ".", ":")) or (self.says[-1:].isalpha() and not text[0].isdigit())


def _drafts(lines: Sequence[str]) -> list[_Draft]:
    drafts: list[_Draft] = []
    sheet: _Draft | None = None
    """The record whose value may go on."""
    place, begins = 0, True
    while place < len(lines):
        cells = cells_of(lines[place])
        grid = grid_at(lines, place) if begins and len(cells) > 1 else None
        if grid is not None:
            drafts += [_Draft(row.indent, row.says, row.label, in_columns=True) for row in grid.rows]
            place, sheet, begins = grid.following, None, False
            continue
        if cells and not _goes_on(drafts, sheet, cells):
            drafts.append(_draft(cells))
            sheet = drafts[-1] if len(cells) > 1 else None
        place, begins = place + 1, len(cells) == 1
    return drafts


def _draft(cells: Sequence[Cell]) -> _Draft:
    first, *others = cells
    if not others:
        return _Draft(first.start, first.text)
    return _Draft(first.start, _side_by_side(others), first.text, others[0].start)


def _side_by_side(cells: Sequence[Cell]) -> str:
    says = ""
    for cell in cells:
        between = " " if cell.text.startswith("(") else " · "
        says = f"{says}{between}{cell.text}" if says else cell.text
    return says


def _goes_on(drafts: list[_Draft], sheet: _Draft | None, cells: Sequence[Cell]) -> bool:
    """The line belongs to what stands before it, and was added there."""
    if not drafts:
        return False
    last, [first, *others] = drafts[-1], cells
    if not others and last.is_open and first.start >= last.indent:
        last.says += f" {first.text}"
        return True
    if sheet is None or sheet.values_at is None:
        return False
    if first.start >= sheet.values_at - 1:
        if others or not last.leads_to(first.text):
            more = _draft(cells)
            drafts.append(_Draft(first.start, more.says, more.label, more.values_at))
        else:
            last.says += f" {first.text}"
        return True
    if not others and last is sheet and first.start == last.indent and _DANGLING.search(last.label[-_TAIL:]):
        last.label += f" {first.text}"
        return True
    return False


def _levelled(drafts: Sequence[_Draft]) -> Iterator[Entry]:
    """Lines at the edge head what is set in under them."""
    above: list[tuple[int, int]] = []
    edge = min((draft.indent for draft in drafts), default=0)
    for draft in drafts:
        while above and above[-1][0] >= draft.indent:
            above.pop()
        plain = not draft.label and draft.indent == edge
        level = 0 if plain else 1 + (above[-1][1] if above else 0)
        above.append((draft.indent, level))
        yield Entry(level, draft.says, draft.label, draft.in_columns)


def _width(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)
