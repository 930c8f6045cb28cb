"""The whole way of a grading, against a two-second model: its slots, whose turn it is, its own time."""

import asyncio
import multiprocessing
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Event
from statistics import median

from adapters.cli.by_model import SPARE
from adapters.cli.running import Wanted, workers
from adapters.configured.models import with_grader
from adapters.main import Chat, House, Parts, house
from adapters.metrics.counts import Counts
from adapters.roles import Role
from adapters.settings import Settings
from bench.model_process import ModelProcess, model_process
from bench.start import OVER
from bot.domain.happenings import Action
from bot.domain.ids import AnswerId, GroupId
from bot.library.library import load, shipped
from bot.ports import Direct
from bot.practice.post_daily import post_due
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from bot.practice.sweep import sweep
from bot.store.turns import Turns
from bot.testing import FakeClock, FakePlatform
from tests.fakes.due_pile import pile
from tests.fakes.reading_model import reads

PLACES, PROCESSES, SECONDS = 64, 2, 2.0
GROUPS, EACH = 8, 48
SMALL_LIMIT = 40
LONE = 12
PILE = 10_000
BEYOND = "sent although told to wait"
LEAST, LONGEST = 0.95, 1.0
LIBRARY = load([shipped()])


async def measure_grading(url: str) -> dict[str, object]:
    """A full pile first, then a lone member, then an endpoint that takes less than we'd send."""
    with model_process(reads(LIBRARY.scenarios.values(), level=1), SECONDS) as server:
        async with house(url, Parts((Chat(FakePlatform(FakeClock())),), library=LIBRARY)) as built:
            groups = [await _group(built, n) for n in range(GROUPS)]
            full = await _full(url, built, server, groups)
        async with _working(url, server, PLACES) as built:
            lone = [await _lone(built, server, n) for n in range(LONE)]
            limited = await _limited(built, server, groups[0])
        turn = await _turn(url, groups)
    beyond = sorted(lone)
    kept = full["share of slots busy"] >= LEAST and beyond[-1] <= LONGEST and not limited[BEYOND]
    over = "" if kept else f"grading: of {LEAST} busy, {LONGEST} s and no call too many, something was missed"
    return {
        "slots": PLACES,
        **full,
        "lone Grade me, beyond the model, s (median)": round(median(lone), 3),
        "lone Grade me, beyond the model, s (worst)": round(beyond[-1], 3),
        **limited,
        **turn,
        OVER: over,
    }


@asynccontextmanager
async def _working(url: str, server: ModelProcess, places: int) -> AsyncIterator[House]:
    """The workers of `debrief up`, and a sweep every five seconds, in this process."""
    settings = Settings(
        OPENAI_BASE_URL=server.address,
        OPENAI_API_KEY="sk-fake",
        DEBRIEF_MODEL="fake-model",
        DEBRIEF_MODEL_AT_ONCE=places,
    )
    parts = Parts((Chat(FakePlatform(FakeClock())),), library=LIBRARY)
    async with house(url, with_grader(parts, settings)) as built:
        stop = asyncio.Event()
        wanted = Wanted(frozenset({Role.WORKER}), None, 10, 5.0, grading=SPARE * places)
        duties = [duty(stop) for duty in workers(built, Counts(), wanted).values()]
        working = asyncio.gather(*duties, _sweeping(built, stop))
        try:
            yield built
        finally:
            stop.set()
            await working


async def _sweeping(built: House, stop: asyncio.Event) -> None:
    while not stop.is_set():
        await sweep(built.core)
        try:
            async with asyncio.timeout(5):
                await stop.wait()
        except TimeoutError:
            continue


async def _group(built: House, number: int) -> GroupId:
    platform = next(iter(built.core.platforms.values()))
    assert isinstance(platform, FakePlatform)
    wish = Wish(f"G{number}", "fake", "T1", f"C{number}", platform.account("organiser"), "UTC")
    group = await set_up_group(built.core, wish)
    async with built.core.store.work() as work:
        await work.schedules.due_now(group, "daily", datetime.now(UTC))
    await post_due(built.core)
    return group


def _process(url: str, server: ModelProcess, stop: Event) -> None:
    asyncio.run(_until_stopped(url, server, stop))


