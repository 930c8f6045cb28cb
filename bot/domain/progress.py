"""How far somebody has come in each competency, by their latest graded answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

from bot.domain.competency import Competency
from bot.domain.grade import GraderKind, Level

LEAST_COMPARED = 2
"""Answers on either side before an earlier level is compared with a later one."""


@dataclass(frozen=True, slots=True)
class AnswerLevels:
    """What one answer's first try came to, as it stands."""

    kind: GraderKind
    levels: Mapping[Competency, tuple[Level, ...]]


@dataclass(frozen=True, slots=True)
class Come:
    competency: Competency
    level: Level
    """The middle one: no average of words, and no single answer moves it far."""
    answers: int
    before: Level | None
    """What it was in the earlier half; None while that would compare too little."""


def progress(answers: Sequence[AnswerLevels]) -> list[Come]:
    """The strongest first. `answers` are newest first and of one scale."""
    found = []
    for competency in Competency:
        seen = [it.levels[competency] for it in answers if it.levels.get(competency)]
        if seen:
            found.append(_come(competency, seen))
    return sorted(found, key=lambda come: (-come.level, -come.answers))


def of_one_scale(answers: Sequence[AnswerLevels]) -> list[AnswerLevels]:
    """Those that the newest one's grader read: the check's levels aren't the model's. Rulings fit both."""
    graders = [it.kind for it in answers if it.kind is not GraderKind.HUMAN]
    return [it for it in answers if it.kind in {GraderKind.HUMAN, *graders[:1]}]


def _come(competency: Competency, seen: Sequence[tuple[Level, ...]]) -> Come:
    half = len(seen) // 2
    newer, older = seen[:half], seen[half:]
    if half < LEAST_COMPARED:
        return Come(competency, _middle(seen), len(seen), None)
    return Come(competency, _middle(newer), len(seen), _middle(older))


def _middle(seen: Sequence[tuple[Level, ...]]) -> Level:
    return Level(median_low([level for levels in seen for level in levels]))
