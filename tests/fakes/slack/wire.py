"""How a call's arguments and its token arrive."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

TAKE_JSON = {
    "apps.connections.open",
    "auth.test",
    "chat.delete",
    "chat.postEphemeral",
    "chat.postMessage",
    "chat.update",
    "conversations.join",
    "conversations.open",
    "files.completeUploadExternal",
    "files.delete",
    "reactions.add",
    "reactions.remove",
    "views.open",
    "views.publish",
    "views.push",
    "views.update",
}
"""What writes. All others, which read or exchange, leave a JSON body unread, as if nothing was given."""


async def arguments(request: web.Request, method: str) -> dict[str, Any]:
    """Slack takes arguments from the query and a form alike, and from a JSON body for some methods."""
    merged: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        said = json.loads(await request.read() or b"{}")
        if isinstance(said, dict) and method in TAKE_JSON:
            # With a JSON body the token comes as a header, or it isn't seen.
            merged |= {name: value for name, value in said.items() if name != "token"}
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
