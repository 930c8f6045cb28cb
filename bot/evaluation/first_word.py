"""What a model said before anything was checked: beside the grade, what checking costs an honest answer."""

import json

from bot.domain.grade import CriterionGrade, Finding, GraderKind, Met, Provenance, RedLineGrade
from bot.domain.scenario import Scenario
from bot.grading.bands import verdict
from bot.grading.by_model.ladder import Unreadable
from bot.grading.by_model.reply import parse


def first_word(scenario: Scenario, provenance: Provenance) -> int | None:
    """The score that the first reply's own levels and red lines make; None where there is no such reply."""
    if provenance.kind is not GraderKind.MODEL:
        return None
    try:
        _, end = json.JSONDecoder().raw_decode(provenance.raw_reply)
        reply = parse(provenance.raw_reply[:end], scenario)
    except (ValueError, RecursionError, Unreadable):
        return None
    criteria = [CriterionGrade(c.criterion_id, c.level, Finding.FOUND) for c in reply.criteria]
    lines = [
        RedLineGrade(line.red_line_id, tripped=line.crossed is Met.YES, ruled_out=False)
        for line in reply.red_lines
    ]
    return verdict(scenario, criteria, lines)[0]
