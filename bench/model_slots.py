"""How busy the places at a model's endpoint are kept, beside bare calls of the same library."""

import asyncio
import json
from collections.abc import Awaitable, Callable

import openai

from adapters.llm import Endpoint, Price, build_model
from adapters.llm.capabilities import Shape
from adapters.llm.request import request
from bot.domain.model import Question
from bot.grading.by_model.schema import reply_schema
from bot.library.library import load, shipped
from tests.fakes.honest_reply import honest
from tests.fakes.model_server import ModelServer, says

PLACES = 64
SECONDS = 2.0
ROUNDS = 8
LEAST = 0.95
OVER = "over the limit"
PROMPT = "The rubric, as long as it is for a scenario. " * 300


async def measure_model_slots() -> dict[str, object]:
    """Shares of 64 places at a two-second endpoint."""
    asked, words = _question()
    ours = await _busy(words, lambda server: _adapter(server, asked))
    bare = await _busy(words, lambda server: _bare(server, asked))
    figures: dict[str, object] = {
        "places": PLACES,
        "calls": PLACES * ROUNDS,
        "share busy, adapter": round(ours, 4),
        "share busy, bare SDK": round(bare, 4),
    }
    return {**figures, OVER: "" if ours >= LEAST else f"places busy: {ours:.3f}, and {LEAST} is the limit"}


def _question() -> tuple[Question, str]:
    scenario = next(iter(load([shipped()]).scenarios.values()))
    answer = scenario.answers.strong.text
    return (
        Question("grade", PROMPT, answer, reply_schema(scenario)),
        json.dumps(honest(scenario, answer, 3)),
    )


async def _busy(words: str, caller: Callable[[ModelServer], Callable[[], Awaitable[None]]]) -> float:
    """While there's always something to ask: the first round connects, and isn't counted."""
    async with ModelServer(says(words), latency=SECONDS, limit=PLACES) as server:
        call = caller(server)
        calls = asyncio.gather(*(call() for _ in range(PLACES * ROUNDS)))
        await asyncio.sleep(SECONDS)
        began, before = asyncio.get_running_loop().time(), server.busy()
        await asyncio.sleep(SECONDS * (ROUNDS - 2))
        share = (server.busy() - before) / (PLACES * (asyncio.get_running_loop().time() - began))
        await calls
        if [arrived.status for arrived in server.arrived] != [200] * PLACES * ROUNDS:
            raise RuntimeError("It isn't true that every call was made once, and within the limit.")
        return share


def _adapter(server: ModelServer, asked: Question) -> Callable[[], Awaitable[None]]:
    model = build_model(
        Endpoint("fake-model", server.address, "sk-fake", "low"), Price(0, 0, 0), at_once=PLACES
    )

    async def call() -> None:
        await model.ask(asked)

    return call


def _bare(server: ModelServer, asked: Question) -> Callable[[], Awaitable[None]]:
    client = openai.AsyncOpenAI(api_key="sk-fake", base_url=server.address, max_retries=0)
    places = asyncio.Semaphore(PLACES)
    call_with = request(asked, Endpoint("fake-model", server.address, "sk-fake", "low"), Shape())

    async def call() -> None:
        async with places:
            await client.chat.completions.create(**call_with)

    return call
