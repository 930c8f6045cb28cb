"""One process of Debrief: the roles it plays, wired and watched until a signal."""

import asyncio
import logging
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from fastapi import FastAPI

from adapters.cli.called import called
from adapters.configured.database import Database
from adapters.main import Chat, House, Parts, house
from adapters.metrics.counts import Counts
from adapters.metrics.measured import MeasuredGrader, MeasuredInterviewer, MeasuredPlatform
from adapters.metrics.scrape import MEDIA_TYPE, scrape
from adapters.roles import Duty, Role, together
from adapters.roles.scheduler import Every, Scheduler
from adapters.roles.stopping import heard
from adapters.roles.upkeep import Upkeep
from adapters.roles.watch import DatabaseWatch
from adapters.roles.watcher import Watcher
from adapters.roles.worker import Worker
from adapters.web.health import Exposition, Probe, health
from adapters.web.serve import Serve, address
from bot.domain.canary import Canary
from bot.jobs import SLOW, drop_stalled
from bot.ports import Nudge
from bot.practice.core import Core
from bot.practice.replay_forgetting import replay_forgetting
from bot.practice.sweep import sweep, sweep_posts, tidy
from bot.practice.watch_grader import watch_grader
from bot.store import migrate

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How this process shall run."""

    roles: frozenset[Role]
    listening: socket.socket | None
    """Pages with the web role; without it, health and metrics alone."""
    concurrency: int
    grace: float
    every: Every = field(default_factory=Every)
    grading: int = 16
    """Gradings in hand at once."""
    canaries: Sequence[Canary] = ()


async def run(database: Database, parts: Parts, wanted: Wanted) -> None:
    """Until the first signal, or until a role breaks."""
    counts = Counts()
    measured = replace(
        parts,
        grader=MeasuredGrader(parts.grader, counts),
        interviewer=MeasuredInterviewer(parts.interviewer, counts) if parts.interviewer else None,
        chats=tuple(replace(chat, platform=MeasuredPlatform(chat.platform, counts)) for chat in parts.chats),
    )
    stop = asyncio.Event()
    async with house(database.url, measured) as built:
        with heard(stop, wanted.grace):
            await _forget_again(built.core)
            _say_what_runs(built, database, wanted)
            app = pages(built, _served(parts, wanted), counts)
            duties = {
                **_duties(built, database, wanted, counts, app),
                **_listeners(built, parts, wanted),
                **_upkeep(parts, wanted),
            }
            await together(duties, stop, wanted.grace)
    log.info("Stopped.")


async def _forget_again(core: Core) -> None:
    """Before anybody is answered: a restored backup may hold people who were forgotten since."""
    if core.forgotten is None:
        log.warning(
            "No list of forgotten accounts is kept: a restored backup would bring back whoever asked to be "
            "forgotten. Set DEBRIEF_FORGOTTEN to a file that is kept apart from the database."
        )
        return
    again = await replay_forgetting(core)
    log.info("The list of forgotten accounts was gone over.", extra={"found": again})


def _duties(
    built: House, database: Database, wanted: Wanted, counts: Counts, app: FastAPI
) -> Mapping[str, Duty]:
    core, duties = built.core, dict[str, Duty]()
    if Role.SCHEDULER in wanted.roles:
        duties[Role.SCHEDULER] = _scheduler(built, counts, wanted.every)
        if core.fallback is not None:
            duties["watch over the grader"] = Watcher(lambda: watch_grader(core, wanted.canaries))
    if Role.WORKER in wanted.roles:
        duties |= workers(built, counts, wanted)
    if wanted.listening is not None:
        duties[Role.WEB] = Serve(app, wanted.listening, wanted.grace)
    if database.mend is not None:
        duties["database watch"] = DatabaseWatch(lambda: schema(core), database.mend)
    return duties


def workers(built: House, counts: Counts, wanted: Wanted) -> Mapping[str, Duty]:
    """Two, so that however many answers wait for a grader, posts and messages don't."""

    def worker(concurrency: int, nudges: Iterable[Nudge]) -> Duty:
        return Worker(
            built.jobs, counts.job, concurrency, wanted.grace, sorted(nudge.value for nudge in nudges)
        )

    return {
        Role.WORKER: worker(wanted.concurrency, frozenset(Nudge) - SLOW),
        "grading worker": worker(wanted.grading, SLOW),
    }


