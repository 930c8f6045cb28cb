"""What one interviewer knows of a candidate: their own round, and nothing of the others'."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import floor

from bot.domain.answered import ALL, Answered
from bot.domain.bands import band_of
from bot.domain.competency import Competency
from bot.domain.grade import Band, CriterionGrade, Finding, Graded, GradeOutcome, Level
from bot.domain.round_kinds import Kind
from bot.domain.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Rated:
    """One criterion, as the round left it."""

    title: str
    competency: Competency
    weight: int
    level: Level
    finding: Finding
    quotes: tuple[str, ...] = ()
    missing: str = ""

    @property
    def to_gain(self) -> int:
        return self.weight * (Level.SENIOR - self.level)


@dataclass(frozen=True, slots=True)
class Crossed:
    """A red line that was crossed."""

    says: str
    why: str
    cap: Band
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """One role of a panel, by the criteria that its own questions aimed at."""

    role: str
    band: Band
    weakest: Rated


@dataclass(frozen=True, slots=True)
class Assessment:
    """One interviewer's separate view of one round."""

    place: int
    """Of the round in its loop, counted from 1."""
    kind: Kind
    interviewer: str
    """A role."""
    scenario: str
    outcome: GradeOutcome | None
    """None when no grader answered."""
    criteria: tuple[Rated, ...] = ()
    red_lines: tuple[Crossed, ...] = ()
    voices: tuple[Voice, ...] = ()
    weight: int = 1
    finished: bool = True
    attended: bool = True
    """False when its question was shown, and no word of the candidate's stands."""
    held: Answered | None = None
    """What the round left unanswered, where that holds its verdict down."""

    @property
    def graded(self) -> Graded | None:
        return self.outcome if isinstance(self.outcome, Graded) else None

    @property
    def recommends(self) -> Band | None:
        """None for a round that nobody could grade: no recommendation, rather than a bad one."""
        return self.graded.band if self.graded else None

    @property
    def weakest(self) -> Rated | None:
        """Where most is to be gained."""
        return max(self.criteria, key=lambda rated: rated.to_gain, default=None)

    @property
    def strongest(self) -> Rated | None:
        return max(self.criteria, key=lambda rated: (rated.level, rated.weight), default=None)

    def on(self, competency: Competency) -> tuple[Rated, ...]:
        return tuple(rated for rated in self.criteria if rated.competency is competency)

    def level_on(self, competency: Competency) -> Level | None:
        """The mean over the criteria of a competency, as the nearest level."""
        return mean_level([(rated.weight, rated) for rated in self.on(competency)])


def assess(
    scenario: Scenario,
    outcome: GradeOutcome | None,
    *,
    place: int,
    kind: Kind,
    interviewer: str,
    weight: int = 1,
    finished: bool = True,
    asked: Collection[str] = (),
    answered: Answered = ALL,
) -> Assessment:
    """An interviewer's view from what a grader said of their round.

    `asked` are the roles that put a question; in a panel each of them has a voice of its own.
    What was left unanswered holds the recommendation down.
    """
    graded = outcome if isinstance(outcome, Graded) else None
    held = answered if graded and answered.holds(graded.band) else None
    return Assessment(
        place=place,
        kind=kind,
        interviewer=interviewer,
        scenario=scenario.title,
        outcome=answered.held(graded) if graded else outcome,
        criteria=tuple(_rated(scenario, found) for found in graded.criteria) if graded else (),
        red_lines=_crossed(scenario, graded) if graded else (),
        voices=_voices(scenario, graded, asked) if graded and kind is Kind.PANEL else (),
        weight=weight,
        finished=finished,
        held=held,
    )


def mean_level(shares: Sequence[tuple[int, Rated]]) -> Level | None:
    """The weighted mean as the nearest level, halves upwards; None of nothing."""
    weights = sum(weight for weight, _ in shares)
    if not weights:
        return None
    return Level(floor(sum(weight * rated.level for weight, rated in shares) / weights + 0.5))


def _rated(scenario: Scenario, found: CriterionGrade) -> Rated:
    criterion = scenario.criterion(found.criterion_id)
    return Rated(
        criterion.title,
        criterion.competency,
        criterion.weight,
        found.level,
        found.finding,
        tuple(quote.replace("**", "") for quote in found.quotes),  # a quote may begin within bold words
        found.missing,
    )


def _crossed(scenario: Scenario, graded: Graded) -> tuple[Crossed, ...]:
    crossed = []
    for found in graded.red_lines:
        if found.tripped:
            line = scenario.red_line(found.red_line_id)
            crossed.append(Crossed(line.says, line.why, line.cap, found.quotes))
    return tuple(crossed)


def _voices(scenario: Scenario, graded: Graded, asked: Collection[str]) -> tuple[Voice, ...]:
    roles = dict.fromkeys(one.asked_by for one in scenario.follow_ups if one.asked_by in asked)
    return tuple(_voice(scenario, graded, role) for role in roles)


def _voice(scenario: Scenario, graded: Graded, role: str) -> Voice:
    own = {one.criterion for one in scenario.follow_ups if one.asked_by == role}
    rated = [_rated(scenario, found) for found in graded.criteria if found.criterion_id in own]
    most = Level.SENIOR * sum(one.weight for one in rated)
    score = round(100 * sum(one.weight * one.level for one in rated) / most)
    return Voice(role, band_of(score), max(rated, key=lambda one: one.to_gain))
