"""The one place that picks classes and wires them."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from fastapi import FastAPI
from procrastinate import App

from adapters.discord.access import Access as DiscordAccess
from adapters.forgotten import ForgottenFile
from adapters.llm import Models, build_models, endpoint, read_prices
from adapters.pictures import ChildPainter
from adapters.postgres import EmbeddedPostgres, default_home
from adapters.roles import Duty
from adapters.settings import Settings
from adapters.slack.access import API, Access
from adapters.web.paper.printer import PaperPrinter
from bot.domain.cards import Picture
from bot.grading.by_model.grader import ModelGrader
from bot.grading.by_model.ladder import Ladder
from bot.grading.grader import AutomaticGrader
from bot.jobs import JobNudges, jobs_app, register
from bot.library.library import Library, all_shipped, load
from bot.library.loops import load_loops, shipped_loops
from bot.ports import (
    Chart,
    ChatPlatform,
    Clock,
    Files,
    ForgottenList,
    GradeKeys,
    Grader,
    Nudge,
    Painter,
    Trend,
)
from bot.practice.core import Core, Timings
from bot.practice.sweep import sweep
from bot.store import migrate
from bot.store.work import Store, engine_for

MICROS = 1_000_000
FORGOTTEN = "forgotten.jsonl"
"""The list's name in the embedded database's home."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


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


@dataclass(frozen=True, slots=True)
class Database:
    """A migrated database, for as long as its context lasts."""

    url: str
    mend: Callable[[], object] | None = None
    """Brings an embedded server back that died; a configured one is somebody else's to mend."""


def chats(settings: Settings) -> tuple[Chat, ...]:
    """The chats that this process speaks and listens to: a line for each adapter, there when its token is.

    Raises UserMustAct for settings that can't be meant.
    """
    slack, discord = slack_access(settings), discord_access(settings)
    found = (slack_chat(slack, settings),) if slack.wanted else ()
    return (*found, discord_chat(discord)) if discord.wanted else found


def slack_access(settings: Settings) -> Access:
    return Access(
        bot_token=settings.slack_bot_token,
        app_token=settings.slack_app_token,
        signing_secret=settings.slack_signing_secret,
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret,
        api_url=settings.slack_api_url or API,
        public_url=settings.url,
    )


def slack_chat(access: Access, settings: Settings) -> Chat:
    """Raises UserMustAct for settings that can't be meant together."""
    from adapters.sealing import sealing  # noqa: PLC0415  its library is loaded where it is wanted
    from adapters.slack.slack import Slack  # noqa: PLC0415  as above

    access.check()
    built = Slack(access, sealing(settings.secret_keys) if access.for_many else None)
    return Chat(
        built.platform,
        built.listen,
        built.serve,
        wire=built.wire,
        tend=built.tend,
        deaf=built.deaf,
        figures=built.figures,
        close=built.aclose,
    )


def discord_access(settings: Settings) -> DiscordAccess:
    return DiscordAccess(
        bot_token=settings.discord_bot_token,
        api_url=settings.discord_api_url,
        gateway_url=settings.discord_gateway_url,
    )


def discord_chat(access: DiscordAccess) -> Chat:
    """Raises UserMustAct for settings that can't be meant."""
    access.check()
    from adapters.discord.discord import Discord  # noqa: PLC0415  its library is loaded where it is wanted

    built = Discord(access)
    return Chat(
        built.platform,
        built.listen,
        wire=built.wire,
        tend=built.tend,
        deaf=built.deaf,
        figures=built.figures,
        close=built.aclose,
        files=built.files,
    )


def models_of(settings: Settings) -> Models | None:
    """The models that the settings name. Call it inside the event loop that will use them.

    Raises UserMustAct for settings that can't be meant.
    """
    first = endpoint(settings.model, settings.openai_base_url, settings.openai_api_key, settings.effort)
    if first is None:
        return None
    second = endpoint(
        settings.second_model, settings.second_base_url, settings.second_api_key, settings.effort
    )
    return build_models(first, second, read_prices(settings.prices), at_once=settings.model_at_once)


def _readers(models: Models) -> str:
    both = [models.primary] if models.secondary is None else [models.primary, models.secondary]
    return " or ".join(f"the model {model.name} ({model.endpoint.place})" for model in both)


def over_models(models: Models, settings: Settings, clock: Clock) -> ModelGrader:
    return ModelGrader(Ladder(models.primary, models.secondary, clock), settings.effort)


def with_grader(parts: Parts, settings: Settings) -> Parts:
    """With the models of the settings, the automatic check behind them; unchanged where they name none."""
    models = models_of(settings)
    if models is None:
        return parts
    grader = over_models(models, settings, parts.clock)
    return replace(
        parts,
        grader=grader,
        grade_keys=grader,
        read_by=f"Answers are read by {_readers(models)}; no name goes along.",
        fallback=AutomaticGrader(),
        day_budget_micros=None if settings.day_budget is None else round(settings.day_budget * MICROS),
        closing=models.aclose,
    )


def painter() -> Painter:
    """Production's. Nothing heavy is loaded until a picture is wanted."""
    return ChildPainter()


def forgotten_list(settings: Settings) -> ForgottenList | None:
    """Where it was asked for, else beside the embedded database; a configured database has no such place."""
    if settings.forgotten is not None:
        return ForgottenFile(settings.forgotten)
    return None if settings.database_url else ForgottenFile(home_of(settings) / FORGOTTEN)


def home_of(settings: Settings) -> Path:
    """Where the embedded Postgres lives."""
    return settings.home or default_home(os.environ)


@contextmanager
def mendable_database(settings: Settings) -> Iterator[Database]:
    """The configured database, or an embedded one."""
    if settings.database_url:
        migrate.upgrade(settings.database_url)
        yield Database(settings.database_url)
        return
    embedded = EmbeddedPostgres(home_of(settings))
    with embedded as url:
        migrate.upgrade(url)
        yield Database(url, embedded.start)


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """The URL of a migrated database: the configured one, or an embedded one for as long as this lasts."""
    with mendable_database(settings) as found:
        yield found.url


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
