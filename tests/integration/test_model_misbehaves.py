"""Every way in which an endpoint goes wrong, on a real socket: a typed outcome each, and never a number."""

import json
import logging

import pytest

from adapters.llm.transport import LOUD
from bot.domain.ids import ScenarioId
from bot.domain.model import NoReply, Question, Reply
from bot.domain.scenario import Scenario
from bot.grading.by_model.ladder import Unreadable
from bot.grading.by_model.reply import parse
from bot.grading.by_model.schema import reply_schema
from bot.library.library import Library
from tests.fakes.asking import KEY, model_at
from tests.fakes.honest_reply import honest
from tests.fakes.model_misbehaves import KINDS, Kind
from tests.fakes.model_server import ModelServer, says

ANSWER = (
    "I would stop the automatic refusals at once and leave the small payments on. "
    "Then I would replay a hundred of Friday's photos and compare the hail counties with the rest."
)


@pytest.fixture(scope="module")
def scenario(library: Library) -> Scenario:
    return library.scenarios[ScenarioId("the-hailstorm")]


@pytest.fixture
def question(scenario: Scenario) -> Question:
    return Question("grade", "The rubric.", ANSWER, reply_schema(scenario))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
async def test_each_kind_has_its_outcome(
    kind: Kind, question: Question, scenario: Scenario, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with ModelServer(kind.behaviour(honest(scenario, ANSWER, 3))) as server:
        model = model_at(server, seconds=kind.patience)
        outcome = await model.ask(question)
        await model.aclose()

    if kind.failure:
        assert isinstance(outcome, NoReply)
        assert outcome.failure is kind.failure
    else:
        assert isinstance(outcome, Reply)
        assert _can_be_read(outcome.text, scenario) is kind.readable
    assert len(server.arrived) <= 2
    assert not [record for record in caplog.records if record.name.split(".")[0] in LOUD]
    for told in (repr(outcome) if kind.failure else "", repr(model), caplog.text):
        assert KEY not in told
        assert "Friday's photos" not in told


def _can_be_read(text: str, scenario: Scenario) -> bool:
    try:
        parse(text, scenario)
    except Unreadable:
        return False
    return True


async def test_an_honest_reply_is_handed_on_as_it_came(question: Question, scenario: Scenario) -> None:
    text = json.dumps(honest(scenario, ANSWER, 3))
    async with ModelServer(says(text)) as server:
        model = model_at(server)
        outcome = await model.ask(question)
        await model.aclose()

    assert isinstance(outcome, Reply)
    assert outcome.text == text
    assert outcome.usage.calls == 1
    assert outcome.usage.cost_micros == outcome.usage.prompt_tokens + 10 * outcome.usage.completion_tokens
    assert [arrived.status for arrived in server.arrived] == [200]
