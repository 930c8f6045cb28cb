"""`debrief grade` with no database and no network: what it prints, and with which code it ends."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.cli.grade import app
from adapters.cli.grade_page import debrief_of, grade_for_programs
from bot.domain.grade import Graded, ReviewReason
from bot.errors import UserMustAct
from bot.grading.checker import OfflineChecker
from bot.library.library import Library
from bot.shipped import folder

SCENARIO = "the-hailstorm"
KNOWN = {
    *("status", "scenario", "title", "verdict", "score", "criteria", "red_lines", "flags", "held", "reviews"),
    *("one_change", "follow_up", "grader", "grader_name", "model", "rubric_hash", "prompt_hash", "usage"),
    "cost_dollars",
}


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # away from a developer's own .env
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.setenv(name, "")


@pytest.fixture
def strong(library: Library) -> str:
    return next(s.answers.strong.text for name, s in library.scenarios.items() if name == SCENARIO)


def run(*words: object, piped: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=piped, env={"COLUMNS": "100"})


def refused(result: Result) -> str:
    assert isinstance(result.exception, UserMustAct), result.output
    assert result.stdout == ""
    return result.exception.message


def test_an_answer_is_graded_and_debriefed(strong: str, tmp_path: Path) -> None:
    answer = tmp_path / "answer.txt"
    answer.write_text(strong, encoding="utf-8")

    result = run("--scenario", SCENARIO, "--file", answer)

    assert result.exit_code == 0
    for words in ("The hailstorm: ", "automatic check", "You said “", "The one change that moves it most"):
        assert words in result.stdout


def test_a_program_gets_everything_that_is_known(strong: str, library: Library) -> None:
    result = run("--scenario", SCENARIO, "--file", "-", "--json", piped=strong)
    told = json.loads(result.stdout)
    scenario = next(s for name, s in library.scenarios.items() if name == SCENARIO)

    assert result.exit_code == 0
    assert set(told) == KNOWN
    assert (told["status"], told["grader"], told["model"]) == ("graded", "automatic", None)
    assert [one["id"] for one in told["criteria"]] == [c.id for c in scenario.criteria]
    assert all(quote in strong for one in told["criteria"] for quote in one["quotes"])
    assert [line["id"] for line in told["red_lines"]] == [line.id for line in scenario.red_lines]


def test_what_gets_no_grade_has_no_number_and_no_zero_exit() -> None:
    result = run("--scenario", SCENARIO, "--file", "-", "--json", piped="Stop it.")
    told = json.loads(result.stdout)

    assert result.exit_code == 3
    assert told["status"] == "ungraded"
    assert told["reason"] == "too short"
    assert not {"score", "verdict", "criteria"} & set(told)
    assert result.stderr.count("\n") == 1
    assert "too short to grade" in result.stderr


def test_a_question_of_ones_own_has_a_general_rubric(strong: str) -> None:
    question = "How would you decide whether to launch a photo-based claims model?"
    told = json.loads(run("--question", question, "--file", "-", "--json", piped=strong).stdout)

    assert told["title"].startswith("How would you decide")
    assert len(told["criteria"]) == 7
    assert "knows no rubric of this question" in run(
        "--question", question, "--file", "-", piped=strong
    ).stdout.replace("\n", " ")


def test_a_folder_of_scenarios_may_be_named(strong: str) -> None:
    daily = folder("scenarios") / "daily"
    assert run("--scenario", SCENARIO, "--scenarios", daily, "--file", "-", piped=strong).exit_code == 0
    refused(run("--scenario", SCENARIO, "--scenarios", "nowhere", "--file", "-", piped=strong))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "either --scenario ID or --question TEXT"),
        (("--scenario", SCENARIO, "--question", "What would you build for a school?"), "either --scenario"),
        (("--scenario", "the-hailstor"), "Did you mean `the-hailstorm`?"),
        (("--question", "Why?"), "Nothing was graded"),
        (("--scenario", SCENARIO, "--mode", "model"), "No model is configured"),
    ],
)
def test_what_cannot_be_meant_is_told_in_a_sentence(words: tuple[str, ...], told: str, strong: str) -> None:
    assert told in refused(run(*words, "--file", "-", piped=strong))


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert "none.txt can't be read" in refused(run("--scenario", SCENARIO, "--file", tmp_path / "none.txt"))
    assert "not UTF-8" in refused(run("--scenario", SCENARIO, "--file", "-", piped=b"\xff\xfe\x00a"))
    assert "is it one answer?" in refused(run("--scenario", SCENARIO, "--file", "-", piped="a " * 100_001))


def test_a_grade_that_waits_for_a_person_says_so(strong: str, library: Library) -> None:
    scenario = next(s for name, s in library.scenarios.items() if name == SCENARIO)
    graded = OfflineChecker().grade(scenario, strong)
    assert isinstance(graded, Graded)
    held = replace(graded, held=True, reviews=(ReviewReason.SUSPECT,))

    assert grade_for_programs(scenario, held)["held"] is True
    assert grade_for_programs(scenario, held)["reviews"] == ["hard to believe of this text"]
    assert "before a person has ruled" in debrief_of(scenario, held, strong).notice
    assert debrief_of(scenario, graded, strong).notice == ""
