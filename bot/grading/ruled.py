"""A person's word on some criteria, put in the place of a grader's: the rest stays as it was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.domain.grade import CriterionGrade, Finding, Graded, Level, Provenance, RedLineGrade
from bot.domain.scenario import Scenario
from bot.grading.advice import follow_up_id, missing, one_change
from bot.grading.bands import verdict


@dataclass(frozen=True, slots=True)
class Findings:
    """What a person says of an answer."""

    levels: Mapping[str, Level] = field(default_factory=dict)
    """By criterion."""
    crossed: Mapping[str, bool] = field(default_factory=dict)
    """By red line."""

    def differ_from(self, graded: Graded) -> bool:
        found = {c.criterion_id: c.level for c in graded.criteria}
        tripped = {r.red_line_id: r.tripped for r in graded.red_lines}
        return any(found.get(one) != level for one, level in self.levels.items()) or any(
            tripped.get(line, False) != crossed for line, crossed in self.crossed.items()
        )


def ruled(scenario: Scenario, before: Graded | None, said: Findings, source: Provenance) -> Graded | None:
    """The grade as it stands after a ruling; None when a criterion has neither an old level nor a new one.

    A ruling that agrees with what was shown changes neither score nor band.
    """
    if before is not None and not said.differ_from(before):
        confirmed = tuple(
            _of_person(one) if one.criterion_id in said.levels else one for one in before.criteria
        )
        return replace(before, criteria=confirmed, provenance=source, reviews=(), held=False)
    old = {c.criterion_id: c for c in before.criteria} if before else {}
    criteria = [_criterion(one.id, old.get(one.id), said.levels.get(one.id)) for one in scenario.criteria]
    whole = tuple(one for one in criteria if one is not None)
    if len(whole) < len(criteria):
        return None
    lines = {r.red_line_id: r for r in before.red_lines} if before else {}
    red_lines = tuple(_line(lines.get(one.id) or _unknown(one.id), said) for one in scenario.red_lines)
    score, band = verdict(scenario, whole, red_lines)
    return Graded(
        band=band,
        score=score,
        criteria=whole,
        red_lines=red_lines,
        provenance=source,
        flags=before.flags if before else (),
        one_change=one_change(scenario, whole, red_lines),
        follow_up_id=follow_up_id(scenario, whole),
    )


def _criterion(criterion_id: str, old: CriterionGrade | None, level: Level | None) -> CriterionGrade | None:
    if level is None:
        return old
    if old is not None and old.level is level:
        return _of_person(old)
    return CriterionGrade(
        criterion_id=criterion_id,
        level=level,
        finding=_finding(level),
        quotes=old.quotes if old else (),
        missing=missing(level),
    )


def _of_person(one: CriterionGrade) -> CriterionGrade:
    """Sure now: a person has said so."""
    return replace(one, finding=_finding(one.level), confidence=None)


def _finding(level: Level) -> Finding:
    return Finding.NOT_FOUND if level is Level.ABSENT else Finding.FOUND


def _unknown(red_line_id: str) -> RedLineGrade:
    return RedLineGrade(red_line_id, tripped=False, ruled_out=False)


def _line(known: RedLineGrade, said: Findings) -> RedLineGrade:
    crossed = said.crossed.get(known.red_line_id, known.tripped)
    return known if crossed == known.tripped else replace(known, tripped=crossed, ruled_out=not crossed)
