import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.cli.scenarios import app
from bot.errors import UserMustAct
from bot.library.library import all_shipped, load, shipped
from bot.library.read import files_in

Write = Callable[..., Path]


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_lint_is_content_with_a_good_file(example: str, write: Write) -> None:
    result = run("lint", write(example))

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1 file, no problems.\n")


def test_lint_prints_a_line_for_each_mistake_and_fails(example: str, write: Write) -> None:
    file = write(example.replace("\ncriteria:", "\ncritera:"))

    result = run("lint", file)

    assert result.exit_code == 1
    assert result.stdout == f"{file}:24: Unknown field `critera` — did you mean `criteria`?\n"


def test_lint_tells_programs_in_json(example: str, write: Write) -> None:
    file = write(
        example.replace(
            "weight: 2\n    levels:\n      named: Asks", "weight: 9\n    levels:\n      named: Asks"
        )
    )

    result = run("lint", "--json", file)

    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "files": 1,
        "problems": [
            {
                "file": str(file),
                "line": 90,
                "field": "criteria[evidence].weight",
                "message": "`criteria[evidence].weight` is 9",
                "mend": "needed: whole number, 1 to 3",
            }
        ],
        "advice": [],
    }


def test_lint_gives_advice_and_fails_for_it_only_when_strict(example: str, write: Write) -> None:
    file = write(example.replace("{id: reads-pile, level: 3,", "{id: reads-pile, level: 2,"))
    advice = f"Advice: {file}:34: No check of `contain` asks for what makes a 3 — add one at level 3\n"

    lenient, strict = run("lint", file), run("lint", "--strict", file)

    assert (lenient.exit_code, lenient.stdout) == (0, advice)
    assert (strict.exit_code, strict.stdout) == (1, advice)
    assert strict.stderr == "1 file, no problems, 1 to look at again.\n"


def test_lint_says_when_there_is_nothing_to_check(tmp_path: Path) -> None:
    result = run("lint", tmp_path)

    assert isinstance(result.exception, UserMustAct)
    assert "nothing was checked" in result.exception.message


def test_lint_says_when_a_file_is_missing(tmp_path: Path) -> None:
    result = run("lint", tmp_path / "nowhere.yaml")

    assert result.exit_code == 1
    assert "There is no such file" in result.stdout


def test_list_names_every_shipped_scenario() -> None:
    result = run("list", "--json")

    assert [entry["id"] for entry in json.loads(result.stdout)] == list(load(all_shipped()).scenarios)


def test_list_can_be_narrowed(example: str, write: Write, tmp_path: Path) -> None:
    write(example)

    assert "cold-flats" in run("list", "--from", tmp_path, "--track", "incident", "--difficulty", 1).stdout
    assert run("list", "--from", tmp_path, "--track", "design").stderr == "No scenario is like that.\n"
    assert json.loads(run("list", "--from", tmp_path, "--difficulty", 3, "--json").stdout) == []


def test_list_says_what_mock_rounds_ask(example: str, write: Write, tmp_path: Path) -> None:
    write(example)
    of_round = example.replace("format: 1\nid: cold-flats", "format: 1\nround: values\nid: warm-flats")
    write(of_round, "warm-flats.yaml")

    told = run("list", "--from", tmp_path).stdout
    assert [line.split()[-1] for line in told.splitlines()[1:]] == ["incident", "round"]
    narrowed = json.loads(run("list", "--from", tmp_path, "--round", "values", "--json").stdout)
    assert [(entry["id"], entry["round"]) for entry in narrowed] == [("warm-flats", "values")]
    assert "values round" in run("show", "warm-flats", "--from", tmp_path).stdout


def test_list_says_that_broken_files_are_left_out(example: str, write: Write, tmp_path: Path) -> None:
    write(example)
    write("format: 1", "broken.yaml")

    result = run("list", "--from", tmp_path)

    assert "Left out 1 file with mistakes" in result.stderr
    assert "cold-flats" in result.stdout


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("list", "--from", tmp_path / "nowhere")

    assert isinstance(result.exception, UserMustAct)


def test_show_keeps_the_answers_back_until_asked(example: str, write: Write) -> None:
    file = write(example)
    opening = "First, the people we haven't heard."

    assert opening not in run("show", file).stdout
    assert opening in run("show", file, "--answers").stdout
    assert "answers" not in json.loads(run("show", file, "--json").stdout)
    assert opening in json.loads(run("show", file, "--json", "--answers").stdout)["answers"]["strong"]["text"]


def test_show_describes_levels_by_marks_and_words(example: str, write: Write) -> None:
    shown = run("show", write(example)).stdout

    assert "●●●○ strong" in shown
    assert "Somebody else may be sitting" in " ".join(shown.split())


def test_show_names_the_first_mistake_of_a_broken_file(example: str, write: Write) -> None:
    result = run(
        "show", write(example.replace("system: 11", "system: 99").replace("minutes: 15", "minutes: 1"))
    )

    assert isinstance(result.exception, UserMustAct)
    assert "`system` is 99" in result.exception.message
    assert "`debrief scenarios lint` names 1 more." in result.exception.message


def test_show_of_an_unknown_id_is_told() -> None:
    assert isinstance(run("show", "no-such-thing").exception, UserMustAct)


def test_preview_sets_the_card_for_reading(example: str, write: Write) -> None:
    shown = run("preview", write(example)).stdout
    lines = shown.splitlines()

    assert lines[0] == "Cold flats"
    assert lines[1] == "●○○ difficulty · 15 minutes · 130 to 300 words"
    assert "Tests system thinking, judgement under ambiguity" in shown
    assert "Warm-up  Finish the sentence before you write" in shown
    assert max(len(line) for line in lines) <= 72


def test_preview_keeps_a_table_whole_and_joins_wrapped_prose(example: str, write: Write) -> None:
    row = "    one   " + "2 " * 20 + "end"
    told = "  HeatDesk reads tenants' text messages\n  about repairs"
    text = example.replace("  HeatDesk reads tenants' text messages about repairs", told)
    text = text.replace("  On Sunday the frost", f"  {row}\n\n  On Sunday the frost")

    shown = run("preview", write(text)).stdout

    assert row in shown
    assert "HeatDesk reads tenants' text messages about repairs and sorts them into" in shown


def test_what_looks_like_markup_is_shown_as_it_is(example: str, write: Write) -> None:
    shown = run(
        "preview", write(example.replace("title: Cold flats", "title: '[red]Cold[/red] :fire:'"))
    ).stdout

    assert shown.startswith("[red]Cold[/red] :fire:\n")


@pytest.mark.parametrize("command", ["show", "preview"])
def test_every_shipped_scenario_can_be_shown(command: str) -> None:
    assert run(command, min(load([shipped()]).scenarios)).exit_code == 0
    for file in files_in(shipped()):
        assert run(command, file).exit_code == 0


def test_schema_is_json() -> None:
    assert json.loads(run("schema").stdout)["title"] == "A Debrief scenario"


def test_preview_for_programs_has_no_deadline(example: str, write: Write) -> None:
    card = json.loads(run("preview", write(example), "--json").stdout)

    assert card["words"] == [130, 300]
    assert "deadline" not in card
