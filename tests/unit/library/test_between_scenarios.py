from collections.abc import Callable
from pathlib import Path

from bot.library.library import shipped
from bot.library.lint import lint

Write = Callable[..., Path]


def test_shipped_scenarios_have_no_mistake() -> None:
    report = lint([shipped()])

    assert report.files
    assert [str(problem) for problem in report.problems] == []


def test_a_reworded_scenario_is_named_as_a_copy(example: str, write: Write, tmp_path: Path) -> None:
    write(example)
    copy = write(
        example.replace("cold-flats", "warm-flats").replace("HeatDesk", "HeatTable"), "warm-flats.yaml"
    )

    problems = lint([tmp_path]).problems

    assert [(p.file, p.field) for p in problems] == [
        (str(copy), "prompt"),
        (str(copy), "answers.strong.text"),
    ]
    assert "`prompt` is nearly that of" in problems[0].message


def test_another_text_on_the_same_theme_is_no_copy(example: str, write: Write, tmp_path: Path) -> None:
    for file in sorted(shipped().glob("*.yaml"))[:1]:
        write(file.read_text(encoding="utf-8"), file.name)
    write(example)

    assert [p for p in lint([tmp_path]).problems if "is nearly that of" in p.message] == []


def test_one_id_in_two_folders_is_named(example: str, write: Write, tmp_path: Path) -> None:
    first = write(example, "mine/cold-flats.yaml")
    write(example, "theirs/cold-flats.yaml")

    messages = [problem.message for problem in lint([tmp_path / "mine", tmp_path / "theirs"]).problems]

    assert messages == [f"The id `cold-flats` is taken by {first}"]


def test_a_file_named_twice_is_judged_once(example: str, write: Write, tmp_path: Path) -> None:
    file = write(example)

    report = lint([file, tmp_path, file])

    assert (report.files, report.problems) == (1, ())


def test_the_other_ending_is_named_rather_than_passed_over(
    example: str, write: Write, tmp_path: Path
) -> None:
    write(example, "cold-flats.yml")

    report = lint([tmp_path])

    assert report.files == 0
    assert [problem.mend for problem in report.problems] == ["rename it to `cold-flats.yaml`"]
