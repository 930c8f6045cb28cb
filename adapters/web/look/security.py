"""Which requests the server takes, and what every answer carries."""

import asyncio
import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.web.look.headers import HEADERS, PRIVATE
from adapters.web.look.refusals import refusal

HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]+)?")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
"""Asked for by whatever name a monitor knows; they hold counts, no words."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
LONGEST_BODY = 256 * 1024
LONGEST_HEARD = 16 * LONGEST_BODY
"""A browser shows an answer only once it has sent all; more than this isn't waited for."""
PATIENCE = 15.0
"""Seconds in which all of a body has to come: whoever sends a byte now and then holds nothing open."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names by which this server is called.

    A request by another name comes from a page elsewhere that had its own name pointed here, to read along.
    """

    names: frozenset[str] = LOOPBACK
    any_address: bool = False
    """Bound to every address of the machine: any number is its own. A name has to be told."""

    def include(self, host: str) -> bool:
        name = _name(host)
        return name in self.names or (self.any_address and _is_address(name))


def hosts(listening: str, *named: str) -> Hosts:
    """For a server that listens on an address, and is known by further names."""
    everywhere = listening in {"", "0.0.0.0", "::"}  # noqa: S104 - compared, not bound
    own = () if everywhere else (listening,)
    return Hosts(LOOPBACK | {name.lower() for name in (*own, *named)}, any_address=everywhere)


@dataclass(frozen=True, slots=True)
class Guard:
    """Around the whole application."""

    app: ASGIApp
    hosts: Hosts
    patience: float = PATIENCE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", PRIVATE)
            await send(message)

        await self._admitted(scope, receive, dressed)

    async def _admitted(self, scope: Scope, receive: Receive, send: Send) -> None:
        request, headers = Request(scope), Headers(scope=scope)
        if scope["path"] not in PROBES and not self.hosts.include(headers.get("host", "")):
            await refusal(request, 421)(scope, receive, send)
        elif scope["method"] in SAFE:
            await self.app(scope, receive, send)
        elif not from_own_page(headers):
            await refusal(request, 403)(scope, receive, send)
        else:
            await self._with_body(scope, receive, send)

    async def _with_body(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async with asyncio.timeout(self.patience):
                body = await _body(receive)
        except ClientDisconnect:
            return
        except TimeoutError:
            # The rest may still come: it isn't the beginning of another request.
            await refusal(Request(scope), 408, headers={"Connection": "close"})(scope, receive, send)
            return
        if body is None:
            await refusal(Request(scope), 413)(scope, receive, send)
        else:
            await self.app(scope, _Again(body, receive), send)


def from_own_page(headers: Headers) -> bool:
    """Whether a request that changes something came from a page of ours, or from no page at all."""
    if "sec-fetch-site" in headers:
        return not from_elsewhere(headers)
    origin = headers.get("origin")
    return origin is None or _netloc(origin) == headers.get("host", "").lower()


def from_elsewhere(headers: Headers) -> bool:
    """Whether a browser says that a page of another site made it ask, for whatever reason."""
    return headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}


def _netloc(origin: str) -> str | None:
    """None when it can't be read."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None


async def _body(receive: Receive) -> bytes | None:
    """All of it; None when it is too long. Raises ClientDisconnect when its sender went away."""
    body, heard, more = bytearray(), 0, True
    while more and heard <= LONGEST_HEARD:
        message = await receive()
        if message["type"] != "http.request":
            raise ClientDisconnect
        part = message.get("body", b"")
        heard += len(part)
        if heard <= LONGEST_BODY:
            body += part
        more = message.get("more_body", False)
    return bytes(body) if heard <= LONGEST_BODY else None


@dataclass(slots=True)
class _Again:
    """Hands on a body that was read already."""

    body: bytes | None
    receive: Receive

    async def __call__(self) -> Message:
        if self.body is None:
            return await self.receive()
        body, self.body = self.body, None
        return {"type": "http.request", "body": body, "more_body": False}


def _name(host: str) -> str:
    """Without its port."""
    found = HOST.fullmatch(host.lower())
    return found[1].strip("[]").rstrip(".") if found else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
