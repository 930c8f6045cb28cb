"""One grade, for a reader in a terminal and for a program."""

from dataclasses import replace
from typing import Any

from bot.domain.cards import DebriefCard
from bot.domain.grade import CriterionGrade, Graded, GradeOutcome, GraderKind
from bot.domain.scenario import Scenario
from bot.library.own_question import is_own_question
from bot.practice.caution import caution_of_check
from bot.practice.plain_debrief import plain_debrief
from bot.practice.questions.words import GENERAL_RUBRIC, NO_RUBRIC

_MILLION = 1_000_000
_HELD = "Held: in a group this earns nothing before a person has ruled on it ({reasons})."


def debrief_of(scenario: Scenario, graded: Graded, text: str) -> DebriefCard:
    """The debrief as a member would get it, without points: nobody's board is touched."""
    shown = plain_debrief(scenario, graded, text)
    return replace(shown, caution=_caution(scenario, graded), notice=held_sentence(graded))


def held_sentence(graded: Graded) -> str:
    """Why this grade would wait for a person; empty when it wouldn't."""
    return _HELD.format(reasons=", ".join(graded.reviews) or "suspect") if graded.held else ""


def grade_for_programs(scenario: Scenario, outcome: GradeOutcome) -> dict[str, Any]:
    """Everything that is known. What was not graded has no verdict, no score and no level."""
    provenance = outcome.provenance
    came = {
        "grader": provenance.kind.value,
        "grader_name": provenance.grader,
        "model": provenance.grader if provenance.kind is GraderKind.MODEL else None,
        "rubric_hash": provenance.rubric_hash,
        "prompt_hash": provenance.prompt_hash or None,
        "usage": dict(provenance.usage),
        "cost_dollars": provenance.cost_micros / _MILLION,
    }
    about = {"scenario": scenario.id, "title": scenario.title}
    if not isinstance(outcome, Graded):
        why = {"reason": outcome.reason.value, "detail": outcome.detail}
        return {"status": "ungraded", **about, **why, **came}
    follow_up = next((f.ask for f in scenario.follow_ups if f.id == outcome.follow_up_id), None)
    return {
        "status": "graded",
        **about,
        "verdict": outcome.band.value,
        "score": outcome.score,
        "criteria": [_criterion(scenario, found) for found in outcome.criteria],
        "red_lines": [
            {
                "id": line.red_line_id,
                "crossed": line.tripped,
                "ruled_out": line.ruled_out,
                "quotes": list(line.quotes),
            }
            for line in outcome.red_lines
        ],
        "flags": list(outcome.flags),
        "held": outcome.held,
        "reviews": [reason.value for reason in outcome.reviews],
        "one_change": outcome.one_change,
        "follow_up": follow_up,
        **came,
    }


def _criterion(scenario: Scenario, found: CriterionGrade) -> dict[str, Any]:
    criterion = scenario.criterion(found.criterion_id)
    return {
        "id": found.criterion_id,
        "title": criterion.title,
        "competency": criterion.competency.value,
        "weight": criterion.weight,
        "level": int(found.level),
        "word": found.level.word,
        "finding": found.finding.value,
        "confidence": found.confidence,
        "quotes": list(found.quotes),
        "missing": found.missing,
        "checks": {check.check_id: check.met.value for check in found.checks},
    }


def _caution(scenario: Scenario, graded: Graded) -> str:
    automatic = graded.provenance.kind is GraderKind.AUTOMATIC
    if is_own_question(scenario):
        return NO_RUBRIC if automatic else GENERAL_RUBRIC
    return caution_of_check(graded) if automatic else ""
