"""One thing that a member practised: an answer to a post, or a mock round, with what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import fmean
from types import MappingProxyType

from bot.domain.competency import Competency
from bot.domain.grade import Band, GraderKind, Level
from bot.domain.points import Timeliness


@dataclass(frozen=True, slots=True)
class GradeSeen:
    band: Band
    score: int
    kind: GraderKind
    revision: int


@dataclass(frozen=True, slots=True)
class CriterionSeen:
    title: str
    competency: Competency
    level: Level


@dataclass(frozen=True, slots=True)
class Attempt:
    at: datetime
    """When it was posted, or the round begun."""
    title: str
    system: int
    round: str = ""
    """The kind of a mock round; empty for an answer."""
    grades: tuple[GradeSeen, ...] = ()
    """Oldest first; of a round the last word alone."""
    kind: GraderKind | None = None
    """Who gave the verdict that stands for the first try; None while there is none that holds."""
    found: tuple[CriterionSeen, ...] = ()
    one_change: str = ""
    points: int = 0
    timeliness: Timeliness | None = None
    spent: timedelta | None = None
    """From the first word to the last, or what the turns of a round took; None where nothing shows it."""
    levels: Mapping[Competency, tuple[Level, ...]] = field(
        default_factory=lambda: MappingProxyType(dict[Competency, tuple[Level, ...]]())
    )

    @property
    def means(self) -> dict[Competency, float]:
        return {competency: fmean(levels) for competency, levels in self.levels.items()}

    @property
    def band(self) -> Band | None:
        """The first try's: an organiser's ruling, else the grader's last word on it."""
        first = [grade for grade in self.grades if grade.revision == self.grades[0].revision]
        rulings = [grade for grade in first if grade.kind is GraderKind.HUMAN]
        return (rulings or first)[-1].band if first else None


def one_scale(attempts: list[Attempt]) -> list[Attempt]:
    """Those that were read by whoever read the newest one: scales of different graders don't mix."""
    graded = [it for it in attempts if it.kind is not None]
    graders = [it.kind for it in graded if it.kind is not GraderKind.HUMAN]
    return [it for it in graded if it.kind in {GraderKind.HUMAN, *graders[:1]}]