async def _until_stopped(url: str, server: ModelProcess, stop: Event) -> None:
    async with _working(url, server, PLACES // PROCESSES):
        await asyncio.to_thread(stop.wait)


async def _full(url: str, built: House, server: ModelProcess, groups: list[GroupId]) -> dict[str, float]:
    """By two processes. Once every slot is taken, until so few answers are left that some must be free."""
    fork = multiprocessing.get_context("fork")
    stop = fork.Event()
    started = [fork.Process(target=_process, args=(url, server, stop)) for _ in range(PROCESSES)]
    for process in started:
        process.start()
    for group in groups:
        await pile(built.core.store.engine, group, EACH, datetime.now(UTC))
    await sweep(built.core)
    try:
        return await _share(built, server, groups)
    finally:
        stop.set()
        for process in started:
            process.join()


async def _share(built: House, server: ModelProcess, groups: list[GroupId]) -> dict[str, float]:
    await _until(lambda: server.arrived >= PLACES)
    began, before = time.monotonic(), server.busy
    await _until(lambda: server.arrived >= GROUPS * EACH - PLACES)
    share = (server.busy - before) / (PLACES * (time.monotonic() - began))
    await _all_graded(built)
    first = await _rows(built, f"select group_id from answers order by taken_at limit {PLACES}")
    return {
        "share of slots busy": round(share, 4),
        "calls a grade": round(server.arrived / (GROUPS * EACH), 2),
        f"of the first {PLACES} taken up, of one group at most": max(
            first.count((group,)) for group in groups
        ),
    }


async def _lone(built: House, server: ModelProcess, number: int) -> float:
    """From the press to the debrief on the platform, without what the model itself took."""
    platform = next(iter(built.core.platforms.values()))
    assert isinstance(platform, FakePlatform)
    platform.clock.instant = datetime.now(UTC)
    member = platform.account(f"lone{number}")
    ((post, thread),) = await _rows(
        built,
        "select p.post_id, p.thread_ref from postings p join channels c on c.id = p.channel_id"
        " where c.external_ref = 'C0' and p.thread_ref is not null",
    )
    words = " ".join(
        f"I would do lone{number}x{k} and tell its owner why it can't wait today." for k in range(6)
    )
    await receive(built.core, platform.says(member, words, "C0", str(thread)))
    calls, began = server.arrived, time.monotonic()
    await receive(built.core, platform.press(member, Action.GRADE_ME, str(post)))
    await _until(
        lambda: any(isinstance(s.place, Direct) and s.place.account.ref == member.ref for s in platform.seen)
    )
    return time.monotonic() - began - SECONDS * (server.arrived - calls)


async def _limited(built: House, server: ModelProcess, group: GroupId) -> dict[str, float]:
    server.ask("limit", SMALL_LIMIT)
    await pile(built.core.store.engine, group, 4 * SMALL_LIMIT, datetime.now(UTC))
    await sweep(built.core)
    await _all_graded(built)
    return {
        f"refused where {SMALL_LIMIT} at once are taken": server.ask("refused"),
        BEYOND: server.ask("beyond"),
    }


async def _turn(url: str, groups: list[GroupId]) -> dict[str, object]:
    """Nobody works: how long it takes to say whose turn it is, and whose it is."""
    async with house(url, Parts(library=LIBRARY)) as built:
        now = datetime.now(UTC)
        engine = built.core.store.engine
        await pile(engine, groups[0], PILE, now - timedelta(minutes=1))
        await pile(engine, groups[1], 1, now)
        took, chosen = [], []
        for _ in range(100):
            async with engine.connect() as connection:
                began = time.perf_counter()
                found = await Turns(connection).next(AnswerId(0), now)
                took.append(1000 * (time.perf_counter() - began))
                chosen.append(found)
        async with built.core.store.work() as work:
            first = await work.turns.next(AnswerId(0), now)
            assert first is not None
            await work.answers.take_up(first, now, built.core.timings.grading_lease_for)
        (newest,) = await _rows(built, "select max(id) from answers")
        async with engine.connect() as connection:
            second = await Turns(connection).next(AnswerId(0), now)
        return {
            f"whose turn, with {PILE} due in one group, ms (median)": round(median(took), 2),
            f"whose turn, with {PILE} due in one group, ms (p95)": round(sorted(took)[94], 2),
            "the one answer of the other group is among the next two": newest[0] in (first, second),
        }


async def _all_graded(built: House) -> None:
    async def left() -> bool:
        return bool(await _rows(built, "select 1 from answers where grade_due_at is not null limit 1"))

    limit = time.monotonic() + 120
    while await left():
        if time.monotonic() > limit:
            raise TimeoutError("Not everything was graded.")
        await asyncio.sleep(0.2)


async def _until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(120):
        while not done():  # noqa: ASYNC110  what is waited for happens elsewhere
            await asyncio.sleep(0.005)


async def _rows(built: House, statement: str) -> list[tuple[object, ...]]:
    async with built.core.store.engine.connect() as connection:
        return [tuple(row) for row in await connection.exec_driver_sql(statement)]
