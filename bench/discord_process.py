"""Processes that hear Discord, begun afresh: in the memory of each is what it needs itself, and no more."""

import asyncio
import pickle
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from adapters.discord.access import Access

Statement: TypeAlias = tuple[str, Mapping[str, Any]]
Said: TypeAlias = tuple[tuple[Statement, ...], ...]
"""Transactions, of statements with their values."""
PATIENCE = 60.0
BUILT, GO = b"built\n", b"go\n"


@dataclass(frozen=True, slots=True)
class Known:
    """By what a happening is known in what is said of it. In the one listened to, no number is any other."""

    event: str = ""
    author: str = ""
    answer: int = 0
    person: int = 0
    part: str = ""
    """Of the answer: a message, or what was sent in a form."""


@dataclass(frozen=True, slots=True)
class Orders:
    url: str
    libpq_url: str
    """The same, for a client without SQLAlchemy."""
    access: Access
    said: Said = ()
    """For a bare handler: what the product says to the database for one happening."""
    listened: Known = field(default_factory=Known)
    """The happening that this was."""
    members: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """What the database calls the answer and the person of each who has answered before."""
    answer: str = ""
    """What the product answers it with."""


Hears = Callable[[Orders, Callable[[], Awaitable[asyncio.Event]]], Awaitable[None]]
"""It is built, then says so, and hears as soon as it may, until the event that it is given."""


@dataclass(frozen=True, slots=True)
class Child:
    process: asyncio.subprocess.Process

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def lives(self) -> bool:
        return self.process.returncode is None

    def go(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(GO)

    async def is_built(self) -> None:
        assert self.process.stdout is not None
        if await asyncio.wait_for(self.process.stdout.readline(), PATIENCE) != BUILT:
            raise RuntimeError("What should hear Discord didn't start.")


@asynccontextmanager
async def process(who: str, orders: Orders) -> AsyncIterator[Child]:
    """`who`: one of `bench.discord_hears`. It is built, and waits to be told to hear."""
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, "-m", "bench.discord_hears", who)
    started = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
    assert started.stdin is not None
    child = Child(started)
    try:
        started.stdin.write(pickle.dumps(orders))
        await child.is_built()
        yield child
    finally:
        started.stdin.close()
        await _ended(started)


async def _ended(started: asyncio.subprocess.Process) -> None:
    try:
        await asyncio.wait_for(started.wait(), PATIENCE)
    except TimeoutError:
        started.kill()
        await started.wait()


def serve(hears: Mapping[str, Hears]) -> None:
    """The other end: hear as ordered, until the line is closed."""
    asyncio.run(_served(hears[sys.argv[1]], pickle.load(sys.stdin.buffer)))


async def _served(hears: Hears, orders: Orders) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    async def built() -> asyncio.Event:
        sys.stdout.buffer.write(BUILT)
        sys.stdout.buffer.flush()
        await asyncio.to_thread(sys.stdin.buffer.readline)
        loop.run_in_executor(None, _wait_for_the_end, loop, stop)
        return stop

    await hears(orders, built)


def _wait_for_the_end(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    sys.stdin.buffer.read()
    loop.call_soon_threadsafe(stop.set)


def memory_of(pid: int) -> float:
    """Resident, in megabytes; 0 where the system tells nobody."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024
