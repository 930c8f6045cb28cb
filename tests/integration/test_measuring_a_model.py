"""The kit and `debrief grade` with a model on a real socket: live, recorded, and again with none."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from adapters.cli.eval import app as evaluation
from adapters.cli.grade import app as grading
from adapters.cli.model_card import app as card
from bot.errors import RetryLater, UserMustAct
from bot.evaluation.read_sets import golden_set, shipped_golden
from bot.library.library import Library
from tests.fakes.honest_reply import honest
from tests.fakes.model_server import Answer, Asked, Behaviour, ModelServer, completion, in_a_thread
from tests.unit.evaluation.rows import by_id

SCENARIO = "the-hailstorm"
SET = shipped_golden() / f"{SCENARIO}.yaml"


def flat(text: str) -> str:
    """Letters alone: sentences are numbered on their way to a model, and lists lose their numbers."""
    return "".join(letter for letter in text if letter.isalpha())


def as_labelled(library: Library) -> Behaviour:
    """A model that sees every answer of the set as its label does."""
    scenario = next(s for name, s in library.scenarios.items() if name == SCENARIO)
    known = [
        (flat(answer.text)[:60], honest(scenario, answer.text, answer.labels[0].levels))
        for file in golden_set([SET], by_id(library)).files.values()
        for answer in file.answers
    ]

    def behave(asked: Asked) -> Answer:
        said = flat(asked.varying)
        return completion(asked, json.dumps(next(reply for start, reply in known if start in said)))

    return behave


@pytest.fixture
def server(library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ModelServer]:
    monkeypatch.chdir(tmp_path)
    with in_a_thread(ModelServer(behave=as_labelled(library))) as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.address)
        monkeypatch.setenv("OPENAI_API_KEY", running.api.key)
        monkeypatch.setenv("DEBRIEF_MODEL", next(iter(running.api.models)))
        yield running


def run(app: Any, *words: object, piped: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=piped, env={"COLUMNS": "100"})


def test_a_live_run_can_be_replayed_with_no_model(server: ModelServer, tmp_path: Path) -> None:
    recording, first, second = tmp_path / "recording", tmp_path / "first.json", tmp_path / "second.json"

    live = run(evaluation, "golden", "--sets", SET, "--live", "--record", recording, "--out", first)
    asked = len(server.arrived)
    again = run(
        evaluation, "golden", "--sets", SET, "--replay", recording, "--grader", "model", "--out", second
    )

    assert live.exit_code == 0, live.output
    assert again.exit_code == 0, again.output
    assert asked >= 10
    assert len(server.arrived) == asked
    assert json.loads(first.read_text())["rows"] == json.loads(second.read_text())["rows"]
    assert run(evaluation, "compare", first, second).exit_code == 0


def test_a_model_that_sees_what_the_labels_see_is_measured_so(server: ModelServer, tmp_path: Path) -> None:
    results = tmp_path / "golden.json"
    told = run(evaluation, "golden", "--sets", SET, "--live", "--json", "--out", results)
    figures = json.loads(told.stdout)["figures"]

    assert figures["agreement"]["levels_kappa"]["value"] > 0.9
    assert figures["takes"]["calls_median"]["value"] >= 1
    assert figures["quotes"]["verbatim"]["value"] == 1

    page = run(card, "--results", results, "--out", "-").stdout
    assert f"## Model {next(iter(server.api.models))}" in page
    assert "Repeatability: not measured" in page
    assert "No human agreement measured" in page


def test_an_answer_in_a_file_is_graded_by_the_model(
    server: ModelServer, library: Library, tmp_path: Path
) -> None:
    (file,) = golden_set([SET], by_id(library)).files.values()
    answer = tmp_path / "answer.txt"
    answer.write_text(file.answers[2].text, encoding="utf-8")

    found = run(grading, "--scenario", SCENARIO, "--file", answer, "--json")
    told = json.loads(found.stdout)

    assert found.exit_code == 0
    assert (told["status"], told["grader"]) == ("graded", "model")
    assert told["model"] == next(iter(server.api.models))
    assert told["prompt_hash"]
    assert told["usage"]["calls"] == len(server.arrived)
    assert all(one["confidence"] is not None for one in told["criteria"])
    assert all(q in file.answers[2].text for one in told["criteria"] for q in one["quotes"])


def test_the_automatic_check_is_asked_for_by_name(server: ModelServer) -> None:
    found = run(grading, "--scenario", SCENARIO, "--file", "-", "--mode", "offline", piped="We stop it. " * 9)

    assert found.exit_code == 0
    assert "automatic check" in found.stdout
    assert server.arrived == []


def test_an_endpoint_that_fails_gives_no_grade(server: ModelServer) -> None:
    server.behave = lambda asked: server.leave_alone(600)

    found = run(grading, "--scenario", SCENARIO, "--file", "-", "--json", piped="We stop refusals now. " * 9)

    assert found.stdout == ""
    assert isinstance(found.exception, RetryLater)
    assert not isinstance(found.exception, UserMustAct)
    assert "nothing was graded" in found.exception.reason
