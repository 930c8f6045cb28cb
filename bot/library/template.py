"""A new scenario file with every field in its place, and a mark wherever its author has to write."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.competency import Competency
from bot.domain.scenario import Track
from bot.library.drafts import TODO
from bot.shipped import folder

_COMPETENCIES = (
    Competency.SYSTEMS,
    Competency.JUDGMENT,
    Competency.EVALUATION,
    Competency.TRADEOFFS,
    Competency.INFLUENCE,
)
_WEIGHTS = (3, 3, 2, 2, 2)
_CRITERION = """\
  - id: {id}
    title: {todo} what members read in their debrief
    competency: {competency}
    weight: {weight}
    levels:
      named: {todo} what somebody says who only knows the word.
      reasoned: {todo} what is sensible and would fit any product.
      strong: {todo} the decision with its mechanism, in this place, with these figures.
      senior: {todo} as strong, plus consequence, threshold, owner, or what would change it.
    checks:
      - {{id: reasoned, level: 2, ask: "{todo} a question to be answered with yes or no?"}}
      - {{id: strong, level: 3, ask: "{todo} what makes it a 3?"}}
      - {{id: senior, level: 4, ask: "{todo} what makes it a 4?"}}
    cues:
      - {{level: 1, all: ["{todo} word | other word"]}}
      - {{level: 2, all: ["{todo} what is done", "{todo} to what"]}}
      - {{level: 3, all: ["{todo} what is done", "{todo} to what", "<number>"]}}
      - {{level: 4, all: ["{todo} what is done", "{todo} to what", "{todo} by whom | until when"]}}

"""
_FOLLOW_UP = """\
  - id: {id}
    criterion: {criterion}
    asked_by: {todo} by role
    ask: "{todo} the likely claim, and the fact that moves the ground under it?"
"""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of a scenario before it is written."""

    id: str
    title: str
    system: int
    track: Track
    difficulty: int


def begun(beginning: Beginning) -> str:
    """The file's text."""
    told = {
        "criteria": "".join(_criteria()),
        "follow_ups": "".join(_follow_ups()),
        "weak": _levels(1),
        "strong": _levels(3),
        "senior": _levels(4),
        "id": beginning.id,
        "title": json.dumps(beginning.title, ensure_ascii=False),
        "system": str(beginning.system),
        "track": beginning.track.value,
        "difficulty": str(beginning.difficulty),
    }
    text = (folder("scenarios") / "template.yaml").read_text(encoding="utf-8")
    for name, value in told.items():
        text = text.replace(f"@{name}", value)
    return text


def _names() -> list[str]:
    return [f"todo-{competency.value}" for competency in _COMPETENCIES]


def _criteria() -> Iterator[str]:
    for name, competency, weight in zip(_names(), _COMPETENCIES, _WEIGHTS, strict=True):
        yield _CRITERION.format(id=name, competency=competency.value, weight=weight, todo=TODO)


def _follow_ups() -> Iterator[str]:
    for number, name in enumerate(_names(), start=1):
        yield _FOLLOW_UP.format(id=f"todo-{number}", criterion=name, todo=TODO)


def _levels(level: int) -> str:
    return "{" + ", ".join(f"{name}: {level}" for name in _names()) + "}"
