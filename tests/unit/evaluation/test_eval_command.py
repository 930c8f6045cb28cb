"""`debrief eval`: what it prints, what it keeps, and with which code it ends."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from adapters.cli.asked_grader import Asked, Source, chosen
from adapters.cli.eval import app
from bot.errors import UserMustAct
from bot.evaluation.read_sets import shipped_attacks, shipped_golden
from bot.evaluation.results import GoldenResults, read_results, write_results

HAIL = shipped_golden() / "the-hailstorm.yaml"
OVERRIDES = shipped_attacks() / "direct-override.yaml"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "100"})


def told(*words: object) -> dict[str, Any]:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_agreement_is_printed_beside_length_and_people_are_not_claimed() -> None:
    page = run("golden", "--sets", HAIL).stdout

    assert page.startswith("offline-checker/1 (automatic)")
    for words in ("verdicts, κ", "Answers of like length", "no human agreement measured"):
        assert words in page


def test_answers_of_mock_rounds_are_a_set_of_their_own() -> None:
    found = told("golden", "--rounds")["figures"]

    assert found["outcomes"]["answers"]["value"] == 48
    assert found["agreement"]["levels_kappa"]["value"] > found["length"]["any_shape_levels"]["value"]
    assert found["hired"]["believed"]["value"] > found["hired"]["met"]["value"], (
        "it misses more than it imagines"
    )


def test_figures_for_programs_have_intervals() -> None:
    found = told("golden", "--sets", HAIL)
    kappa = found["figures"]["agreement"]["levels_kappa"]

    assert found["grader"]["kind"] == "automatic"
    assert kappa["low"] < kappa["value"] < kappa["high"]
    assert found["figures"]["outcomes"]["answers"]["value"] == 10
    assert found["figures"]["raters"]["people"]["value"] is None


def test_attacks_are_told_by_family() -> None:
    found = told("attacks", "--sets", OVERRIDES)["figures"]

    assert found["attacks"]["pairs"]["value"] == 25
    assert found["families"]["direct-override"]["high"] > found["families"]["direct-override"]["value"]


def test_the_automatic_check_never_says_two_things() -> None:
    found = told("stability", "--sets", HAIL, "--repeats", 2)["figures"]["stability"]
    assert found["same_level"]["value"] == 1


def worse(run_before: Path, after: Path) -> None:
    """The same run with every level turned upside down."""
    results = read_results(run_before)
    assert isinstance(results, GoldenResults)
    rows = tuple(
        row.model_copy(
            update={
                "measured": row.measured.model_copy(
                    update={"levels": {name: 4 - level for name, level in row.measured.levels.items()}}
                )
            }
        )
        for row in results.rows
    )
    write_results(results.model_copy(update={"rows": rows}), after)


def test_a_run_that_is_worse_ends_with_one(tmp_path: Path) -> None:
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    assert run("golden", "--sets", HAIL, "--out", before).exit_code == 0
    worse(before, after)

    same, turned = run("compare", before, before), run("compare", before, after)

    assert same.exit_code == 0
    assert "No worse" in same.stdout
    assert turned.exit_code == 1
    assert json.loads(run("compare", before, after, "--json").stdout)["passes"] is False


def test_a_file_that_is_no_set_is_told(tmp_path: Path) -> None:
    wrong = tmp_path / "set.yaml"
    wrong.write_text("format: 1\nscenario: the-hailstorm\n", encoding="utf-8")

    error = run("golden", "--sets", wrong).exception

    assert isinstance(error, UserMustAct)
    assert f"{wrong}:1: " in error.message


@pytest.mark.parametrize(
    ("asked", "source", "wanted"),
    [
        (None, Source(), Asked.OFFLINE),
        (Asked.OFFLINE, Source(), Asked.OFFLINE),
        (None, Source(live=True), Asked.MODEL),
        (Asked.MODEL, Source(replay=Path("r")), Asked.MODEL),
    ],
)
def test_a_model_is_paid_for_only_when_somebody_said_so(
    asked: Asked | None, source: Source, wanted: Asked
) -> None:
    assert chosen(asked, source) is wanted


@pytest.mark.parametrize(
    ("asked", "source"),
    [
        (Asked.MODEL, Source()),
        (Asked.OFFLINE, Source(live=True)),
        (None, Source(live=True, replay=Path("r"))),
        (None, Source(record=Path("r"))),
    ],
)
def test_options_that_contradict_each_other_are_told(asked: Asked | None, source: Source) -> None:
    with pytest.raises(UserMustAct):
        chosen(asked, source)


def test_live_without_a_model_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # away from a developer's own .env
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.setenv(name, "")

    error = run("golden", "--sets", HAIL, "--live").exception

    assert isinstance(error, UserMustAct)
    assert "OPENAI_API_KEY" in error.message
