"""How a call's arguments and its token arrive."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web


async def arguments(request: web.Request) -> dict[str, Any]:
    """Slack takes arguments from the query, a form and a JSON body alike."""
    merged: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        said = json.loads(await request.read() or b"{}")
        merged |= said if isinstance(said, dict) else {}
    elif request.can_read_body:
        merged |= dict(await request.post())
    return merged


def token_of(request: web.Request, args: Mapping[str, Any]) -> str:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return given if scheme.lower() == "bearer" else str(args.get("token", ""))


def with_basic(request: web.Request, args: Mapping[str, Any]) -> Mapping[str, Any]:
    """A client's id and secret may come as a user's name and password."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return args
    login, _, password = base64.b64decode(given).decode().partition(":")
    return {"client_id": login, "client_secret": password, **args}
