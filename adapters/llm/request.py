"""A question as one chat completion."""

import json
from hashlib import sha256
from typing import Any

from adapters.llm.capabilities import Rung, Shape
from adapters.llm.endpoint import Endpoint
from adapters.llm.storable import storable
from bot.domain.model import Question

SEED = 7
BY_WORDS = (
    "Reply with one JSON object and nothing else: no prose, no code fence. It has to fit this JSON schema:\n"
)


def request(question: Question, endpoint: Endpoint, shape: Shape) -> dict[str, Any]:
    """The call's parameters. What is stable stands first, so that the endpoint can cache it."""
    optional: dict[str, Any] = {
        "temperature": 0,
        "seed": SEED,
        "reasoning_effort": endpoint.effort,
        "prompt_cache_key": f"debrief-{sha256(question.stable.encode(errors='replace')).hexdigest()[:32]}",
    }
    asked: dict[str, Any] = {
        "model": endpoint.model,
        "messages": [
            {"role": "system", "content": _stable(question, shape.rung)},
            {"role": "user", "content": storable(question.varying)},
        ],
        shape.cap: question.most_tokens,
        **{name: value for name, value in optional.items() if value != "" and name not in shape.dropped},
    }
    form = _form(question, shape.rung)
    return asked if form is None else {**asked, "response_format": form}


def _stable(question: Question, rung: Rung) -> str:
    stable = storable(question.stable)
    match rung:
        case Rung.STRICT | Rung.SCHEMA:
            return stable
        case Rung.OBJECT | Rung.PLAIN:
            return f"{stable}\n\n{BY_WORDS}{json.dumps(question.schema, ensure_ascii=False)}"


def _form(question: Question, rung: Rung) -> dict[str, Any] | None:
    match rung:
        case Rung.STRICT:
            schema = {"name": question.name, "strict": True, "schema": question.schema}
            return {"type": "json_schema", "json_schema": schema}
        case Rung.SCHEMA:
            return {"type": "json_schema", "json_schema": {"name": question.name, "schema": question.schema}}
        case Rung.OBJECT:
            return {"type": "json_object"}
        case Rung.PLAIN:
            return None
