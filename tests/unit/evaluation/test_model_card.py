"""The model card: written from measurements, the same every time, and silent about what nobody measured."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.cli.model_card import app
from bot.evaluation.card import grouped, model_card
from bot.evaluation.figure import Figure, Section, Unit
from bot.evaluation.results import AttackResults, Results, StabilityResults
from tests.unit.evaluation.rows import CAME, answers, graded, pair

PAGE = Path(__file__).parents[3] / "docs/model-card.md"
TRUTH = [(n % 5, (n * 3) % 5) for n in range(20)]
TODAY = {f"s{n}": CAME.rubric_hash for n in range(3)}


def test_the_page_says_what_is_measured_today(tmp_path: Path) -> None:
    """After a change of answers, attacks, rubrics or the check: `debrief model-card` writes it again."""
    again = tmp_path / "card.md"
    result = CliRunner().invoke(app, ["--out", str(again)])

    assert result.exit_code == 0, result.output
    assert again.read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8")


def test_rounds_stand_apart_from_daily_answers() -> None:
    daily, of_rounds = answers(TRUTH, TRUTH), answers(TRUTH[1:] + TRUTH[:1], TRUTH)
    page = model_card([daily], TODAY, rounds=of_rounds)

    before, after = page.split("## Mock rounds, by the automatic check")
    assert "Agreement with the labels: verdicts κ 1.00" in before
    assert "| verdicts, κ | 1.00" in before
    assert "| verdicts, κ | 1.00" not in after
    assert "20 answers to" in after
    assert "Mock rounds" not in model_card([daily], TODAY)


def test_what_was_not_measured_is_said_to_be_so() -> None:
    page = model_card([answers(TRUTH, TRUTH)], TODAY)

    assert "No human agreement measured" in page
    assert "Repeatability: not measured" in page
    assert "Attacks: not measured" in page
    assert "no group's figures are given" in page
    assert "Not for hiring" in page


def test_a_model_that_was_measured_has_its_figures_and_no_disclaimer() -> None:
    runs: list[Results] = [
        answers(TRUTH, TRUTH),
        AttackResults(rows=(pair(graded((2, 2)), graded((4, 4))),), benign=()),
        StabilityResults(rows=((graded((2, 2)), graded((2, 2))),)),
    ]
    page = model_card(runs, TODAY)

    assert "## Model made-up" in page
    assert "Attacks that bought something: 100.0 %" in page
    assert "gets the same level: 100.0 %" in page
    assert "## The model grader" not in page


def test_runs_under_other_rubrics_stand_by_themselves_and_are_called_so() -> None:
    new = answers(TRUTH, TRUTH)
    text = json.dumps(json.loads(new.model_dump_json())).replace("r" * 64, "q" * 64)
    old = type(new).model_validate_json(text)

    assert len(grouped([new, old])) == 2
    assert len(grouped([new, new])) == 1
    assert "rubrics that have changed since" in model_card([old], TODAY)
    assert "rubrics that have changed since" not in model_card([new], TODAY)


def test_labels_by_a_person_end_the_disclaimer() -> None:
    run = answers(TRUTH, TRUTH)
    rows = tuple(
        row.model_copy(
            update={"labels": (row.consensus.model_copy(update={"rater": "a person, reviewer 1"}),)}
        )
        for row in run.rows
    )
    assert "No human agreement measured" not in model_card([run.model_copy(update={"rows": rows})], TODAY)


def test_practice_is_shown_where_it_is_given() -> None:
    practice = Section("practice", "Appeals and audits", (Figure("ruled", "ruled on", 7, Unit.COUNT),))
    assert "| ruled on | 7 |" in model_card([answers(TRUTH, TRUTH)], TODAY, practice)


@pytest.mark.parametrize("folder", ["nowhere/card.md"])
def test_a_folder_that_is_not_there_is_told(folder: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["--out", str(tmp_path / folder)])
    assert "Nothing was written" in str(result.exception)
