"""Labels by people become a set like any other, and name nobody."""

from pathlib import Path

import pytest

from bot.domain.grade import Level
from bot.domain.ids import ScenarioId
from bot.domain.review import crossing
from bot.domain.scenario import Scenario
from bot.evaluation.lent import lent_files, write_lent
from bot.evaluation.read_sets import golden_set
from bot.library.library import Library
from bot.store.labels import Label
from tests.unit.evaluation.rows import by_id

TEXT = "We stop refusals: *now*.\n\n- 40 a day go to people\n  and then\x07 we wait.\n"


@pytest.fixture
def scenario(library: Library) -> Scenario:
    return next(iter(library.scenarios.values()))


def ruled(scenario: Scenario, level: int, *, text: str = TEXT, rater: int = 1, whole: bool = True) -> Label:
    criteria = scenario.criteria if whole else scenario.criteria[:1]
    lines = {crossing(line.id): number % 2 for number, line in enumerate(scenario.red_lines)}
    levels = {**{criterion.id: level for criterion in criteria}, **lines}
    return Label(ScenarioId(scenario.id), scenario.digest, text, rater, levels)


def test_labels_of_people_are_read_as_a_set(scenario: Scenario, library: Library, tmp_path: Path) -> None:
    labels = [ruled(scenario, Level.STRONG), ruled(scenario, Level.NAMED, rater=4)]
    write_lent(lent_files(labels, by_id(library)), tmp_path / "lent")

    (file,) = golden_set([tmp_path / "lent"], by_id(library)).files.values()
    (answer,) = file.answers

    assert file.labelled_by == ("a person, reviewer 1", "a person, reviewer 4")
    assert answer.text == TEXT.replace("\x07", "")
    assert [set(label.levels.values()) for label in answer.labels] == [{3}, {1}]
    assert answer.labels[0].red_lines == tuple(line.id for line in scenario.red_lines[1::2])


def test_what_was_ruled_in_part_or_under_another_rubric_is_left_out(
    scenario: Scenario, library: Library
) -> None:
    other = ruled(scenario, 2)
    labels = [
        ruled(scenario, 2, whole=False),
        Label(other.scenario, "0" * 64, other.text, other.rater, other.levels),
        Label(ScenarioId("gone"), other.scenario_hash, other.text, other.rater, other.levels),
    ]
    lent = lent_files(labels, by_id(library))

    assert (lent.files, lent.labels, lent.partial, lent.outdated) == ({}, 0, 1, 2)


def test_many_answers_are_divided_into_files_that_can_be_read(
    scenario: Scenario, library: Library, tmp_path: Path
) -> None:
    labels = [ruled(scenario, 2, text=f"We stop refusals number {n}. " * 400) for n in range(60)]
    write_lent(lent_files(labels, by_id(library)), tmp_path)

    assert golden_set([tmp_path], by_id(library)).size == 60
