"""A process of Debrief that a test started: what it says, where it listens, and its end."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.fakes.house_process import Orders

CHECKOUT = Path(__file__).resolve().parents[2]
DEBRIEF = (sys.executable, "-c", "from adapters.cli import main; main()")
PATIENCE = 40.0


@dataclass(slots=True)
class RoleProcess:
    process: "subprocess.Popen[bytes]"
    log: Path

    def said(self) -> str:
        return self.log.read_text()

    def events(self, name: str) -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in self.said().splitlines() if line.startswith("{")]
        return [line for line in lines if line["event"] == name]

    def wait_to_say(self, words: str) -> None:
        until(lambda: words in self.said(), self.said)

    def url(self) -> str:
        self.wait_to_say("Debrief is up.")
        return str(self.events("Debrief is up.")[0]["url"])

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"{self.url()}{path}", timeout=PATIENCE) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def send(self, kind: signal.Signals) -> None:
        self.process.send_signal(kind)

    def end(self) -> int:
        return self.process.wait(PATIENCE)

    def stop(self) -> int:
        self.send(signal.SIGTERM)
        return self.end()


def until(done: Callable[[], object], about: Callable[[], str]) -> None:
    limit = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < limit, about()
        time.sleep(0.05)


@contextmanager
def started(command: Sequence[str], folder: Path, environ: Mapping[str, str]) -> Iterator[RoleProcess]:
    log = folder / f"log-{len(list(folder.glob('log-*')))}"
    kept = {name: value for name, value in os.environ.items() if name not in environ}
    path = {"PYTHONPATH": str(CHECKOUT)}
    with log.open("wb") as written:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=kept | path | dict(environ),
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
        )
    running = RoleProcess(process, log)
    try:
        yield running
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(PATIENCE)


def up(folder: Path, *options: str, **environ: str) -> AbstractContextManager[RoleProcess]:
    """`debrief up`, in a folder of its own."""
    return started((*DEBRIEF, "up", *options), folder, environ)


def house_process(folder: Path, orders: Orders) -> AbstractContextManager[RoleProcess]:
    """The roles with the fake chat and an unhurried grader."""
    command = (sys.executable, "-m", "tests.fakes.house_process", json.dumps(asdict(orders)))
    return started(command, folder, {})
