"""What a simulated candidate can do while a question stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Says:
    words: str


@dataclass(frozen=True, slots=True)
class Edits:
    """A message of theirs, counted from the first (0) or from the newest (-1)."""

    which: int
    words: str


@dataclass(frozen=True, slots=True)
class Deletes:
    which: int


@dataclass(frozen=True, slots=True)
class Waits:
    minutes: float


@dataclass(frozen=True, slots=True)
class Done:
    pass


@dataclass(frozen=True, slots=True)
class Stops:
    pass


Act = Says | Edits | Deletes | Waits | Done | Stops
