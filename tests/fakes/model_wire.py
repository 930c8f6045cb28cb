"""HTTP by hand, so that a reply can be cut, dripped or dropped wherever that hurts."""

import asyncio
import json
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.fakes.model_api import Asked

NUMBERS = count(1)
CHARACTERS_A_TOKEN = 4


class Way(Enum):
    """How an answer's bytes go out."""

    WHOLE = auto()
    DROPPED_BEFORE = auto()
    DROPPED_WITHIN = auto()
    DRIPPED = auto()
    NEVER = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    way: Way = Way.WHOLE
    between: float = 0.2
    """Seconds between the bytes of a dripped one."""


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    headers: dict[str, str]
    body: bytes


def json_answer(status: int, body: object, headers: dict[str, str] | None = None) -> Answer:
    return Answer(status, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})})


def error(
    status: int,
    code: str | None,
    message: str,
    headers: dict[str, str] | None = None,
    *,
    param: str | None = None,
) -> Answer:
    """As the documented API words it."""
    found = {"message": message, "type": "invalid_request_error", "param": param, "code": code}
    return json_answer(status, {"error": found}, headers)


def completion(asked: "Asked", text: str | None, **changed: object) -> Answer:
    """An ordinary reply, of which parts are changed: `message` is merged, others are replaced."""
    return json_answer(200, completion_body(asked, text, **changed))


def completion_body(asked: "Asked", text: str | None, **changed: object) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": text, "refusal": None}
    message.update(_dict(changed.pop("message", {})))
    finish = changed.pop("finish_reason", "stop")
    prompt, done = (
        len(asked.stable + asked.varying) // CHARACTERS_A_TOKEN,
        len(text or "") // CHARACTERS_A_TOKEN,
    )
    usage = {
        "prompt_tokens": prompt,
        "completion_tokens": done,
        "total_tokens": prompt + done,
        "prompt_tokens_details": {"cached_tokens": 0},
        "completion_tokens_details": {"reasoning_tokens": 0},
    }
    body: dict[str, Any] = {
        "id": f"chatcmpl-{next(NUMBERS)}",
        "object": "chat.completion",
        "created": 1_772_000_000,
        "model": asked.model,
        "choices": [{"index": 0, "message": message, "finish_reason": finish, "logprobs": None}],
        "usage": usage,
        "system_fingerprint": "fp_fake",
    }
    return {**body, **changed}


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """None when the caller went away."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(first.split(" ")[1], headers, body)


async def send(writer: asyncio.StreamWriter, answer: Answer) -> bool:
    """Whether the connection may be used again."""
    head = {**answer.headers, "Content-Length": str(len(answer.body))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    start = f"HTTP/1.1 {answer.status} Fake\r\n{lines}\r\n".encode()
    match answer.way:
        case Way.WHOLE:
            writer.write(start + answer.body)
            await writer.drain()
            return True
        case Way.DROPPED_WITHIN:
            writer.write(start + answer.body[: len(answer.body) // 2])
            await writer.drain()
        case Way.DRIPPED:
            writer.write(start)
            for byte in answer.body:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(answer.between)
        case Way.NEVER:
            await asyncio.Event().wait()
        case Way.DROPPED_BEFORE:
            pass
    return False


def _dict(given: object) -> dict[str, Any]:
    return given if isinstance(given, dict) else {}
