"""What each day until a member's interview is for. Only the wish is kept; the rest is laid out anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from statistics import fmean
from types import MappingProxyType

from bot.domain.competency import Competency
from bot.domain.grade import Level
from bot.domain.ids import PersonId, ScenarioId
from bot.domain.rotation import Entry
from bot.domain.round_kinds import Kind

USUAL = timedelta(days=30)
"""How far ahead a plan goes while no interview is set."""
LONGEST = timedelta(weeks=8)
"""A plan begins so long before the interview at most: until then the group's post is practice enough."""
GOOD_ENOUGH = (Level.REASONED + Level.STRONG) / 2
"""A mean level below it makes a competency a weak one; so does never having been tested."""
LATELY = 6
"""First attempts that say how a competency stands: what was long ago says less."""
EVEN_SHARE = 1 / len(Competency)
"""Of a rubric's weight: a scenario that gives a competency so much trains it."""


class Doing(StrEnum):
    SCENARIO = "scenario"
    ROUND = "round"
    LOOP = "full loop"
    LIGHT = "light"
    REST = "rest"
    NOTHING_NEW = "nothing new"
    """The library holds nothing any more that this member hasn't seen."""


@dataclass(frozen=True, slots=True)
class PlanWish:
    """All of a plan that is kept."""

    interview: date
    rest: frozenset[int] = frozenset()
    """Weekdays without practice. Monday is 0."""


@dataclass(frozen=True, slots=True)
class Met:
    """A first attempt: at a post, or in a round."""

    on: date
    system: int
    levels: Mapping[Competency, float]
    """Of what was graded; empty while nothing was."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan is laid out from."""

    person: PersonId
    shelf: Sequence[Entry]
    """What may be practised; what its group has queued or pinned isn't in it."""
    seen: frozenset[ScenarioId] = frozenset()
    met: Sequence[Met] = ()
    """Oldest first."""
    kinds: Mapping[Kind, int] = field(default_factory=lambda: MappingProxyType({}))
    """How many scenarios for rounds of a kind this member hasn't seen."""
    had: Sequence[Kind] = ()
    """The rounds that this member had, oldest first."""
    loops: bool = True
    """Whether a full loop can be played."""

    @property
    def unseen(self) -> list[Entry]:
        return [entry for entry in self.shelf if entry.id not in self.seen]

    def level(self, competency: Competency) -> float | None:
        """The mean of its latest first attempts; None for what was never tested."""
        levels = [one.levels[competency] for one in self.met if competency in one.levels]
        return fmean(levels[-LATELY:]) if levels else None

    @property
    def weak(self) -> tuple[Competency, ...]:
        """What has to be reached, the lowest first. What was never tested comes after what went badly."""
        levels = {competency: self.level(competency) for competency in Competency}
        behind = [it for it, level in levels.items() if level is None or level < GOOD_ENOUGH]
        return tuple(sorted(behind, key=lambda it: (levels[it] is None, levels[it] or 0.0)))


@dataclass(frozen=True, slots=True)
class PlanDay:
    on: date
    doing: Doing
    competency: Competency | None = None
    """What the day is for; a round is for all that its kind asks."""
    scenario: Entry | None = None
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    wish: PlanWish
    days: tuple[PlanDay, ...]
    """From today, or from when it begins, to the day before the interview."""
    weak: tuple[Competency, ...]
    squeezed: bool = False
    """There are so few days that rounds gave way to weak competencies."""

    @property
    def unreached(self) -> tuple[Competency, ...]:
        """Weak, and no scenario of the plan tests it."""
        tested = {it for day in self.days if day.scenario for it, _ in day.scenario.tests}
        return tuple(it for it in self.weak if it not in tested)

    @property
    def gives_out(self) -> date | None:
        """From when on there is nothing new."""
        return next((day.on for day in self.days if day.doing is Doing.NOTHING_NEW), None)


def share_of(entry: Entry, competency: Competency) -> float:
    """Of the rubric's weight."""
    return next((share for tested, share in entry.tests if tested is competency), 0.0)
