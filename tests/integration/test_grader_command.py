"""`debrief grader`, as an operator types it."""

import pytest
from typer.testing import CliRunner

from adapters.cli.grader import app


@pytest.fixture
def typed(database_url: str, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("DATABASE_URL", database_url)
    return CliRunner()


def test_it_is_looked_at_and_switched(typed: CliRunner) -> None:
    before = typed.invoke(app, [])
    assert before.exit_code == 0
    assert before.output.startswith("The grader is at normal, never changed.")
    assert "graded: none" in before.output
    switched = typed.invoke(app, ["set", "shadow", "--because", "we try a new model"])
    assert switched.exit_code == 0
    assert switched.output.startswith("It was normal, and is shadow now.")
    after = typed.invoke(app, [])
    assert "The grader is at shadow since" in after.output
    assert "by an operator: we try a new model" in after.output


@pytest.mark.parametrize(
    "words",
    [
        ["set", "normal"],
        ["set", "normal", "--because", " "],
        ["set", "perfect", "--because", "x"],
        ["set", "off", "--because", "x", "--regrade"],
    ],
)
def test_what_can_not_be_meant_changes_nothing(typed: CliRunner, words: list[str]) -> None:
    assert typed.invoke(app, words).exit_code != 0
    assert "never changed" in typed.invoke(app, []).output


def test_it_says_that_nothing_waits(typed: CliRunner) -> None:
    said = typed.invoke(app, ["waiting"])
    assert (said.exit_code, said.output) == (0, "No answer waits for its grade.\n")
