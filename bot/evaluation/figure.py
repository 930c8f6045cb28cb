"""A figure with its interval, as a program reads it and as a page prints it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.evaluation.agreement import Statistic, interval
from bot.evaluation.proportions import Share, highest, wilson


class Unit(StrEnum):
    KAPPA = "κ"
    GAIN = "gain in κ"
    SHARE = "share"
    POINTS = "points of 100"
    RATIO = "ratio"
    COUNT = "count"
    SECONDS = "seconds"
    DOLLARS = "dollars"
    NUMBER = "number"


_DIGITS = 6
_SHOWN = {
    Unit.KAPPA: "{:.2f}",
    Unit.GAIN: "{:+.2f}",
    Unit.POINTS: "{:+.1f}",
    Unit.RATIO: "{:.2f}",
    Unit.COUNT: "{:.0f}",
    Unit.SECONDS: "{:.1f} s",
    Unit.DOLLARS: "${:.4f}",
    Unit.NUMBER: "{:.2f}",
}


@dataclass(frozen=True, slots=True)
class Figure:
    key: str
    says: str
    value: float | None
    """None: it could not be measured, and `note` says why."""
    unit: Unit = Unit.NUMBER
    low: float | None = None
    high: float | None = None
    cases: int | None = None
    note: str = ""

    @property
    def shown(self) -> str:
        """The figure in words; "not measured" rather than a borrowed number."""
        if self.value is None:
            return self.note or "not measured"
        text = self._one(self.value)
        if self.low is not None and self.high is not None:
            text += f" ({self._one(self.low)} to {self._one(self.high)})"
        elif self.high is not None:
            text += f" (at most {self._one(self.high)})"
        if self.cases is not None and self.unit is Unit.SHARE:
            text += f", {round(self.value * self.cases)} of {self.cases}"
        return f"{text}; {self.note}" if self.note else text

    def _one(self, value: float) -> str:
        value = round(value, _DIGITS) + 0.0  # so that nothing reads -0.00
        if self.unit is Unit.SHARE:
            return f"{100 * value:.1f} %"
        return _SHOWN[self.unit].format(value)


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    figures: tuple[Figure, ...]
    note: str = ""


def sure(key: str, says: str, statistic: Statistic, size: int, unit: Unit = Unit.KAPPA) -> Figure:
    """With the interval that drawing the answers again gives."""
    if not size:
        return Figure(key, says, None, unit)
    low, high = interval(statistic, size)
    return Figure(key, says, statistic([1] * size), unit, low, high)


def share(key: str, says: str, found: Share) -> Figure:
    """With a two-sided interval."""
    if not found.cases:
        return Figure(key, says, None, Unit.SHARE, note="no case")
    low, high = wilson(found)
    return Figure(key, says, found.value, Unit.SHARE, low, high, found.cases)


def at_most(key: str, says: str, found: Share) -> Figure:
    """With the highest share that is still possible: for what should not happen."""
    if not found.cases:
        return Figure(key, says, None, Unit.SHARE, note="no case")
    return Figure(key, says, found.value, Unit.SHARE, high=highest(found), cases=found.cases)


def for_programs(sections: Iterable[Section]) -> dict[str, dict[str, dict[str, object]]]:
    """Sections by key, figures by key; what could not be measured has no value."""
    return {section.key: {f.key: _values(f) for f in section.figures} for section in sections}


def _values(figure: Figure) -> dict[str, object]:
    known = {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "cases": figure.cases,
        "note": figure.note or None,
    }
    rest = {name: value for name, value in known.items() if value is not None and name != "value"}
    return {"value": figure.value, "unit": figure.unit.value, **rest}
