"""The one way in which a model is called."""

import asyncio
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any

import openai

from adapters.llm.capabilities import Capabilities, Shape, lesser, read_refusal
from adapters.llm.endpoint import Endpoint
from adapters.llm.gate import PATIENCE, Gate, Shut
from adapters.llm.outcome import read_body
from adapters.llm.prices import Price
from adapters.llm.refusals import SHAPELY, asked_to_wait, failed, is_limit, lost_connection
from adapters.llm.request import request
from adapters.llm.transport import http_client
from bot.domain.model import ModelFailure, ModelOutcome, NoReply, Question, Usage

SECONDS = 40.0
"""For one question: all that's sent for it, waits not counted."""


@dataclass(slots=True)
class Attempt:
    """One question's way: what it took, and what may still be tried."""

    question: Question
    seconds: float
    usage: Usage = field(default_factory=Usage)
    again: bool = True
    """Whether one more call may follow a lost connection or a short wait."""


@dataclass(slots=True)
class OpenAiModel:
    """A model behind an OpenAI-compatible endpoint: the port `Model`. Belongs to one event loop."""

    endpoint: Endpoint
    price: Price
    gate: Gate
    seconds: float = SECONDS
    capabilities: Capabilities = field(default_factory=Capabilities)
    _finding_out: asyncio.Lock = field(default_factory=asyncio.Lock)
    _client: openai.AsyncOpenAI = field(init=False, repr=False)

    def __post_init__(self) -> None:
        here, at_once = self.endpoint, self.gate.at_once
        self._client = openai.AsyncOpenAI(
            api_key=here.key,
            base_url=here.address,
            max_retries=0,  # who asks again, and when, is decided here and in the ladder alone
            http_client=http_client(local=here.is_local, at_once=at_once, seconds=self.seconds),
        )

    @property
    def name(self) -> str:
        return self.endpoint.model

    async def ask(self, question: Question) -> ModelOutcome:
        attempt = Attempt(question, self.seconds)
        try:
            outcome = await self._asked(attempt)
        except Shut as shut:
            outcome = NoReply(ModelFailure.RATE_LIMITED, shut.why, after=shut.after)
        except TimeoutError:
            outcome = NoReply(ModelFailure.TIMED_OUT, f"no reply in {self.seconds:g} s", Usage(1))
        return replace(outcome, usage=attempt.usage + outcome.usage)

    async def aclose(self) -> None:
        await self._client.close()

    async def _asked(self, attempt: Attempt) -> ModelOutcome:
        while True:
            shape = self.capabilities.shape
            outcome = await self._sent(attempt, shape)
            if not isinstance(outcome, openai.APIStatusError):
                self.capabilities.proven |= _taken(outcome)
                return outcome
            async with self._finding_out:
                if self.capabilities.shape == shape:
                    return await self._found_out(attempt, shape, outcome)
            attempt.usage += Usage(1)  # somebody else found out meanwhile what it takes

    async def _found_out(
        self, attempt: Attempt, shape: Shape, refusal: openai.APIStatusError
    ) -> ModelOutcome:
        """Ask less and less. What was learnt is kept only when a call was taken in the end."""
        while True:
            said = read_refusal(refusal.status_code, refusal.body)
            less = lesser(shape, said, proven=self.capabilities.proven)
            if less is None:
                return failed(refusal)
            attempt.usage += Usage(1)
            shape = less
            outcome = await self._sent(attempt, shape)
            if not isinstance(outcome, openai.APIStatusError):
                if _taken(outcome):
                    self.capabilities.took(shape)
                return outcome
            refusal = outcome

    async def _sent(self, attempt: Attempt, shape: Shape) -> ModelOutcome | openai.APIStatusError:
        """One call, and one more when the line was lost or the endpoint asked for a moment."""
        while True:
            try:
                return await self._once(attempt, shape)
            except openai.APIStatusError as error:
                if error.status_code in SHAPELY:
                    return error
                outcome = failed(error)
                once_more = outcome.failure.is_passing and self._short_wait(error)
            except openai.OpenAIError as error:
                outcome, once_more = failed(error), lost_connection(error)
            if not (once_more and attempt.again):
                return outcome
            attempt.again = False
            attempt.usage += outcome.usage

    def _short_wait(self, error: openai.APIStatusError) -> bool:
        busy = is_limit(error) or asked_to_wait(error) is not None
        return busy and self.gate.shut_for() <= PATIENCE

    async def _once(self, attempt: Attempt, shape: Shape) -> ModelOutcome:
        question = attempt.question
        asked = request(question, self.endpoint, shape)
        async with self.gate.place():
            began = asyncio.get_running_loop().time()
            try:
                async with asyncio.timeout(attempt.seconds):
                    body = await self._body(asked)
            except openai.APIStatusError as error:
                self._heed(error)
                raise
            finally:
                took = asyncio.get_running_loop().time() - began
                attempt.seconds = max(attempt.seconds - took, 0.0)
            self.gate.served()
        return read_body(body, question.stable + question.varying, self.price, took)

    def _heed(self, error: openai.APIStatusError) -> None:
        wait = asked_to_wait(error)
        if wait is not None or is_limit(error):
            self.gate.shut(wait)
        elif error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
            self.gate.served()

    async def _body(self, asked: dict[str, Any]) -> bytes:
        """As it came: the SDK's own reading takes whatever types a server sends for true."""
        raw = await self._client.chat.completions.with_raw_response.create(**asked)
        body: bytes = raw.http_response.content
        return body


def _taken(outcome: ModelOutcome) -> bool:
    return not isinstance(outcome, NoReply) or not outcome.failure.is_passing
