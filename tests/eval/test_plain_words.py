"""Plainly told work is worth more than management words about nothing.

The answers in `tests/eval/plain` are samples, written for these tests before the cues were mended, for every
kind of round that has scenarios of its own. Half of them ("aside") was not looked at while mending; of the
stories among them, scores of the whole half were seen several times, beginners' texts once the cues stood.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from bot.domain.scenario import Slug, Text
from bot.domain.text import count_words
from bot.grading.bands import verdict
from tests.eval.library import graded, with_rounds

FOLDER = Path(__file__).parent / "plain"
OWN_STORIES = (
    "bring-me-the-opposite",
    "not-yours-to-decide",
    "one-line-of-your-cv",
    "the-mistake-was-yours",
    "whose-launch-was-it",
)
CASES = (
    "eleven-tonnes-of-bread",
    "five-of-eighteen",
    "forgets-in-ten-seconds",
    "ninety-parrots",
    "six-minutes-of-rain",
    "the-platform-edge",
    "the-quiet-hour",
    "the-second-plate",
)
Kind = Literal["theatre", "junior", "good", "senior"]
Half = Literal["open", "aside"]


class Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    kind: Kind
    half: Half
    text: Text


class File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    scenario: Slug
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    name: str
    kind: Kind
    half: Half
    score: int
    """Of the levels alone: a red line's cap would hide what was heard."""


@cache
def scored(scenario_id: str) -> tuple[Scored, ...]:
    return tuple(_scored(scenario_id))


def _scored(scenario_id: str) -> Iterator[Scored]:
    (scenario,) = (scenario for scenario in with_rounds() if scenario.id == scenario_id)
    for answer in _file(scenario_id).answers:
        score, _ = verdict(scenario, graded(scenario, answer.text).criteria, [])
        yield Scored(f"{scenario_id} {answer.id}", answer.kind, answer.half, score)


def _file(scenario_id: str) -> File:
    return File.model_validate(yaml.safe_load((FOLDER / f"{scenario_id}.yaml").read_text(encoding="utf-8")))


def of(scenarios: tuple[str, ...], kind: Kind, *halves: Half) -> list[int]:
    found = [one for scenario_id in scenarios for one in scored(scenario_id) if one.kind == kind]
    return sorted(one.score for one in found if one.half in (halves or ("open", "aside")))


@pytest.mark.parametrize("scenario_id", OWN_STORIES + CASES)
def test_each_scenario_has_theatre_and_plain_answers_of_a_like_length(scenario_id: str) -> None:
    file = _file(scenario_id)
    assert file.scenario == scenario_id
    assert {answer.kind for answer in file.answers} == {"theatre", "junior", "good", "senior"}
    assert {answer.half for answer in file.answers} == {"open", "aside"}
    assert all(80 <= count_words(answer.text) <= 280 for answer in file.answers)


@pytest.mark.parametrize("scenario_id", OWN_STORIES + CASES)
def test_theatre_is_below_every_honest_answer(scenario_id: str) -> None:
    answers = scored(scenario_id)
    theatre = max(one.score for one in answers if one.kind == "theatre")
    honest = [one for one in answers if one.kind != "theatre"]
    assert [one.name for one in honest if one.score <= theatre] == []


def test_stories_reach_the_bands_that_the_page_claims() -> None:
    """On the half that was put aside; the page "What the automatic check sees" prints the same."""
    theatre, junior = of(OWN_STORIES, "theatre", "aside"), of(OWN_STORIES, "junior", "aside")
    good, senior = of(OWN_STORIES, "good", "aside"), of(OWN_STORIES, "senior", "aside")
    assert (median(theatre), max(theatre)) <= (0, 7)
    assert [min(junior), max(junior)] == [48, 52]
    assert median(good) >= 67
    assert min(good) >= 57
    assert median(senior) >= 90
    assert min(senior) >= 79


def test_cases_reach_the_bands_that_the_page_claims() -> None:
    assert max(of(CASES, "theatre")) <= 18
    assert min(of(CASES, "junior")) >= 25
    assert median(of(CASES, "good")) >= 55
    assert median(of(CASES, "senior")) >= 68
