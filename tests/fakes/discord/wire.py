"""How a call's body arrives."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from tests.fakes.discord.refusal import Refused


@dataclass(frozen=True, slots=True)
class File:
    name: str
    data: bytes
    kind: str


@dataclass(slots=True)
class Sent:
    body: Any = None
    files: dict[int, File] = field(default_factory=dict)
    """By the number in `files[n]`."""


async def read(request: web.Request) -> Sent:
    """JSON, or a form with `payload_json` and files. Anything else is refused where there is a body."""
    if request.content_type.startswith("multipart/"):
        return await _parts(request)
    raw = await request.read()
    if not raw:
        return Sent({})
    if request.content_type != "application/json":
        said = 'Expected "Content-Type" header to be one of {"application/json"}.'
        raise Refused(50035, errors={"_errors": [{"code": "CONTENT_TYPE_INVALID", "message": said}]})
    return Sent(_json(raw))


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise Refused(50109) from None


async def _parts(request: web.Request) -> Sent:
    sent = Sent({})
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        assert isinstance(part, BodyPartReader)
        name, raw = str(part.name), bytes(await part.read())
        if name == "payload_json":
            sent.body = _json(raw)
        elif name.startswith("files[") and name[6:-1].isdigit():
            kind = part.headers.get("Content-Type", "application/octet-stream")
            sent.files[int(name[6:-1])] = File(part.filename or "unknown", raw, kind)
    return sent
