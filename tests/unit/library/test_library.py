from collections.abc import Callable
from pathlib import Path

import pytest

from bot.domain.competency import Competency
from bot.domain.ids import ScenarioId
from bot.domain.rotation import Entry
from bot.errors import UserMustAct
from bot.library.library import load, shipped
from bot.library.read import files_in

Write = Callable[..., Path]


def test_entries_say_what_rotation_needs(example: str, write: Write, tmp_path: Path) -> None:
    write(example)
    write(
        example.replace("cold-flats", "a-first-one").replace("track: incident", "track: design"),
        "a-first-one.yaml",
    )

    tests = (
        (Competency.SYSTEMS, 3 / 12),
        (Competency.JUDGMENT, 3 / 12),
        (Competency.EVALUATION, 2 / 12),
        (Competency.INFLUENCE, 2 / 12),
        (Competency.TRADEOFFS, 2 / 12),
    )
    assert load([tmp_path]).entries() == (
        Entry(ScenarioId("a-first-one"), 1, "design", 11, tests),
        Entry(ScenarioId("cold-flats"), 1, "incident", 11, tests),
    )


def test_a_scenario_is_found_by_its_id(example: str, write: Write, tmp_path: Path) -> None:
    write(example)

    assert load([tmp_path]).get(ScenarioId("cold-flats")).title == "Cold flats"


def test_an_unknown_id_is_answered_with_the_nearest(example: str, write: Write, tmp_path: Path) -> None:
    write(example)

    with pytest.raises(UserMustAct, match=r"no scenario `cold-flat` .* Did you mean `cold-flats`\?"):
        load([tmp_path]).get(ScenarioId("cold-flat"))


def test_an_id_like_no_other_is_answered_with_the_way_to_all(tmp_path: Path) -> None:
    with pytest.raises(UserMustAct, match="debrief scenarios list"):
        load([tmp_path]).get(ScenarioId("cold-flats"))


def test_a_broken_file_leaves_the_others_in(example: str, write: Write, tmp_path: Path) -> None:
    write(example)
    write("format: 1", "broken.yaml")

    library = load([tmp_path])

    assert list(library.scenarios) == ["cold-flats"]
    assert {problem.file for problem in library.problems} == {str(tmp_path / "broken.yaml")}


def test_of_two_with_one_id_the_first_folder_stays(example: str, write: Write, tmp_path: Path) -> None:
    write(example.replace("title: Cold flats", "title: Mine"), "mine/cold-flats.yaml")
    write(example, "theirs/cold-flats.yaml")

    library = load([tmp_path / "mine", tmp_path / "theirs"])

    assert library.get(ScenarioId("cold-flats")).title == "Mine"
    assert [problem.message for problem in library.problems] == [
        f"The id `cold-flats` is taken by {tmp_path / 'mine' / 'cold-flats.yaml'}"
    ]


def test_the_library_can_not_be_changed(example: str, write: Write, tmp_path: Path) -> None:
    write(example)
    scenarios = load([tmp_path]).scenarios

    with pytest.raises(TypeError):
        scenarios[ScenarioId("other")] = scenarios[ScenarioId("cold-flats")]  # type: ignore[index]  # the point


def test_every_shipped_file_is_in_the_library() -> None:
    library = load([shipped()])

    assert library.problems == ()
    assert len(library.scenarios) == len(files_in(shipped()))
    assert library.scenarios


def test_a_library_prints_as_one_short_line() -> None:
    """Whatever prints a task prints the house that the task serves, with its library."""
    assert len(repr(load([shipped()]))) < 200
