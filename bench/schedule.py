"""100,000 groups due at one moment, two schedulers racing for them, one of them killed on the way."""

import asyncio
import multiprocessing
import os
import signal
import time
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Barrier

import psycopg

from adapters.main import Parts, house
from bot.library.library import load, shipped
from bot.practice.sweep import sweep

GROUPS = 100_000
PATIENCE = 120.0
LIBRARY = load([shipped()])


async def measure_schedule(url: str, due: int = GROUPS) -> dict[str, object]:
    fill(url, due)
    bare = _bare_insert(url)
    seconds, waited = _race(url, due)
    with psycopg.connect(url) as sql:
        row = sql.execute(
            "select (select count(*) from posts where state = 'open'),"
            " (select count(distinct group_id) from posts), (select count(*) from postings),"
            " (select count(*) from procrastinate_jobs),"
            " (select count(*) from schedules where next_post_at <= now())"
        ).fetchone()
    posts, groups, postings, jobs, left = row or (0, 0, 0, 0, 0)
    return {
        "groups due": due,
        "posts / distinct groups": f"{posts} / {groups}",
        "postings / jobs": f"{postings} / {jobs}",
        "left due": left,
        "seconds": round(seconds, 1),
        "of which the kill cost": f"{waited:.1f} s until the survivor was alone",
        "bare insert of as many rows, seconds": round(bare, 1),
        "ratio to the bare insert": round(seconds / bare, 1),
    }


def fill(url: str, groups: int) -> None:
    """Groups with a channel, a season, and a schedule that is due."""
    now = datetime.now(UTC)
    with psycopg.connect(url, autocommit=True) as sql:
        sql.execute(
            "insert into groups (name, points_on_time, points_late, points_by_band, band_source, created_at)"
            " select 'G' || n, 10, 3, '{0,3,6,8,10}', 'automatic', %s from generate_series(1, %s) n",
            [now, groups],
        )
        sql.execute(
            "insert into seasons (group_id, number, name, opened_at)"
            " select id, 1, 'Season 1', %s from groups",
            [now],
        )
        sql.execute(
            "insert into installations (platform, external_ref, created_at) values ('fake', 'T1', %s)", [now]
        )
        sql.execute(
            "insert into channels (group_id, installation_id, external_ref)"
            " select g.id, i.id, 'C' || g.id from groups g, installations i"
        )
        sql.execute(
            "insert into schedules (group_id, slot, at, zone, weekdays, next_post_at)"
            " select id, 'daily', '09:00', 'Europe/Berlin', '{0,1,2,3,4,5,6}', %s from groups",
            [now - timedelta(minutes=1)],
        )
        sql.execute("analyze")


def _bare_insert(url: str) -> float:
    """The floor: rows of the same shape, one statement, nothing decided."""
    with psycopg.connect(url, autocommit=True) as sql:
        sql.execute("create table bare (like posts including all)")
        began = time.monotonic()
        sql.execute(
            "insert into bare"
            " (group_id, slot, local_date, state, skip_reason, due_at, deadline_at, created_at)"
            " select id, 'daily', '2026-01-01', 'skipped', 'holiday', created_at, created_at, created_at"
            " from groups"
        )
        took = time.monotonic() - began
        sql.execute("drop table bare")
    return took


def _race(url: str, due: int) -> tuple[float, float]:
    # Not forked: a fork of a process with threads may hold a lock that nobody is left to open.
    context = multiprocessing.get_context("spawn")
    line = context.Barrier(3)
    racers = [context.Process(target=_schedule, args=(url, line), daemon=True) for _ in range(2)]
    for racer in racers:
        racer.start()
    line.wait(PATIENCE)  # both are there, wired and warm
    began = time.monotonic()
    _wait_for_posts(url, due // 3)
    os.kill(racers[0].pid or 0, signal.SIGKILL)
    alone = time.monotonic() - began
    _wait_for_posts(url, due)
    seconds = time.monotonic() - began
    for racer in racers:
        racer.join(PATIENCE)
    return seconds, alone


def _wait_for_posts(url: str, wanted: int) -> None:
    with psycopg.connect(url, autocommit=True) as sql:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            row = sql.execute("select count(*) from posts").fetchone()
            if row and row[0] >= wanted:
                return
            time.sleep(0.2)  # counting 100,000 rows costs the race something too
    raise TimeoutError(f"After {PATIENCE:.0f} s not even {wanted} groups had their post.")


def _schedule(url: str, line: Barrier) -> None:
    asyncio.run(_post_all(url, line))


async def _post_all(url: str, line: Barrier) -> None:
    async with house(url, Parts(library=LIBRARY)) as built:
        await asyncio.to_thread(line.wait, PATIENCE)
        await sweep(built.core)
