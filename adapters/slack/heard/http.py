"""What Slack sends over HTTP: three addresses, one handler."""

import logging

from fastapi import FastAPI, Request, Response
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp
from starlette.requests import ClientDisconnect

from adapters.slack.heard.deliveries import Deliveries
from adapters.slack.heard.refusals import Refusals

log = logging.getLogger(__name__)

EVENTS, COMMANDS, INTERACTIONS = "/slack/events", "/slack/commands", "/slack/interactions"
OK, NOT_SIGNED = 200, 401
AGAIN = "X-Slack-Retry-Num"
"""Slack failed to deliver it before."""
LONGEST_BODY = 1024 * 1024
"""Slack's own are far shorter; nobody else's is read to its end."""


def serve(web: FastAPI, app: AsyncApp, deliveries: Deliveries, refusals: Refusals) -> None:
    """Add the addresses to the pages."""

    async def slack(request: Request) -> Response:
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        answer = await _handled(app, deliveries, refusals, request, body)
        if answer.status_code == NOT_SIGNED:
            refusals.refused(request.url.path, request.headers, body)
        return answer

    for path in (EVENTS, COMMANDS, INTERACTIONS):
        web.add_api_route(path, slack, methods=["POST"], include_in_schema=False)


async def _handled(
    app: AsyncApp, deliveries: Deliveries, refusals: Refusals, request: Request, body: bytes
) -> Response:
    try:
        bolt_request = to_async_bolt_request(request, body)
    except (ValueError, AttributeError, TypeError, RecursionError):
        # Neither UTF-8 nor JSON, or JSON of another shape: bolt reads before it looks at the signature.
        return Response(status_code=400)
    try:
        answer = await app.async_dispatch(bolt_request)
        if answer.status == OK and bolt_request.context.authorize_result is not None:
            refusals.took()
            deliveries.came(bolt_request.body, again=AGAIN in request.headers)
        return to_starlette_response(answer)
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
