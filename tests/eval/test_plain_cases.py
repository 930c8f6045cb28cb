"""Cases of mock rounds by everyday answers, whose authors didn't have the cues' words in mind.

The answers in `tests/eval/cases` are samples by one author, who mended the cues as well: the first set was
written before, the second after that in words far from the first, the third after a second mending. None is a
clean hold-out by now.
"""

from functools import cache
from pathlib import Path
from statistics import median

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from bot.domain.scenario import Slug, Text
from bot.grading.bands import verdict
from tests.eval.library import graded, with_rounds

FOLDER = Path(__file__).parent / "cases"
FILES = sorted(FOLDER.glob("*.yaml"))


class Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    kind: Slug
    written: Slug
    levels: dict[str, int]
    text: Text


@cache
def scores() -> dict[str, list[int]]:
    """Of the levels alone, by kind."""
    found: dict[str, list[int]] = {}
    for file in FILES:
        (scenario,) = (scenario for scenario in with_rounds() if scenario.id == file.stem)
        for answer in _answers(file):
            score, _ = verdict(scenario, graded(scenario, answer.text).criteria, [])
            found.setdefault(answer.kind, []).append(score)
    return found


def _answers(file: Path) -> list[Answer]:
    return [Answer.model_validate(one) for one in yaml.safe_load(file.read_text(encoding="utf-8"))["answers"]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_answer_is_labelled_on_every_criterion(file: Path) -> None:
    (scenario,) = (scenario for scenario in with_rounds() if scenario.id == file.stem)
    criteria = {criterion.id for criterion in scenario.criteria}
    assert all(set(answer.levels) == criteria for answer in _answers(file))


def test_theatre_is_worth_next_to_nothing_and_a_plain_answer_something() -> None:
    assert max(scores()["theatre"]) <= 12
    assert min(scores()["junior"]) >= 20


def test_good_and_senior_answers_are_heard_in_plain_words() -> None:
    good, senior = scores()["good"], scores()["senior"]
    assert (median(good) >= 70, min(good) >= 45) == (True, True)
    assert (median(senior) >= 88, min(senior) >= 50) == (True, True)
