"""The ways in which endpoints and models go wrong, each with what has to come of it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.domain.model import ModelFailure
from tests.fakes.model_api import Asked
from tests.fakes.model_garble import GARBLED
from tests.fakes.model_server import Behaviour
from tests.fakes.model_wire import Answer, Way, completion, completion_body, error, json_answer

HTML = {"Content-Type": "text/html"}
PAGE = b"<!doctype html><title>Maintenance</title><h1>We are back soon</h1>"
Reply = dict[str, Any]
"""An honest one, which the misbehaviour spoils."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of misbehaviour."""

    name: str
    behaviour: Callable[[Reply], Behaviour]
    failure: ModelFailure | None
    """Of the adapter's outcome; None when words come, and a reader has to judge them."""
    readable: bool = False
    """Whether the words, if any come, may be read all the same."""

    @property
    def patience(self) -> float:
        """In seconds. Only what never comes is worth a short wait; a slow machine may take its time."""
        return 0.5 if self.failure is ModelFailure.TIMED_OUT else 20.0


def answered(change: Callable[[Asked, str], Answer]) -> Callable[[Reply], Behaviour]:
    """A behaviour from a request and the honest text."""
    return lambda reply: lambda asked: change(asked, json.dumps(reply))


def always(answer: Answer) -> Callable[[Reply], Behaviour]:
    return lambda _reply: lambda _asked: answer


def with_body(change: Callable[[dict[str, Any]], object]) -> Callable[[Reply], Behaviour]:
    """The honest completion, changed as a body."""

    def behaviour(asked: Asked, text: str) -> Answer:
        body = completion_body(asked, text)
        changed = change(body)
        return json_answer(200, body if changed is None else changed)

    return answered(behaviour)


def said(change: Callable[[Reply], str]) -> Callable[[Reply], Behaviour]:
    """Other words in an ordinary completion."""
    return lambda reply: lambda asked: completion(asked, change(reply))


def sent(way: Way) -> Callable[[Reply], Behaviour]:
    return answered(lambda asked, text: Answer(200, completion(asked, text).body, way=way))


