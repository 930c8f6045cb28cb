"""The one place that wires a process. What the settings choose for it is in `adapters/configured`."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from fastapi import FastAPI
from procrastinate import App

from adapters.clock import SystemClock
from adapters.roles import Duty
from adapters.web.paper.printer import PaperPrinter
from bot.domain.card_parts import Picture
from bot.domain.chart import Chart, Trend
from bot.grading.grader import AutomaticGrader
from bot.jobs import JobNudges, jobs_app, register
from bot.library.library import Library, all_shipped, load
from bot.library.loops import load_loops, shipped_loops
from bot.ports import (
    ChatPlatform,
    Clock,
    Files,
    ForgottenList,
    GradeKeys,
    Grader,
    Interviewer,
    Nudge,
    Painter,
)
from bot.practice.core import Core, Timings
from bot.practice.sweep import sweep
from bot.store import migrate
from bot.store.work import Store, engine_for


class NoPictures:
    """For tests, and for a chat that shows none."""

    async def paint(self, _chart: Chart | Trend) -> Picture | None:
        return None


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat, both ways: how the core speaks there, and the duty that hears what is said."""

    platform: ChatPlatform
    listen: "Callable[[House], Duty] | None" = None
    """Makes the duty of the role `chat`. None for a chat whose members a test or a demo plays."""
    serve: "Callable[[House, FastAPI], None] | None" = None
    """Adds what it serves over HTTP to the pages of the role `web`."""
    wire: "Callable[[House], None] | None" = None
    """Called once the house is built: for a chat that needs the core to speak."""
    tend: Callable[[], Awaitable[int]] | None = None
    """Called now and then by the role `scheduler`: keeps keys fresh. Returns how much it did."""
    deaf: Callable[[], str] | None = None
    """What keeps the role `chat` from hearing just now, in a sentence; empty when nothing does."""
    figures: Callable[[], Mapping[str, Mapping[str, float]]] | None = None
    """What a monitor may know of this process's part in it: numbers by name and kind."""
    close: Callable[[], Awaitable[None]] | None = None
    """Lets go of connections, when the house is closed."""
    files: Files | None = None
    """Reads files that members give along with a command; None for a chat where they can't."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What may be chosen for a process. The defaults are production's, but for pictures: see `painter`."""

    chats: tuple[Chat, ...] = ()
    clock: Clock = field(default_factory=SystemClock)
    grader: Grader = field(default_factory=AutomaticGrader)
    library: Library | None = None
    painter: Painter = field(default_factory=NoPictures)
    forgotten: ForgottenList | None = None
    timings: Timings = field(default_factory=Timings)
    connections: int = 6
    """Kept open; twice as many at a peak. On few cores more of them only get in each other's way."""
    grade_keys: GradeKeys | None = None
    interviewer: Interviewer | None = None
    fallback: Grader | None = None
    read_by: str = ""
    day_budget_micros: int | None = None
    closing: Callable[[], Awaitable[None]] | None = None
    """Lets go of what the grader holds, when the house is closed."""


@dataclass(frozen=True, slots=True)
class House:
    """A wired process: the core and its jobs."""

    core: Core
    jobs: App

    async def work_off(self, *, concurrency: int = 10) -> None:
        """Do every job that's there, then return."""
        await self.jobs.run_worker_async(
            wait=False,
            concurrency=concurrency,
            install_signal_handlers=False,
            listen_notify=False,
            delete_jobs="always",
        )

    async def settle(self) -> None:
        """Sweep and work until nothing is due: a day of the product, as fast as it goes."""
        while await sweep(self.core) or await self._nudged():
            await self.work_off()

    async def _nudged(self) -> int:
        """Jobs that wait. A job that ends may leave another behind, after the worker has looked."""
        async with self.core.store.work() as work:
            return sum([await work.nudged(nudge) for nudge in Nudge])


@asynccontextmanager
async def house(url: str, parts: Parts) -> AsyncIterator[House]:
    """Wire a process on a migrated database."""
    engine = engine_for(url, connections=parts.connections)
    jobs = jobs_app(migrate.libpq_url(url))
    library = load(all_shipped()) if parts.library is None else parts.library
    core = Core(
        store=Store(engine, JobNudges()),
        clock=parts.clock,
        library=library,
        grader=parts.grader,
        painter=parts.painter,
        platforms={chat.platform.name: chat.platform for chat in parts.chats},
        timings=parts.timings,
        grade_keys=parts.grade_keys,
        read_by=parts.read_by,
        interviewer=parts.interviewer,
        fallback=parts.fallback,
        day_budget_micros=parts.day_budget_micros,
        forgotten=parts.forgotten,
        loops=load_loops(shipped_loops()).formats,
        printer=PaperPrinter(),
        files={chat.platform.name: chat.files for chat in parts.chats if chat.files},
    )
    register(jobs, core)
    try:
        async with jobs.open_async():
            built = House(core, jobs)
            for chat in parts.chats:
                if chat.wire is not None:
                    chat.wire(built)
            yield built
    finally:
        for chat in parts.chats:
            if chat.close is not None:
                await chat.close()
        if parts.closing is not None:
            await parts.closing()
        await engine.dispose()
