"""A measurement made with a model can be made again from its recording, to the byte and with no model."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.model import ModelFailure, ModelOutcome, NoReply, Question, Reply, Usage
from bot.domain.scenario import Scenario
from bot.errors import UserMustAct
from bot.evaluation.measure import Given, Trial
from bot.evaluation.recording import Recorder, key_of, replayed
from bot.evaluation.results import GoldenResults, Measured, read_results, write_results
from bot.grading.by_model.grader import ModelGrader
from bot.grading.by_model.ladder import Ladder
from bot.library.library import Library
from bot.ports import Model
from bot.testing import FakeClock
from tests.fakes.honest_reply import honest
from tests.unit.evaluation.rows import answers

USAGE = Usage(calls=1, prompt_tokens=5000, cached_tokens=3500, completion_tokens=700, cost_micros=900)


@dataclass(slots=True)
class Moody:
    """Muddles its first word, has no time for the second, and is never of one mind."""

    scenario: Scenario
    answer: str
    name: str = "moody-1"
    asked: list[Question] = field(default_factory=list)

    async def ask(self, question: Question) -> ModelOutcome:
        self.asked.append(question)
        if len(self.asked) == 1:
            return Reply("{", self.name, USAGE, 0.5)
        level = len(self.asked) % 5
        said = honest(self.scenario, self.answer, level)
        return Reply(json.dumps(said), self.name, USAGE, 1.5, "print-1")


@pytest.fixture
def scenario(library: Library) -> Scenario:
    return next(iter(library.scenarios.values()))


def measured(model: Model, given: list[Given], times: int) -> list[Measured]:
    trial = Trial(ModelGrader(Ladder(model, None, FakeClock())))

    async def again() -> list[Measured]:
        return [one for _ in range(times) for one in await trial.measure(given)]

    return asyncio.run(again())


def timeless(found: list[Measured]) -> list[Measured]:
    return [one.model_copy(update={"seconds": 0.0}) for one in found]


def test_a_replay_measures_what_was_measured(scenario: Scenario, tmp_path: Path) -> None:
    text = scenario.answers.strong.text
    given = [Given(scenario, "a", text)]
    moody = Moody(scenario, text)

    live = measured(Recorder(moody, tmp_path), given, times=3)
    again = measured(replayed(tmp_path), given, times=3)

    assert len(moody.asked) > 3
    assert len({one.score for one in live}) > 1, "a model of one mind shows nothing here"
    assert timeless(again) == timeless(live)
    assert all(one.came and one.came.grader == "moody-1" for one in again)
    assert sum(one.cost_micros for one in again) == 900 * len(moody.asked)


def test_what_was_not_recorded_is_told(scenario: Scenario, tmp_path: Path) -> None:
    text = scenario.answers.strong.text
    measured(Recorder(Moody(scenario, text), tmp_path), [Given(scenario, "a", text)], times=1)

    with pytest.raises(UserMustAct, match="Record it again"):
        measured(replayed(tmp_path), [Given(scenario, "b", scenario.answers.weak.text)], times=1)
    with pytest.raises(UserMustAct, match="fewer replies"):
        measured(replayed(tmp_path), [Given(scenario, "a", text)], times=9)
    with pytest.raises(UserMustAct, match="elsewhere isn't there"):
        replayed(tmp_path / "elsewhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserMustAct, match="empty holds no recording"):
        replayed(tmp_path / "empty")


def test_a_nonce_makes_no_other_question() -> None:
    def asked(nonce: str, text: str = "We stop it.") -> Question:
        return Question("grade", "rules", f"<answer-{nonce}>{text}</answer-{nonce}>", {"type": "object"})

    assert key_of(asked("a" * 32), "m") == key_of(asked("b" * 32), "m")
    assert key_of(asked("a" * 32), "m") != key_of(asked("a" * 32), "n")
    assert key_of(asked("a" * 32), "m") != key_of(asked("a" * 32, "We go on."), "m")


@dataclass(slots=True)
class Away:
    name: str = "away"

    async def ask(self, question: Question) -> ModelOutcome:
        return NoReply(ModelFailure.RATE_LIMITED, "busy", USAGE, timedelta(seconds=7))


async def test_a_failure_is_recorded_as_one(tmp_path: Path) -> None:
    asked = Question("grade", "rules", "words", {})
    live = await Recorder(Away(), tmp_path).ask(asked)

    assert await replayed(tmp_path).ask(asked) == live


def test_a_grader_that_is_away_gives_no_number(scenario: Scenario) -> None:
    (found,) = measured(Away(), [Given(scenario, "a", scenario.answers.strong.text)], times=1)

    assert found.status == "unavailable"
    assert found.score is None
    assert found.levels == {}
    assert found.cost_micros > 0


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    run = answers([(1, 2), (3, 4)], [(2, 2), (3, 3)])
    write_results(run, tmp_path / "golden.json")

    found = read_results(tmp_path / "golden.json")

    assert isinstance(found, GoldenResults)
    assert found == run


@pytest.mark.parametrize("text", ["", "{}", '{"format": 1, "measures": "golden", "rows": 3}', "no json"])
def test_another_file_is_no_result(text: str, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(UserMustAct, match="holds no results"):
        read_results(path)
    with pytest.raises(UserMustAct, match="can't be read"):
        read_results(tmp_path / "none.json")
