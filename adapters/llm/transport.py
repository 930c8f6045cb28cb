"""The socket's side of a call: bounded replies, no redirects, no logs of what was said."""

import logging
from collections.abc import AsyncIterator

import httpx2

CONNECT = 5.0
MOST_BYTES = 1_000_000
LOUD = ("openai", "httpx2", "httpcore2")
"""Loggers that would write down addresses and, when asked for details, whole requests."""


class TooLarge(httpx2.TransportError):
    """More came than any grade needs."""


class Encoded(httpx2.TransportError):
    """Compressed, although it was asked for plain: its real size can't be bounded."""


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, inner: httpx2.AsyncByteStream, request: httpx2.Request) -> None:
        self._inner = inner
        self._request = request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        seen = 0
        async for chunk in self._inner:
            seen += len(chunk)
            if seen > MOST_BYTES:
                raise TooLarge(f"more than {MOST_BYTES} bytes came", request=self._request)
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()


async def bound(response: httpx2.Response) -> None:
    """Before a reply's body is read, whatever its status."""
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        raise Encoded("the reply is compressed", request=response.request)
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Bounded(response.stream, response.request)


def http_client(*, local: bool, at_once: int, seconds: float) -> httpx2.AsyncClient:
    """A redirect isn't followed: it would carry a member's answer to another host."""
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    return httpx2.AsyncClient(
        event_hooks={"response": [bound]},
        limits=httpx2.Limits(max_connections=at_once + 4, max_keepalive_connections=at_once),
        timeout=httpx2.Timeout(seconds, connect=CONNECT),
        follow_redirects=False,
        trust_env=not local,  # a proxy of the environment's would not find this machine's own servers
        headers={"Accept-Encoding": "identity"},
    )
