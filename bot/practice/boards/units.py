"""How values are told, and what is missing to the next place."""

from dataclasses import dataclass
from typing import Protocol


class Unit(Protocol):
    def value(self, number: int) -> str: ...

    def more(self, number: int) -> str:
        """What would lead to the next place, as a sentence."""


@dataclass(frozen=True, slots=True)
class Counted:
    one: str
    many: str

    def value(self, number: int) -> str:
        return f"{number} {self.one if number == 1 else self.many}"

    def more(self, number: int) -> str:
        reach = f"{self.one} reaches" if number == 1 else f"{self.many} reach"
        return f"{number} more {reach} the next place."


@dataclass(frozen=True, slots=True)
class Rise:
    def value(self, number: int) -> str:
        return f"{number:+d}"

    def more(self, number: int) -> str:
        return f"A rise by {number} more reaches the next place."


@dataclass(frozen=True, slots=True)
class OnAScale:
    def value(self, number: int) -> str:
        return f"{number} of 100"

    def more(self, number: int) -> str:
        return f"A rating {number} higher reaches the next place."


IN_POINTS = Counted("point", "points")
IN_A_ROW = Counted("in a row", "in a row")
