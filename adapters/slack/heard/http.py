"""What Slack sends over HTTP: three addresses, one handler."""

import logging

from fastapi import FastAPI, Request, Response
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp
from starlette.requests import ClientDisconnect

log = logging.getLogger(__name__)

EVENTS, COMMANDS, INTERACTIONS = "/slack/events", "/slack/commands", "/slack/interactions"
LONGEST_BODY = 1024 * 1024
"""Slack's own are far shorter; nobody else's is read to its end."""


def serve(web: FastAPI, app: AsyncApp) -> None:
    """Add the addresses to the pages."""

    async def slack(request: Request) -> Response:
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        return await _handled(app, request, body)

    for path in (EVENTS, COMMANDS, INTERACTIONS):
        web.add_api_route(path, slack, methods=["POST"], include_in_schema=False)


async def _handled(app: AsyncApp, request: Request, body: bytes) -> Response:
    try:
        bolt_request = to_async_bolt_request(request, body)
    except (ValueError, AttributeError, TypeError, RecursionError):
        # Neither UTF-8 nor JSON, or JSON of another shape: bolt reads before it looks at the signature.
        return Response(status_code=400)
    try:
        return to_starlette_response(await app.async_dispatch(bolt_request))
    except Exception:  # bolt looks into what it was sent before anything of ours can
        log.exception("Something came that can't be read, signed by Slack or not.")
        return Response(status_code=500)


async def _body(request: Request) -> bytes | None:
    """All of it; None when it is too long."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_BODY:
            return None
    return bytes(body)
