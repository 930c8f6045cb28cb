"""What an endpoint doesn't know is found out once, by the first refusals, and not again."""

import asyncio
from dataclasses import replace

import pytest

from adapters.llm.capabilities import OPTIONAL, Rung, Shape
from bot.domain.model import ModelFailure, NoReply, Reply
from tests.fakes.asking import ASKED, asking
from tests.fakes.model_server import Api, ModelServer, completion, error, says

WORDS = says('{"level": 3}')


def named(
    *, lacks: set[str] | None = None, forms: set[str] | None = None, says_what: bool = True
) -> ModelServer:
    api = Api(lacks=lacks or set(), forms=forms or set(), names_what=says_what)
    return ModelServer(WORDS, api)


async def test_a_server_that_knows_everything_is_asked_for_everything() -> None:
    async with asking(ModelServer(WORDS)) as model:
        assert isinstance(await model.ask(ASKED), Reply)
        assert model.capabilities.shape == Shape()


@pytest.mark.parametrize(
    ("forms", "rung"),
    [
        ({"json_schema", "json_object"}, Rung.SCHEMA),
        ({"json_object"}, Rung.OBJECT),
        (set[str](), Rung.PLAIN),
    ],
)
@pytest.mark.parametrize("says_what", [True, False])
async def test_the_surest_form_that_it_knows_is_found(
    forms: set[str], rung: Rung, *, says_what: bool
) -> None:
    server = named(forms=forms, says_what=says_what)
    async with asking(server) as model:
        assert isinstance(await model.ask(ASKED), Reply)
        assert model.capabilities.shape == Shape(rung)
        found_out = len(server.arrived)
        assert found_out == rung

        assert isinstance(await model.ask(ASKED), Reply)
        assert len(server.arrived) == found_out + 1


@pytest.mark.parametrize("name", [*OPTIONAL, "max_completion_tokens"])
async def test_one_parameter_that_it_refuses_is_left_out_alone(name: str) -> None:
    server = named(lacks={name}, forms={"strict"})
    async with asking(server) as model:
        assert isinstance(await model.ask(ASKED), Reply)
    assert len(server.arrived) == 2
    assert name not in server.arrived[-1].body
    assert len(server.arrived[-1].body) >= len(server.arrived[0].body) - 1


async def test_the_poorest_and_most_silent_server_is_still_asked() -> None:
    server = named(lacks={*OPTIONAL, "max_completion_tokens"}, says_what=False)
    async with asking(server) as model:
        outcome = await model.ask(ASKED)
    assert isinstance(outcome, Reply)
    assert outcome.usage.calls == len(server.arrived) == 5
    assert server.arrived[-1].body.keys() == {"model", "messages", "max_tokens"}


async def test_a_crowd_finds_it_out_once() -> None:
    server = named(lacks={"temperature", "seed"}, forms={"json_object"})
    async with asking(server, at_once=16) as model:
        outcomes = await asyncio.gather(*(model.ask(ASKED) for _ in range(16)))
    assert all(isinstance(outcome, Reply) for outcome in outcomes)
    refused = [arrived for arrived in server.arrived if arrived.status != 200]
    assert len(refused) <= 16 + 4


async def test_one_answer_that_it_will_not_take_spoils_nothing_for_the_others() -> None:
    odd = replace(ASKED, varying="odd")
    server = ModelServer(
        lambda asked: error(400, None, "No.") if asked.varying == "odd" else completion(asked, "{}")
    )
    async with asking(server) as model:
        first = await model.ask(odd)
        assert isinstance(first, NoReply)
        assert first.failure is ModelFailure.UNSUPPORTED
        assert model.capabilities.shape == Shape()

        assert isinstance(await model.ask(ASKED), Reply)
        before = len(server.arrived)
        await model.ask(odd)
        assert len(server.arrived) == before + 1


@pytest.mark.parametrize(("models", "key"), [({"another"}, "sk-fake"), ({"fake-model"}, "sk-other")])
async def test_a_wrong_name_or_key_is_not_searched_for(models: set[str], key: str) -> None:
    server = ModelServer(WORDS, Api(key=key, models=models))
    async with asking(server) as model:
        outcome = await model.ask(ASKED)
    assert isinstance(outcome, NoReply)
    assert outcome.failure in {ModelFailure.UNSUPPORTED, ModelFailure.UNAUTHORISED}
    assert len(server.arrived) == 1
