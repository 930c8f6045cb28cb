"""What is wrong in a scenario file, where, and how to mend it."""

from dataclasses import dataclass

Words = tuple[str, str]
"""A problem's message and its mend."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    file: str
    line: int
    field: str
    """Where in the scenario, such as `criteria[contain].weight`; empty for the file as a whole."""
    message: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} — {self.mend}"