def _listeners(built: House, parts: Parts, wanted: Wanted) -> Mapping[str, Duty]:
    if Role.CHAT not in wanted.roles:
        return {}
    return {f"{chat.platform.name} listener": chat.listen(built) for chat in parts.chats if chat.listen}


def _upkeep(parts: Parts, wanted: Wanted) -> Mapping[str, Duty]:
    if Role.SCHEDULER not in wanted.roles:
        return {}
    return {f"{chat.platform.name} upkeep": Upkeep(chat.tend) for chat in parts.chats if chat.tend}


def _scheduler(built: House, counts: Counts, every: Every) -> Duty:
    async def tidied() -> int:
        return await tidy(built.core) + await drop_stalled(built.jobs)

    return Scheduler(
        lambda: sweep(built.core), tidied, counts.sweep, every, posts=lambda: sweep_posts(built.core)
    )


@dataclass(frozen=True, slots=True)
class Served:
    """Chats, by what this process does for them."""

    chats: Sequence[Chat]
    """All of them."""
    pages: Sequence[Chat]
    listening: Sequence[Chat]


def _served(parts: Parts, wanted: Wanted) -> Served:
    return Served(
        parts.chats,
        parts.chats if Role.WEB in wanted.roles else (),
        parts.chats if Role.CHAT in wanted.roles else (),
    )


def pages(built: House, served: Served, counts: Counts) -> FastAPI:
    """What is served over HTTP: pages, and whether those that shall listen do."""
    core = built.core
    app = FastAPI(title="Debrief", docs_url=None, redoc_url=None, openapi_url=None)

    async def exposition() -> Exposition:
        told = [chat.figures() for chat in served.chats if chat.figures is not None]
        return Exposition(await scrape(core, counts, told), MEDIA_TYPE)

    app.include_router(health((*_probes(core), *_hearing(served.listening)), exposition))
    for chat in served.pages:
        if chat.serve is not None:
            chat.serve(built, app)
    return app


def _probes(core: Core) -> tuple[Probe, ...]:
    wanted = migrate.head()

    async def current() -> str:
        present = await schema(core)
        behind = f"at {present}, and this version needs {wanted}; run `debrief db upgrade`"
        return "" if present == wanted else behind

    async def reachable() -> str:
        async with core.store.work():
            return ""

    async def loaded() -> str:
        return "" if core.library.scenarios else "no scenario could be read; run `debrief scenarios lint`"

    return (Probe("database", reachable), Probe("schema", current), Probe("library", loaded))


def _hearing(listening: Sequence[Chat]) -> Iterator[Probe]:
    for chat in listening:
        if chat.deaf is not None:
            yield Probe(chat.platform.name, partial(_told, chat.deaf))


async def _told(trouble: Callable[[], str]) -> str:
    return trouble()


async def schema(core: Core) -> str:
    async with core.store.work() as work:
        return await work.figures.schema()


def _say_what_runs(built: House, database: Database, wanted: Wanted) -> None:
    said = {
        "role": ", ".join(sorted(wanted.roles)),
        "url": address(wanted.listening) if wanted.listening else "none",
        "database": "embedded" if database.mend else "configured",
        "scenarios": len(built.core.library.scenarios),
        "chats": ", ".join(built.core.platforms) or "none",
    }
    log.info("Debrief is up.", extra=said)
    if not built.core.platforms:
        log.warning(
            "Debrief runs, and posts nowhere: no chat is connected. "
            "docs/how-to/connect-slack.md and connect-discord.md say how; `%s demo` plays a group.",
            called(),
        )
    if built.core.library.problems:
        log.warning(
            "Some scenario files have mistakes and were left out. `debrief scenarios lint` names them."
        )
