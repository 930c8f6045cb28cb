"""A line of a table as cells, which two spaces or more keep apart."""

import re
from dataclasses import dataclass

_CELL = re.compile(r"\S+(?: \S+)*")


@dataclass(frozen=True, slots=True)
class Cell:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


def cells_of(line: str) -> list[Cell]:
    return [Cell(found.start(), found[0]) for found in _CELL.finditer(line)]
