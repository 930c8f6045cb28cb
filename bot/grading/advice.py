"""What a member is told to do next. Before the deadline it may give away nothing of the rubric."""

from collections.abc import Sequence

from bot.domain.grade import CriterionGrade, Level, RedLineGrade
from bot.domain.scenario import Criterion, Scenario

_MISSING = {
    Level.ABSENT: "Not found: say what you would do about it here, and why.",
    Level.NAMED: "Named, not reasoned: say what follows from it and what you would do.",
    Level.REASONED: "Reasoned, but it would fit any product: tie it to this case.",
    Level.STRONG: "Strong: add the consequence, the number, the owner, and what would change your mind.",
    Level.SENIOR: "",
}
_NEXT = {
    Level.ABSENT: "{title}: what would you do about it here, and why that first?",
    Level.NAMED: "{title}: you name it; what follows from it, and what would you do because of it?",
    Level.REASONED: "{title}: what sets this case apart from any other product, and what follows?",
    Level.STRONG: "{title}: what does your decision cost, who owns it, which number would change it?",
}
_CROSSED = "You wrote “{quote}”. Who is hurt by that before anybody notices, and what would you do instead?"
_CROSSED_IN_SILENCE = (
    "One part of your plan would end the packet alone: which harm here can nobody take back?"
)
_NOTHING_LEFT = "Nothing stands out as missing: say it in half the words, and try the follow-up."
_LONGEST_QUOTE = 140


def missing(level: Level) -> str:
    """What the next level would have needed, in words that fit every scenario."""
    return _MISSING[level]


def one_change(
    scenario: Scenario, criteria: Sequence[CriterionGrade], red_lines: Sequence[RedLineGrade]
) -> str:
    """The one thing that would move the verdict most; a crossed red line comes first."""
    for line in red_lines:
        if line.tripped:
            return _CROSSED.format(quote=_short(line.quotes[0])) if line.quotes else _CROSSED_IN_SILENCE
    weakest = _weakest_first(scenario, criteria)[0]
    level = next(grade.level for grade in criteria if grade.criterion_id == weakest.id)
    return _NEXT[level].format(title=weakest.title) if level in _NEXT else _NOTHING_LEFT


def follow_up_id(scenario: Scenario, criteria: Sequence[CriterionGrade]) -> str:
    """The question after the question: aimed at the weakest criterion for which there is one."""
    for criterion in _weakest_first(scenario, criteria):
        for follow_up in scenario.follow_ups:
            if follow_up.criterion == criterion.id:
                return follow_up.id
    return ""


def _weakest_first(scenario: Scenario, criteria: Sequence[CriterionGrade]) -> list[Criterion]:
    gaps = {grade.criterion_id: Level.SENIOR - grade.level for grade in criteria}
    return sorted(scenario.criteria, key=lambda criterion: -criterion.weight * gaps[criterion.id])


def _short(quote: str) -> str:
    words = " ".join(quote.split()).rstrip(".")
    return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"
