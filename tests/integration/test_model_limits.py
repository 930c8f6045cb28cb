"""How a busy endpoint is treated: all its places used, none beyond them, and its waits kept."""

import asyncio
import random
from collections.abc import Callable
from datetime import timedelta

from bot.domain.model import ModelFailure, ModelOutcome, NoReply, Reply
from bot.ports import Model
from tests.fakes.asking import ASKED, asking
from tests.fakes.model_server import Answer, Asked, ModelServer, completion, says

PLACES = 64


async def test_a_place_that_is_free_is_taken_at_once() -> None:
    """Counted here, at a server that answers when it is told to; how busy it keeps them is in bench/."""
    server = ModelServer(says("{}"), gate=asyncio.Semaphore(0), limit=PLACES)
    async with asking(server, at_once=PLACES, seconds=60) as model:
        calls = asyncio.gather(*(model.ask(ASKED) for _ in range(5 * PLACES)))
        for done in range(0, 4 * PLACES, 16):
            await _have_come(server, done + PLACES)
            assert server.under_way == PLACES
            _let_through(server, 16)
        _let_through(server, PLACES)
        outcomes = await calls

    assert all(isinstance(outcome, Reply) for outcome in outcomes)
    assert len(server.arrived) == 5 * PLACES
    assert server.most_under_way == PLACES
    assert server.beyond == 0


def _let_through(server: ModelServer, answers: int) -> None:
    assert server.gate is not None
    for _ in range(answers):
        server.gate.release()


async def _have_come(server: ModelServer, calls: int) -> None:
    async with asyncio.timeout(30):
        while len(server.arrived) < calls:  # noqa: ASYNC110  the server is a stranger, that tells nobody
            await asyncio.sleep(0.01)


async def test_under_limits_nobody_asks_too_early_or_too_often() -> None:
    chance = random.Random(5)
    server = ModelServer(latency=0.02, limit=16, retry_after=0.6)
    server.behave = _sometimes_busy(server, chance)
    async with asking(server, at_once=16) as model:
        outcomes = await asyncio.gather(*(_until_served(model) for _ in range(200)))

    assert all(isinstance(outcome, Reply) for outcome in outcomes)
    assert any(arrived.status == 429 for arrived in server.arrived)
    assert server.most_under_way <= 16
    assert server.beyond == 0


def _sometimes_busy(server: ModelServer, chance: random.Random) -> Callable[[Asked], Answer]:
    def behave(asked: Asked) -> Answer:
        return server.leave_alone(0.6) if chance.random() < 0.02 else completion(asked, "{}")

    return behave


async def _until_served(model: Model) -> ModelOutcome:
    """As the rows of answers do it: whoever was turned away comes again."""
    for _ in range(50):
        outcome = await model.ask(ASKED)
        if isinstance(outcome, Reply):
            return outcome
    raise AssertionError(outcome)


async def test_a_long_wait_is_told_at_once_and_nothing_is_sent_meanwhile() -> None:
    server = ModelServer()
    server.script.append(lambda _: server.leave_alone(600))
    async with asking(server) as model:
        outcomes = [await model.ask(ASKED) for _ in range(5)]

    assert len(server.arrived) == 1
    for outcome in outcomes:
        assert isinstance(outcome, NoReply)
        assert outcome.failure is ModelFailure.RATE_LIMITED
        assert outcome.after is not None
        assert timedelta(seconds=590) < outcome.after <= timedelta(seconds=600)


async def test_a_short_wait_is_waited_out() -> None:
    server = ModelServer(says("{}"))
    server.script.append(lambda _: server.leave_alone(0.4))
    async with asking(server) as model:
        began = _now()
        outcome = await model.ask(ASKED)
        assert _now() - began >= 0.4

    assert isinstance(outcome, Reply)
    assert outcome.usage.calls == len(server.arrived) == 2
    assert server.beyond == 0


async def test_a_redirect_takes_neither_the_key_nor_the_answer_along() -> None:
    async with ModelServer(says("{}")) as elsewhere:
        there = Answer(307, b"", {"Location": f"{elsewhere.address}/chat/completions"})
        async with asking(ModelServer(lambda _: there)) as model:
            outcome = await model.ask(ASKED)

    assert isinstance(outcome, NoReply)
    assert outcome.failure is ModelFailure.UNSUPPORTED
    assert elsewhere.arrived == []


async def test_a_caller_that_is_cancelled_leaves_its_place() -> None:
    server = ModelServer(says("{}"), latency=30)
    async with asking(server, at_once=1) as model:
        given_up = asyncio.create_task(model.ask(ASKED))
        await _have_come(server, 1)
        given_up.cancel()
        await asyncio.gather(given_up, return_exceptions=True)
        server.latency = 0
        assert isinstance(await model.ask(ASKED), Reply)


def _now() -> float:
    return asyncio.get_running_loop().time()
