"""Another process that uses the same home. It does what it is told, a line at a time, and can be killed."""

import json
import select
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg

from adapters.postgres import EmbeddedPostgres
from bot.errors import UserMustAct

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


class Neighbour:
    def __init__(self, home: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.fakes.neighbour", str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=CHECKOUT,
        )

    def ask(self, order: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{order}\n")
        self._process.stdin.flush()

    def answer(self) -> Any:
        """The URL, the number of cycles done, or None after a stop. Raises what the other one met."""
        assert self._process.stdout is not None
        heard, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
        assert heard, f"no answer within {PATIENCE:.0f} s"
        reply = json.loads(self._process.stdout.readline())
        if "refused" in reply:
            raise UserMustAct(reply["refused"])
        return reply["did"]

    def do(self, order: str) -> Any:
        self.ask(order)
        return self.answer()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self._process.__exit__(kind, error, trace)


def _obey(postgres: EmbeddedPostgres, order: str) -> object:
    match order.split():
        case ["start"]:
            return postgres.start()
        case ["stop"]:
            postgres.stop()
            return None
        case ["cycle", times]:
            for _ in range(int(times)):
                with postgres as url, psycopg.connect(url) as connection:
                    connection.execute("SELECT 1")
            return int(times)
    raise ValueError(order)


def _main(home: Path) -> None:
    postgres = EmbeddedPostgres(home)
    for line in sys.stdin:
        try:
            reply = {"did": _obey(postgres, line)}
        except UserMustAct as refusal:
            reply = {"refused": refusal.message}
        print(json.dumps(reply), flush=True)  # noqa: T201 -- its answer to the one who asked


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
