"""Deliveries as signed requests to the app's addresses."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.fakes.slack.app import SlackApp
from tests.fakes.slack.faults import EventFault
from tests.fakes.slack.outbox import Delivery, Outcome

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def signature(secret: str, stamp: str, body: bytes) -> str:
    signed = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256)
    return f"v0={signed.hexdigest()}"


def request_of(delivery: Delivery) -> tuple[bytes, str]:
    """Body and content type."""
    if delivery.kind == "events_api":
        return json.dumps(delivery.payload).encode(), JSON
    if delivery.kind == "slash_commands":
        return urlencode(delivery.payload).encode(), FORM
    return urlencode({"payload": json.dumps(delivery.payload)}).encode(), FORM


class HttpCarrier:
    """One try of one delivery."""

    def __init__(self, app: SlackApp, ack_within: float) -> None:
        self._app = app
        self._timeout = aiohttp.ClientTimeout(total=ack_within)
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    async def carry(self, delivery: Delivery, fault: EventFault) -> Outcome:
        body, kind = request_of(delivery)
        headers = self._headers(body, fault) | {"Content-Type": kind}
        if delivery.attempt:
            headers |= {"X-Slack-Retry-Num": str(delivery.attempt), "X-Slack-Retry-Reason": delivery.reason}
        return await self._post(self._url(delivery), body, headers)

    async def challenge(self, url: str, challenge: str) -> Outcome:
        asked = {"token": self._app.verification_token, "challenge": challenge, "type": "url_verification"}
        body = json.dumps(asked).encode()
        return await self._post(url, body, self._headers(body, EventFault()) | {"Content-Type": JSON})

    def _url(self, delivery: Delivery) -> str:
        if delivery.kind == "events_api":
            return self._app.events_url
        return self._app.commands_url if delivery.kind == "slash_commands" else self._app.interactions_url

    def _headers(self, body: bytes, fault: EventFault) -> dict[str, str]:
        # The real time: that is what the unmodified client compares it with.
        stamp = str(int(time.time() - fault.signed_ago))
        secret = self._app.signing_secret + ("?" if fault.badly_signed else "")
        return {
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature(secret, stamp, body),
        }

    async def _post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
        if not url:
            return Outcome(ok=False, reason="connection_failed")
        self._session = self._session or aiohttp.ClientSession(timeout=self._timeout)
        try:
            async with self._session.post(url, data=body, headers=headers, allow_redirects=False) as answer:
                return _outcome(answer.status, await answer.read(), answer.headers)
        except TimeoutError:
            return Outcome(ok=False, reason="http_timeout")
        except aiohttp.ClientError:
            return Outcome(ok=False, reason="connection_failed")


def _outcome(status: int, body: bytes, headers: Mapping[str, str]) -> Outcome:
    if 200 <= status < 300:
        return Outcome(ok=True, status=status, body=_read(body))
    if 300 <= status < 400:
        return Outcome(ok=False, reason="too_many_redirects", status=status)
    final = headers.get("X-Slack-No-Retry") == "1"
    return Outcome(ok=False, reason="http_error", status=status, body=_read(body), final=final)


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body.decode(errors="replace") or None