def _cut(text: str) -> str:
    return text[: len(text) // 2]


def _refused(status: int, after: str) -> Callable[[Reply], Behaviour]:
    return always(error(status, None, "Slow down.", {"Retry-After": after}))


def _other_host(_asked: Asked) -> Answer:
    return Answer(307, b"", {"Location": "http://localhost:9/v1/chat/completions"})


KINDS: tuple[Kind, ...] = (
    Kind(
        "refusal",
        answered(lambda asked, _: completion(asked, None, message={"refusal": "I can't help with that."})),
        ModelFailure.REFUSED,
    ),
    Kind(
        "cut, and nothing came",
        answered(lambda asked, _: completion(asked, None, finish_reason="length")),
        ModelFailure.TRUNCATED,
    ),
    Kind(
        "cut in the middle",
        answered(lambda asked, text: completion(asked, _cut(text), finish_reason="length")),
        ModelFailure.TRUNCATED,
    ),
    Kind(
        "filtered while it spoke",
        answered(lambda asked, text: completion(asked, _cut(text), finish_reason="content_filter")),
        ModelFailure.FILTERED,
    ),
    Kind("filtered at once", always(error(400, "content_filter", "Filtered.")), ModelFailure.FILTERED),
    Kind("a page with 200", always(Answer(200, PAGE, HTML)), ModelFailure.UNAVAILABLE),
    Kind("a page with 502", always(Answer(502, PAGE, HTML)), ModelFailure.UNAVAILABLE),
    Kind("no choices", with_body(lambda body: body.pop("choices") and None), ModelFailure.UNAVAILABLE),
    Kind("empty choices", with_body(lambda body: {**body, "choices": []}), ModelFailure.UNAVAILABLE),
    Kind("choices of text", with_body(lambda body: {**body, "choices": "x"}), ModelFailure.UNAVAILABLE),
    Kind("a list as body", with_body(lambda body: [body]), ModelFailure.UNAVAILABLE),
    Kind("empty text", answered(lambda asked, _: completion(asked, "")), ModelFailure.EMPTY),
    Kind("null text", answered(lambda asked, _: completion(asked, None)), ModelFailure.EMPTY),
    Kind("blank text", answered(lambda asked, _: completion(asked, " \n\t ")), ModelFailure.EMPTY),
    Kind("wait a second", _refused(429, "0.1"), ModelFailure.RATE_LIMITED),
    Kind("wait ten minutes", _refused(429, "600"), ModelFailure.RATE_LIMITED),
    Kind("wait until a date", _refused(429, "Wed, 21 Oct 2099 07:28:00 GMT"), ModelFailure.RATE_LIMITED),
    Kind("wait for nonsense", _refused(429, "soon"), ModelFailure.RATE_LIMITED),
    Kind("500", always(error(500, None, "The server had an error.")), ModelFailure.UNAVAILABLE),
    Kind("503", always(error(503, None, "Overloaded.")), ModelFailure.UNAVAILABLE),
    Kind("403", always(error(403, None, "Not in your country.")), ModelFailure.UNAUTHORISED),
    Kind(
        "no credit",
        always(error(429, "insufficient_quota", "You exceeded your quota.")),
        ModelFailure.UNAUTHORISED,
    ),
    Kind("silence", sent(Way.NEVER), ModelFailure.TIMED_OUT),
    Kind("a slow drip", sent(Way.DRIPPED), ModelFailure.TIMED_OUT),
    Kind("dropped before a word", sent(Way.DROPPED_BEFORE), ModelFailure.UNAVAILABLE),
    Kind("dropped in the middle", sent(Way.DROPPED_WITHIN), ModelFailure.UNAVAILABLE),
    Kind("sent on to another host", lambda _reply: _other_host, ModelFailure.UNSUPPORTED),
    Kind(
        "10 MB",
        answered(lambda asked, text: completion(asked, text + " " * 10_000_000)),
        ModelFailure.INVALID,
    ),
    Kind(
        "compressed",
        answered(lambda asked, text: Answer(200, completion(asked, text).body, {"Content-Encoding": "gzip"})),
        ModelFailure.UNSUPPORTED,
    ),
    Kind(
        "body not UTF-8",
        answered(lambda asked, text: Answer(200, completion(asked, text).body + b"\xff\xfe")),
        ModelFailure.UNAVAILABLE,
    ),
    Kind(
        "body nested without end",
        always(Answer(200, b'{"choices":' + b"[" * 200_000)),
        ModelFailure.UNAVAILABLE,
    ),
    Kind(
        "called plain text",
        answered(
            lambda asked, text: Answer(200, completion(asked, text).body, {"Content-Type": "text/plain"})
        ),
        None,
        readable=True,
    ),
    Kind(
        "an unknown ending, and no usage",
        answered(lambda asked, text: completion(asked, text, finish_reason="eos", usage=None)),
        None,
        readable=True,
    ),
    Kind("no usage at all", with_body(lambda body: body.pop("usage") and None), None, readable=True),
    Kind(
        "usage of other types",
        with_body(
            lambda body: {
                **body,
                "usage": {"prompt_tokens": "many", "completion_tokens": -4, "prompt_tokens_details": [7]},
            }
        ),
        None,
        readable=True,
    ),
    Kind(
        "a model of another type",
        with_body(lambda body: {**body, "model": 7, "system_fingerprint": ["x"]}),
        None,
        readable=True,
    ),
    Kind(
        "text in parts",
        answered(
            lambda asked, text: completion(asked, None, message={"content": [{"type": "text", "text": text}]})
        ),
        None,
        readable=True,
    ),
    *(Kind(name, said(change), None, readable=readable) for name, change, readable in GARBLED),
)
"""Those that misbehave at the socket and in the envelope, then those that do in their words."""
