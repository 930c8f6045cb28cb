import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from adapters.llm.outcome import read_body, read_usage
from adapters.llm.prices import FREE, Price
from bot.domain.model import ModelFailure, NoReply, Reply, Usage

PRICE = Price(prompt=1, cached=0.1, completion=10)


def body(message: object = None, **choice: object) -> bytes:
    given = {"message": {"content": "{}"} if message is None else message, "finish_reason": "stop", **choice}
    return json.dumps({"model": "m-1", "choices": [given], "system_fingerprint": "fp"}).encode()


def read(given: bytes) -> Reply | NoReply:
    return read_body(given, "asked", FREE, 1.5)


def test_words_come_with_who_said_them() -> None:
    assert read(body()) == Reply("{}", "m-1", Usage(1), 1.5, "fp")


@pytest.mark.parametrize(
    ("message", "finish", "failure"),
    [
        ({"content": None, "refusal": "No."}, "length", ModelFailure.TRUNCATED),
        ({"content": None, "refusal": "No."}, "content_filter", ModelFailure.FILTERED),
        ({"content": "words", "refusal": "No."}, "stop", ModelFailure.REFUSED),
        ({"content": "", "refusal": ""}, "stop", ModelFailure.EMPTY),
    ],
)
def test_the_order_of_the_checks(message: object, finish: str, failure: ModelFailure) -> None:
    outcome = read(body(message, finish_reason=finish))
    assert isinstance(outcome, NoReply)
    assert outcome.failure is failure


def test_one_fence_is_taken_off_and_words_inside_stay() -> None:
    fenced = read(body({"content": '```json\n{"a": "```"}\n```'}))
    assert isinstance(fenced, Reply)
    assert fenced.text == '{"a": "```"}'


def test_what_no_database_keeps_is_replaced() -> None:
    reply = read(body({"content": "a\x00b\ud83dc"}))
    assert isinstance(reply, Reply)
    assert reply.text == "a\ufffdb\ufffdc"


def test_cached_tokens_cost_less_and_reasoning_is_paid_for() -> None:
    told = {
        "prompt_tokens": 1000,
        "completion_tokens": 300,
        "prompt_tokens_details": {"cached_tokens": 600},
        "completion_tokens_details": {"reasoning_tokens": 200},
    }
    assert read_usage(told, PRICE, "", "") == Usage(1, 1000, 600, 300, 200, 400 + 60 + 3000)


def test_reasoning_that_is_kept_apart_is_paid_for_too() -> None:
    told = {
        "prompt_tokens": 100,
        "completion_tokens": 50,
        "total_tokens": 350,
        "completion_tokens_details": {"reasoning_tokens": 200},
    }
    assert read_usage(told, PRICE, "", "").completion_tokens == 250


def test_a_cost_is_guessed_where_no_tokens_are_told() -> None:
    assert read_usage(None, PRICE, "a" * 300, "b" * 30) == Usage(1, cost_micros=100 + 100)


JSON: Any = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    max_leaves=8,
)


@given(JSON, JSON, JSON)
def test_no_body_raises(message: object, finish: object, usage: object) -> None:
    envelope = {"choices": [{"message": message, "finish_reason": finish}], "usage": usage, "model": usage}
    outcome = read(json.dumps(envelope).encode())
    assert outcome.usage.calls == 1
    assert outcome.usage.cost_micros >= 0


@given(some.binary())
def test_no_bytes_raise(given: bytes) -> None:
    assert isinstance(read(given), NoReply)


def test_no_depth_raises() -> None:
    parts = '"x"'
    for _ in range(450):
        parts = f'[{{"text": {parts}}}]'
    assert isinstance(read(f'{{"choices": [{{"message": {{"content": {parts}}}}}]}}'.encode()), NoReply)
