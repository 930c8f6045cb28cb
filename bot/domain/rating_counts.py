"""Which results count for a rating, and why another doesn't."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.grade import GraderKind
from bot.domain.grader_mode import GraderState, moves
from bot.domain.ids import PersonId, ScenarioId
from bot.domain.rating_fit import Result
from bot.domain.round import Ending

LATEST = 60
"""Of each member: somebody who got better shouldn't be held back for ever by how they began."""


class Unrated(StrEnum):
    """Why a mock round doesn't count. Said in its packet."""

    UNFINISHED = "it ended before its last turn"
    UNJUDGED = "it has no verdict"
    HELD = "its verdict was hard to believe of these words"
    OTHER_GRADER = "another grader read it than this group's ratings are made of"
    SEEN = "you had met this scenario before"
    FROZEN = "ratings were frozen while it was read"


@dataclass(frozen=True, slots=True)
class Verdict:
    score: int
    kind: GraderKind
    held: bool


@dataclass(frozen=True, slots=True)
class RoundTry:
    """What is known of a round that has ended."""

    person: PersonId
    scenario: ScenarioId
    form: str
    difficulty: int
    begun_at: datetime
    ending: Ending | None
    seen: bool
    verdict: Verdict | None
    read_from: datetime
    read_until: datetime
    """Its verdict was made in this time."""


@dataclass(frozen=True, slots=True)
class DailyTry:
    """A sealed answer whose first verdict counts for the board: no copy, nothing held, frozen or too late."""

    person: PersonId
    scenario: ScenarioId
    difficulty: int
    begun_at: datetime
    kind: GraderKind
    score: int
    seen: bool


@dataclass(frozen=True, slots=True)
class Tries:
    """All of a group's, and what decides which of them count."""

    daily: Sequence[DailyTry]
    rounds: Sequence[RoundTry]
    source: GraderKind
    """Whose verdicts the group's bands are made of."""
    switch: Sequence[GraderState]
    """Every change of the grader's, newest first."""


def why_unrated(it: RoundTry, source: GraderKind, switch: Sequence[GraderState]) -> Unrated | None:
    """None for a round that counts."""
    if it.ending is not Ending.FINISHED:
        return Unrated.UNFINISHED
    if it.seen:
        return Unrated.SEEN
    if it.verdict is None:
        return Unrated.UNJUDGED
    return _why_not_by(it.verdict, it, source, switch)


def _why_not_by(
    verdict: Verdict, it: RoundTry, source: GraderKind, switch: Sequence[GraderState]
) -> Unrated | None:
    if verdict.held:
        return Unrated.HELD
    if not _is_of(verdict.kind, source):
        return Unrated.OTHER_GRADER
    if not _moved(switch, verdict.kind, it.read_from, it.read_until):
        return Unrated.FROZEN
    return None


def counted(tries: Tries) -> list[Result]:
    """Of every scenario somebody's first meeting alone, and of those the latest of each member."""
    found = [
        (it.begun_at, Result(it.person, it.scenario, "", it.difficulty, it.score))
        for it in tries.daily
        if not it.seen and _is_of(it.kind, tries.source)
    ]
    found += [
        (it.begun_at, Result(it.person, it.scenario, it.form, it.difficulty, it.verdict.score))
        for it in tries.rounds
        if it.verdict is not None and why_unrated(it, tries.source, tries.switch) is None
    ]
    found.sort(key=lambda one: (one[0], one[1].person, one[1].scenario))
    return _latest(_first(result for _, result in found))


def _first(results: Iterable[Result]) -> list[Result]:
    """Two accounts that became one person may have met a scenario twice."""
    met: dict[tuple[PersonId, ScenarioId], Result] = {}
    for it in results:
        met.setdefault((it.person, it.scenario), it)
    return list(met.values())


def _latest(results: Sequence[Result]) -> list[Result]:
    left: dict[PersonId, int] = {}
    kept = []
    for it in reversed(results):
        left[it.person] = left.get(it.person, 0) + 1
        if left[it.person] <= LATEST:
            kept.append(it)
    return kept


def _is_of(kind: GraderKind, source: GraderKind) -> bool:
    """A person's ruling fits every scale, as it does for points."""
    return kind in (source, GraderKind.HUMAN)


def _moved(switch: Sequence[GraderState], kind: GraderKind, since: datetime, until: datetime) -> bool:
    """Whether what this grader said moved ratings all that time."""
    for state in switch:
        begun = state.changed_at
        if (begun is None or begun <= until) and not moves(state.mode, kind):
            return False
        if begun is None or begun <= since:
            return True
    return True
