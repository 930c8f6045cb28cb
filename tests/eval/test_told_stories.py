"""Stories in plain words, labelled by the level texts alone, that no cue was changed for.

They were written and labelled before the cues were tightened for beginners. What the whole set measured was
seen on the way. The page "What the automatic check sees" prints these figures.
"""

from functools import cache
from pathlib import Path
from statistics import median
from typing import Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from bot.domain.grade import Graded, Level
from bot.domain.ids import ScenarioId
from bot.domain.scenario import Slug, Text
from bot.domain.text import count_words
from bot.grading.bands import verdict
from bot.grading.checker import OfflineChecker
from bot.library.library import for_rounds, load
from tests.eval.test_plain_words import OWN_STORIES

FOLDER = Path(__file__).parent / "stories"
Kind = Literal["theatre", "junior", "good", "senior"]
KINDS: tuple[Kind, ...] = ("theatre", "junior", "good", "senior")


class Story(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    kind: Kind
    levels: dict[Slug, Level]
    text: Text


class File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    scenario: Slug
    answers: tuple[Story, ...]


class Heard(BaseModel):
    model_config = ConfigDict(frozen=True)

    kind: Kind
    score: int
    levels: tuple[tuple[Level, Level], ...]
    """The labelled level and the one that was heard, criterion by criterion."""


@cache
def stories(scenario_id: str) -> File:
    return File.model_validate(yaml.safe_load((FOLDER / f"{scenario_id}.yaml").read_text(encoding="utf-8")))


@cache
def heard(scenario_id: str) -> tuple[Heard, ...]:
    return tuple(_heard(scenario_id, story) for story in stories(scenario_id).answers)


def _heard(scenario_id: str, story: Story) -> Heard:
    scenario = load([for_rounds()]).scenarios[ScenarioId(scenario_id)]
    outcome = OfflineChecker().grade(scenario, story.text)
    assert isinstance(outcome, Graded), story.id
    score, _ = verdict(scenario, outcome.criteria, [])
    levels = tuple((story.levels[one.criterion_id], one.level) for one in outcome.criteria)
    return Heard(kind=story.kind, score=score, levels=levels)


def of(kind: Kind) -> list[Heard]:
    return [one for scenario_id in OWN_STORIES for one in heard(scenario_id) if one.kind == kind]


def scores(kind: Kind) -> list[int]:
    return sorted(one.score for one in of(kind))


def pairs(kind: Kind) -> list[tuple[Level, Level]]:
    return [pair for one in of(kind) for pair in one.levels]


@pytest.mark.parametrize("scenario_id", OWN_STORIES)
def test_each_scenario_has_beginners_good_ones_a_senior_and_theatre(scenario_id: str) -> None:
    file = stories(scenario_id)
    assert file.scenario == scenario_id
    kinds = [story.kind for story in file.answers]
    assert [kinds.count(kind) for kind in KINDS] == [1, 3, 2, 1]
    assert all(140 <= count_words(story.text) <= 270 for story in file.answers)


def test_a_beginner_is_heard_at_a_strong_level_only_here_and_there() -> None:
    false = [pair for pair in pairs("junior") if pair[1] >= Level.STRONG > pair[0]]
    assert (len(false), len(pairs("junior"))) == (4, 90)


def test_fresh_stories_reach_the_bands_that_the_page_claims() -> None:
    found = {kind: (median(scores(kind)), scores(kind)[0], scores(kind)[-1]) for kind in KINDS}
    assert found == {
        "theatre": (0, 0, 11),
        "junior": (35, 25, 50),
        "good": (63, 54, 79),
        "senior": (90, 73, 93),
    }


def test_most_beginners_stay_below_lean_yes_and_every_good_story_above_their_median() -> None:
    assert scores("junior")[-1] < 55
    assert scores("good")[0] > median(scores("junior"))
