"""How a group has been doing lately, as far as it decides what comes next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import fmean
from types import MappingProxyType

from bot.domain.competency import Competency

FEWEST_ANSWERS = 6
"""First tries before results steer anything: one bad morning is no trend."""
CYCLE = (1, 2, 2, 3)
"""Difficulties in turn. Two steps up, one day at the top: a week holds every one."""
GENTLER = (1, 1, 2, 2)
HARDER = (2, 2, 3, 3)
STRUGGLING, FLYING = 45, 72
"""Mean scores, about the middle of *lean no* and the middle of *yes*."""


@dataclass(frozen=True, slots=True)
class FirstTry:
    """What one answer's first try came to."""

    score: int
    levels: Mapping[Competency, float]


@dataclass(frozen=True, slots=True)
class Results:
    """Nothing known steers nothing."""

    answers: int = 0
    score: float = 0.0
    levels: Mapping[Competency, float] = field(default_factory=lambda: MappingProxyType({}))
    """The mean level of each competency that was tested."""

    @classmethod
    def of(cls, tries: Iterable[FirstTry]) -> "Results":
        tries = tuple(tries)
        if not tries:
            return cls()
        seen = {c: [t.levels[c] for t in tries if c in t.levels] for c in Competency}
        means = {competency: fmean(levels) for competency, levels in seen.items() if levels}
        return cls(len(tries), fmean(t.score for t in tries), MappingProxyType(means))

    @property
    def steer(self) -> bool:
        return self.answers >= FEWEST_ANSWERS

    @property
    def cycle(self) -> tuple[int, ...]:
        """The difficulties that suit the group, in turn."""
        if not self.steer or STRUGGLING <= self.score <= FLYING:
            return CYCLE
        return GENTLER if self.score < STRUGGLING else HARDER

    def lack(self, competency: Competency) -> float:
        """How far the group is behind its own mean there, in levels; 0 where it is not, or not known."""
        if not self.steer or competency not in self.levels:
            return 0.0
        return max(0.0, fmean(self.levels.values()) - self.levels[competency])
