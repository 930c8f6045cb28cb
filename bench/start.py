"""How long until the first page, and what an idle Debrief weighs: as installed, in processes of their own."""

import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from adapters.postgres import postmaster
from adapters.postgres.home import Home
from tests.fakes.throwaway_home import throwaway_home

TIMES = 5
MOST_SECONDS = 3.0
MOST_MEGABYTES = 250
OVER = "over the limit"
SETTLED = 10.0
"""Seconds after which a process has done what a start leaves to do."""
PATIENCE = 60.0

_DEBRIEF = Path(sys.executable).with_name("debrief")
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
_NOTHING_SET = {"DATABASE_URL": "", "DEBRIEF_FORGOTTEN": "", "OPENAI_API_KEY": "", "OPENAI_BASE_URL": ""}


def measure_start() -> dict[str, object]:
    """Medians of five. A start is over when the page, or health, has been read to its end."""
    first, again = zip(*(_two_starts() for _ in range(TIMES)), strict=True)
    demo = [_idle(("demo", "--no-browser", "--port", "0"), "/room/you", "study-room") for _ in range(TIMES)]
    up = [_idle(("up", "--port", "0"), "/readyz", "") for _ in range(TIMES)]
    figures: dict[str, object] = {
        "seconds to the first page, very first start": round(statistics.median(first), 2),
        "seconds to the first page, later start": round(statistics.median(again), 2),
    }
    for name, weighed in (("demo", demo), ("up", up)):
        for what in weighed[0]:
            figures[f"idle `debrief {name}`, {what}"] = round(statistics.median(one[what] for one in weighed))
    return {**figures, OVER: _over(figures)}


def _over(figures: Mapping[str, object]) -> str:
    """What a newcomer or a small machine would feel; empty when all is well."""
    limits = {"seconds": MOST_SECONDS, "MB of PSS": MOST_MEGABYTES}
    too_much = [
        f"{name}: {value}, and {limit} is the limit"
        for name, value in figures.items()
        for unit, limit in limits.items()
        if unit in name and isinstance(value, int | float) and value > limit
    ]
    return "; ".join(too_much)


def _two_starts() -> tuple[float, float]:
    with _home() as home:
        first, again = (_start(home) for _ in range(2))
    return first, again


def _start(home: Path) -> float:
    began = time.monotonic()
    with _running(home, "demo", "--no-browser", "--port", "0") as address:
        _read(f"{address()}/room/you")
        return time.monotonic() - began


def _idle(command: tuple[str, ...], path: str, room: str) -> dict[str, float]:
    """Of a second start: the first one has just made a database."""
    with _home() as home:
        with _running(home, *command) as address:
            _read(address() + path)
        with _running(home, *command) as address:
            _read(address() + path)
            time.sleep(SETTLED)
            return _weight(address.pid, home / room)


def _weight(pid: int, home: Path) -> dict[str, float]:
    found = postmaster.running(Home(home.resolve()).data)
    server = _with_children(found.pid) if found else []
    own = _with_children(pid)
    return {
        "MB of PSS": _sum(_pss, [*own, *server]),
        "of which Postgres": _sum(_pss, server),
        "MB of RSS, Python alone": _sum(_rss, own),
    }


def _sum(of: Callable[[int], int], pids: list[int]) -> float:
    return sum(map(of, pids)) / 1024


def _pss(pid: int) -> int:
    return _kilobytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss:")


def _rss(pid: int) -> int:
    return _kilobytes(Path(f"/proc/{pid}/status"), "VmRSS:")


def _kilobytes(file: Path, name: str) -> int:
    return sum(int(line.split()[1]) for line in file.read_text().splitlines() if line.startswith(name))


def _with_children(pid: int) -> list[int]:
    found = [pid]
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == pid:
            found += _with_children(int(status.parent.name))
    return found


class _Address:
    """Waits for the process to print it."""

    def __init__(self, pid: int, said: Path) -> None:
        self.pid = pid
        self._said = said

    def __call__(self) -> str:
        limit = time.monotonic() + PATIENCE
        while not (found := _ADDRESS.search(self._said.read_text())):
            if time.monotonic() > limit:
                sys.exit(f"It didn't start:\n{self._said.read_text()}")
            time.sleep(0.01)
        return found[0]


@contextmanager
def _running(home: Path, *command: str) -> Iterator[_Address]:
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said"
        environ = {**os.environ, **_NOTHING_SET, "DEBRIEF_HOME": str(home)}
        with said.open("wb") as written:
            process = subprocess.Popen(
                [_DEBRIEF, *command], cwd=folder, env=environ, stdout=written, stderr=written
            )
        try:
            yield _Address(process.pid, said)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


@contextmanager
def _home() -> Iterator[Path]:
    # On a disk, as a newcomer's is: the tests' usual place is in memory where there is room.
    with throwaway_home(Path(tempfile.gettempdir())) as home:
        yield home


def _read(address: str) -> None:
    with urllib.request.urlopen(address, timeout=PATIENCE) as reply:
        reply.read()
