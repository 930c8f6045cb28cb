"""A completion's body as words, or as the kind of failure. The order of the checks is the point."""

import json
import re
from typing import Any

from adapters.llm.prices import Price
from adapters.llm.storable import storable
from bot.domain.model import ModelFailure, ModelOutcome, NoReply, Reply, Usage

MOST_CHARACTERS = 200_000
NAME_LENGTH = 120
FENCE = re.compile(r"\A\s*```[A-Za-z]*[ \t]*\r?\n(?P<inside>.*?)\r?\n?```\s*\Z", re.DOTALL)


def read_body(body: bytes, asked: str, price: Price, seconds: float) -> ModelOutcome:
    """Length before filter before refusal before emptiness: a cut reply may look like any of them."""
    try:
        found = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as unreadable:
        return NoReply(ModelFailure.UNAVAILABLE, f"200, but no JSON ({type(unreadable).__name__})", Usage(1))
    choice = _first(found)
    if choice is None:
        return NoReply(ModelFailure.UNAVAILABLE, "200, but without choices", Usage(1))
    message = _dict(choice.get("message"))
    content = _text(message.get("content"))
    usage = read_usage(found.get("usage"), price, asked, content)
    if failure := _failure(choice.get("finish_reason"), message, content):
        return NoReply(*failure, usage)
    return Reply(
        _bare(content),
        model=_name(found.get("model")),
        usage=usage,
        seconds=seconds,
        fingerprint=_name(found.get("system_fingerprint")),
    )


def read_usage(given: object, price: Price, asked: str, content: str) -> Usage:
    """Tokens as the endpoint tells them; where it doesn't, the cost is guessed from the lengths."""
    found = _dict(given)
    prompt, completion = _count(found.get("prompt_tokens")), _count(found.get("completion_tokens"))
    cached = min(_count(_dict(found.get("prompt_tokens_details")).get("cached_tokens")), prompt)
    reasoning = _count(_dict(found.get("completion_tokens_details")).get("reasoning_tokens"))
    # Some endpoints leave what was reasoned out of the completion; it's in the total, and on the bill.
    completion = max(completion, min(_count(found.get("total_tokens")) - prompt, completion + reasoning))
    told = prompt > 0 or completion > 0
    cost = price.micros(prompt, cached, completion) if told else price.guessed(asked, content)
    return Usage(1, prompt, cached, completion, min(reasoning, completion), cost)


def _failure(finish: object, message: dict[str, Any], content: str) -> tuple[ModelFailure, str] | None:
    if finish == "length":
        return ModelFailure.TRUNCATED, "the reply ran out of room"
    if finish == "content_filter":
        return ModelFailure.FILTERED, "its content filter stopped the reply"
    if _text(message.get("refusal")).strip():
        return ModelFailure.REFUSED, "the model refused"
    if not content.strip():
        return ModelFailure.EMPTY, "no content"
    if len(content) > MOST_CHARACTERS:
        return ModelFailure.INVALID, f"a reply of {len(content)} characters"
    return None


def _first(found: object) -> dict[str, Any] | None:
    choices = _dict(found).get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        return None
    return choices[0] if isinstance(choices[0].get("message"), dict) else None


def _bare(content: str) -> str:
    """Without the one code fence that some models put around everything."""
    fenced = FENCE.match(content)
    return storable(fenced["inside"] if fenced else content)


def _text(given: object) -> str:
    """Some servers send a message's content in parts; parts have none of their own."""
    parts = [_dict(part).get("text") for part in given] if isinstance(given, list) else [given]
    return "".join(part for part in parts if isinstance(part, str))


def _name(given: object) -> str:
    return storable(given)[:NAME_LENGTH] if isinstance(given, str) else ""


def _count(given: object) -> int:
    whole = isinstance(given, int) and not isinstance(given, bool)
    return max(int(given), 0) if whole and isinstance(given, int) and given < 10**9 else 0


def _dict(given: object) -> dict[str, Any]:
    return given if isinstance(given, dict) else {}
