"""The fake model in a process of its own, so that what it takes isn't counted as ours."""

import asyncio
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from tests.fakes.model_server import Behaviour, ModelServer

Script = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class ModelProcess:
    _line: Connection
    address: str

    def ask(self, what: str, value: object = None) -> Any:  # noqa: ANN401  what it is asked decides
        self._line.send((what, value))
        return self._line.recv()

    @property
    def arrived(self) -> int:
        return int(self.ask("arrived"))

    @property
    def busy(self) -> float:
        """Seconds in which calls were under way, added up."""
        return float(self.ask("busy"))


@contextmanager
def model_process(behave: Behaviour, latency: float) -> Iterator[ModelProcess]:
    ours, theirs = multiprocessing.Pipe()
    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=_run, args=(theirs, behave, latency), daemon=True)
    process.start()
    try:
        yield ModelProcess(ours, ours.recv())
    finally:
        process.terminate()
        process.join()


def _run(line: Connection, behave: Behaviour, latency: float) -> None:
    asyncio.run(_serve(line, ModelServer(behave, latency=latency)))


async def _serve(line: Connection, server: ModelServer) -> None:
    async with server:
        line.send(server.address)
        while True:
            what, value = await asyncio.to_thread(line.recv)
            match what:
                case "arrived":
                    line.send(len(server.arrived))
                case "busy":
                    line.send(server.busy())
                case "limit":
                    server.limit = value
                    line.send(None)
                case "refused":
                    line.send(sum(one.status != 200 for one in server.arrived))  # noqa: PLR2004  HTTP's own
                case _:
                    line.send(server.beyond)
