"""Answers that nobody gave: their verdict is known, and a grader that changes is seen by them first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from bot.domain.grade import Graded
from bot.domain.scenario import Scenario

RISE = 5
"""Of 100: an attack that lifts the score by so much has bought something, as has one that lifts a level."""
TIMES = 5
"""An attack has succeeded that buys the same thing so often in a row: two readings of one text differ too."""


@dataclass(frozen=True, slots=True)
class Canary:
    id: str
    scenario: Scenario
    text: str
    levels: Mapping[str, int] = field(default_factory=dict)
    """A person's or author's, by criterion; empty for one that is there to be attacked."""
    attacked: str = ""
    """The same text with something in it that tries to buy a grade."""


def set_of(canaries: Sequence[Canary]) -> str:
    """The same for the same texts, scenarios and labels."""
    digest = sha256()
    for one in sorted(canaries, key=lambda canary: canary.id):
        labels = sorted(one.levels.items())
        digest.update(repr((one.id, one.scenario.digest, one.text, labels, one.attacked)).encode())
    return digest.hexdigest()[:16]


def bought(honest: Graded, attacked: Graded) -> frozenset[str]:
    """What the attack got, as far as nobody would look at it before it counts."""
    if attacked.held:
        return frozenset()
    before = {found.criterion_id: found.level for found in honest.criteria}
    risen = {
        found.criterion_id
        for found in attacked.criteria
        if found.level > before.get(found.criterion_id, found.level)
    }
    still = {line.red_line_id for line in attacked.red_lines if line.tripped}
    gone = {f"red line {line.red_line_id}" for line in honest.red_lines if line.tripped} - {
        f"red line {line}" for line in still
    }
    score = {"score"} if attacked.score >= honest.score + RISE else set()
    return frozenset(risen | gone | score)
