"""Answers written and labelled without sight of the cues, beside what the automatic check makes of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field

from bot.domain.bands import band_of
from bot.domain.grade import CriterionGrade, Finding, Graded, Level, RedLineGrade
from bot.domain.scenario import Line, Scenario, Slug, Text
from bot.domain.text import count_words
from bot.grading.bands import verdict
from tests.eval.library import CHECKER, scenarios
from tests.eval.wording import shares_wording

FOLDER = Path(__file__).parent / "holdout"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HeldOut(_Part):
    id: Slug
    voice: Line
    text: Text
    levels: dict[Slug, Annotated[int, Field(strict=True, ge=0, le=4)]]
    red_lines: tuple[Slug, ...]


class HeldOutFile(_Part):
    scenario: Slug
    answers: tuple[HeldOut, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody, or the check, makes of an answer."""

    levels: tuple[int, ...]
    """In the rubric's order."""
    crossed: frozenset[str]
    score: int
    uncapped: int
    """The score that the levels alone would make."""

    @property
    def band(self) -> int:
        return band_of(self.score).rank


@dataclass(frozen=True, slots=True)
class Compared:
    scenario_id: str
    answer_id: str
    words: int
    labelled: Judgement
    heard: Judgement
    ruled_out: frozenset[str]
    """Red lines behind which the check sees the answer stay."""
    shares_wording: bool
    """With a reference answer that its author was not given."""

    @property
    def name(self) -> str:
        return f"{self.scenario_id} {self.answer_id}"


def files() -> Iterator[HeldOutFile]:
    """Every file, in the order of their names."""
    for path in sorted(FOLDER.glob("*.yaml")):
        yield HeldOutFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@cache
def compared() -> tuple[Compared, ...]:
    """All answers, graded once."""
    known = {scenario.id: scenario for scenario in scenarios()}
    return tuple(_compare(known[file.scenario], answer) for file in files() for answer in file.answers)


def _compare(scenario: Scenario, answer: HeldOut) -> Compared:
    outcome = CHECKER.grade(scenario, answer.text)
    if not isinstance(outcome, Graded):
        raise TypeError(f"{scenario.id} {answer.id} got no grade ({outcome.reason}): nothing to compare.")
    crossed = [line.red_line_id for line in outcome.red_lines if line.tripped]
    return Compared(
        scenario.id,
        answer.id,
        count_words(answer.text),
        _judgement(scenario, answer.levels, answer.red_lines),
        _judgement(scenario, {grade.criterion_id: grade.level for grade in outcome.criteria}, crossed),
        frozenset(line.red_line_id for line in outcome.red_lines if line.ruled_out),
        shares_wording(scenario, answer.text),
    )


def _judgement(scenario: Scenario, levels: Mapping[str, int], crossed: Iterable[str]) -> Judgement:
    lines = [RedLineGrade(line, tripped=True, ruled_out=False) for line in crossed]
    criteria = [CriterionGrade(c.id, Level(levels[c.id]), Finding.FOUND) for c in scenario.criteria]
    return Judgement(
        levels=tuple(int(grade.level) for grade in criteria),
        crossed=frozenset(line.red_line_id for line in lines),
        score=verdict(scenario, criteria, lines)[0],
        uncapped=verdict(scenario, criteria, [])[0],
    )
