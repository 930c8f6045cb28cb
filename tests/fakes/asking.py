"""A real adapter at a fake endpoint, for as long as a test needs it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.llm import Endpoint, Price, build_model
from adapters.llm.client import OpenAiModel
from bot.domain.model import Question
from tests.fakes.model_server import ModelServer

KEY = "sk-fake"
PRICE = Price(1, 0.1, 10)
SCHEMA = {
    "type": "object",
    "properties": {"level": {"type": "integer"}},
    "required": ["level"],
    "additionalProperties": False,
}
ASKED = Question("grade", "The rubric.", "I would stop the automatic refusals at once.", SCHEMA)


def model_at(server: ModelServer, *, at_once: int = 4, seconds: float = 5.0) -> OpenAiModel:
    model = build_model(Endpoint("fake-model", server.address, KEY, "low"), PRICE, at_once=at_once)
    model.seconds = seconds
    return model


@asynccontextmanager
async def asking(
    server: ModelServer, *, at_once: int = 4, seconds: float = 5.0
) -> AsyncIterator[OpenAiModel]:
    """The server and a model at it, both up."""
    async with server:
        model = model_at(server, at_once=at_once, seconds=seconds)
        try:
            yield model
        finally:
            await model.aclose()
