"""Serves an application on one address until it is told to stop."""

import asyncio
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI

from adapters.web.listener import listener
from bot.errors import UserMustAct

log = logging.getLogger(__name__)


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are heard once, for every role of the process."""
        yield


@dataclass(frozen=True, slots=True)
class Serve:
    app: FastAPI
    listening: socket.socket
    grace: float

    async def __call__(self, stop: asyncio.Event) -> None:
        server = _Server(
            uvicorn.Config(
                self.app,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=round(self.grace),
            )
        )
        serving = asyncio.create_task(server.serve(sockets=[self.listening]))
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
            server.should_exit = True
            await serving
        finally:
            stopping.cancel()
            serving.cancel()


def listen(host: str, port: int) -> socket.socket:
    """Take the address; port 0 takes a free one. Raises UserMustAct when somebody else has it."""
    try:
        return listener(host, port)
    except OSError as trouble:
        raise UserMustAct(
            f"Debrief can't listen on {host} port {port}: {trouble.strerror}. Nothing was started. "
            "Stop what uses it, or choose another with --port or DEBRIEF_PORT (0 takes a free one)."
        ) from trouble


def address(listening: socket.socket) -> str:
    """As a browser takes it."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
