"""What two hundred servers weigh in the process that hears them all; beside bare clients of the same library.

The bare ones keep each message's event and nothing else of it. No limit is held here but that nothing is
lost, and that a process which hears nothing doesn't grow: the rest is written down.
"""

import asyncio
import os
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import psycopg

from adapters.clock import SystemClock
from bench.busy import busy_of
from bench.discord_place import (
    PATIENCE,
    RATE,
    SECONDS,
    WORDS,
    Place,
    access_to,
    at_rest,
    connected,
    load_now,
    placed,
    practising,
)
from bench.discord_process import Child, Orders, memory_of, process
from bench.start import OVER
from bot.domain.happenings import Account, MessageAt, MessagePosted, Source
from bot.practice.receive import receive
from bot.store import migrate
from tests.fakes.discord.server import FakeDiscord, discord_server
from tests.fakes.discord_heard import use_commands

SERVERS = int(os.environ.get("BENCH_DISCORD_SERVERS", "200"))
MEMBERS = 50
WRITERS = 5
"""Of each server, who have all answered before."""
IDLE = min(10.0, SECONDS)
MOST_IDLE_GROWTH = 2.0
"""Megabytes, in the seconds of `IDLE`."""
WHO = {"product": "Debrief", "cached": "bare discord.py", "uncached": "bare, without caches"}


@dataclass(frozen=True, slots=True)
class Weighed:
    """In megabytes: before it is connected, then, after the messages, and after doing nothing."""

    alone: float
    connected: float
    after: float
    idle: float
    busy: float
    """Milliseconds of CPU time for each message."""
    sent: int
    rows: Counter[str] = field(repr=False)
    """How many events the database has of each message."""

    @property
    def kept(self) -> int:
        return sum(count == 1 for count in self.rows.values())

    @property
    def grown(self) -> float:
        return self.idle - self.after

    def __str__(self) -> str:
        return " / ".join(f"{one:.1f}" for one in (self.alone, self.connected, self.after, self.idle))


async def measure_discord_servers(url: str) -> dict[str, object]:
    figures: dict[str, object] = {"servers, members of each": f"{SERVERS}, {MEMBERS}"}
    figures |= {"messages/s": RATE, "seconds each": SECONDS, "load before": load_now()}
    async with discord_server(SystemClock()) as discord:
        app = discord.application("Debrief")
        await use_commands(discord, app)
        places = [await placed(discord, app, f"Heron {number}", MEMBERS) for number in range(SERVERS)]
        await _written_before(url, places)
        orders = Orders(url, migrate.libpq_url(url), access_to(discord, app))
        weighed = {who: await _weighed(discord, places, who, orders) for who in WHO}
    for who, it in weighed.items():
        figures |= _figures(WHO[who], it)
    figures |= _ratios(weighed)
    over = [f"discord-servers: {one}" for one in _troubles(weighed)]
    return {**figures, "load after": load_now(), OVER: "; ".join(over)}


def _figures(name: str, it: Weighed) -> dict[str, object]:
    return {
        f"{name}, MB alone / connected / after / idle": str(it),
        f"{name}, CPU a message, ms": round(it.busy, 2),
        f"{name}, sent / rows": f"{it.sent} / {it.kept}",
    }


def _ratios(weighed: dict[str, Weighed]) -> dict[str, object]:
    own = weighed["product"]
    return {
        f"memory to that of {WHO[who]}, connected / after / what hearing added": " / ".join(
            (
                _times(own.connected, it.connected),
                _times(own.after, it.after),
                _times(own.after - own.alone, it.after - it.alone),
            )
        )
        for who, it in weighed.items()
        if it is not own
    }


def _times(one: float, other: float) -> str:
    """Where a system tells nothing of memory, nor does this."""
    return f"{one / other:.2f}" if other > 0 else "unknown"


def _troubles(weighed: dict[str, Weighed]) -> list[str]:
    return [
        *(f"{WHO[who]} didn't keep each message, once" for who, it in weighed.items() if it.kept != it.sent),
        *(
            f"Debrief grew by {it.grown:.1f} MB in {IDLE:.0f} s without an event"
            for it in [weighed["product"]]
            if it.grown > MOST_IDLE_GROWTH
        ),
    ]


async def _written_before(url: str, places: Sequence[Place]) -> None:
    """An open post in each server, and answers of its writers."""
    async with practising(url, places) as built:
        for place in places:
            for member in place.members[:WRITERS]:
                account = Account("discord", "", member.id, member.name)
                source = Source("discord", place.guild.id, f"first-{member.id}")
                at = MessageAt(place.channel.id, f"first-{member.id}", place.thread.id)
                await receive(built.core, MessagePosted(source, at, account, WORDS, datetime.now(UTC)))
    with psycopg.connect(url, autocommit=True) as sql:
        sql.execute("vacuum analyze")


async def _weighed(discord: FakeDiscord, places: Sequence[Place], who: str, orders: Orders) -> Weighed:
    async with process(who, orders) as child:
        alone = memory_of(child.pid)
        await connected(discord, child)
        there, busy = memory_of(child.pid), busy_of(child.pid)
        sent = await _sent(discord, places)
        rows = await _kept(orders.url, sent, child)
        busy = busy_of(child.pid) - busy
        await at_rest(child)
        after = memory_of(child.pid)
        await asyncio.sleep(IDLE)
        idle = memory_of(child.pid)
    return Weighed(alone, there, after, idle, busy / len(sent), len(sent), rows)


async def _sent(discord: FakeDiscord, places: Sequence[Place]) -> list[str]:
    """The servers in turn."""
    began, sent = time.perf_counter(), []
    for number in range(int(SECONDS * RATE)):
        wait = began + number / RATE - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        round_, server = divmod(number, len(places))
        writer = places[server].members[round_ % WRITERS]
        sent.append(await discord.posts(writer, places[server].thread, WORDS))
    return sent


async def _kept(url: str, sent: Sequence[str], child: Child) -> Counter[str]:
    """Once all of it is, or no more is to be hoped for."""
    limit = time.monotonic() + PATIENCE
    while True:
        rows = _rows(url, sent)
        if len(rows) == len(sent) or time.monotonic() > limit or not child.lives:
            return rows
        await asyncio.sleep(0.2)


def _rows(url: str, sent: Sequence[str]) -> Counter[str]:
    with psycopg.connect(url) as sql:
        found = sql.execute(
            "select split_part(event_ref, ':', 2), count(*) from events where event_ref = any(%s) group by 1",
            [[f"message:{ref}:" for ref in sent]],
        ).fetchall()
    return Counter({str(ref): int(count) for ref, count in found})
