"""`debrief doctor` and the model: what is right, and how to mend what isn't."""

from pathlib import Path

import pytest

from adapters.cli.checks.check import Finding, Site, Verdict
from adapters.cli.checks.model import model
from adapters.settings import Settings
from tests.fakes.model_server import Api, Behaviour, ModelServer, error, in_a_thread, says

READY = says('{"ready": true}')


def found_at(server: ModelServer, **changed: object) -> list[Finding]:
    given = {"openai_base_url": server.address, "openai_api_key": "sk-fake", "model": "fake-model", **changed}
    return list(model(Site(Settings.model_construct(**{**Settings().model_dump(), **given}), None)))


def test_with_no_model_the_automatic_check_grades() -> None:
    [finding] = model(
        Site(Settings.model_construct(**{**Settings().model_dump(), "openai_api_key": ""}), None)
    )
    assert (finding.verdict, finding.found) == (Verdict.OK, "none is set: the automatic check grades")


def test_one_that_answers_says_how_and_at_what_cost() -> None:
    with in_a_thread(ModelServer(READY)) as server:
        [finding] = found_at(server)
    assert finding.verdict is Verdict.OK
    assert f"fake-model at {server.address} answers in 0." in finding.found
    assert finding.found.endswith("by strict schema, for $0.000000")


def test_a_poorer_rung_is_named() -> None:
    with in_a_thread(ModelServer(READY, Api(forms={"json_object"}))) as server:
        [finding] = found_at(server)
    assert "by JSON object" in finding.found


@pytest.mark.parametrize(
    ("changed", "mend"),
    [
        ({"openai_api_key": "sk-wrong"}, "Check the key"),
        ({"model": "no-such-model"}, "DEBRIEF_MODEL"),
        ({"openai_base_url": "http://127.0.0.1:9/v1"}, "See that it runs"),
        ({"openai_base_url": "nonsense"}, "Correct it"),
        ({"prices": Path("nowhere.toml")}, "Correct it"),
    ],
)
def test_what_is_wrong_comes_with_its_mend_and_without_the_key(changed: dict[str, object], mend: str) -> None:
    with in_a_thread(ModelServer(READY)) as server:
        [finding] = found_at(server, **changed)
    assert finding.verdict is Verdict.BAD
    assert mend in finding.mend
    assert "sk-" not in finding.found


@pytest.mark.parametrize(
    ("behaviour", "verdict"),
    [
        (says("Ready!"), Verdict.WARN),
        (lambda _: error(429, None, "Slow down.", {"Retry-After": "600"}), Verdict.BAD),
    ],
)
def test_one_that_answers_oddly(behaviour: Behaviour, verdict: Verdict) -> None:
    with in_a_thread(ModelServer(behaviour)) as server:
        [finding] = found_at(server)
    assert finding.verdict is verdict
    assert finding.mend


def test_the_second_is_asked_too() -> None:
    with in_a_thread(ModelServer(READY)) as server:
        first, second = found_at(
            server, second_model="fake-model", second_base_url=server.address, second_api_key="sk-wrong"
        )
    assert (first.verdict, second.name, second.verdict) == (Verdict.OK, "Second model", Verdict.BAD)
