"""How soon an interaction is answered on Discord, its event kept; beside a bare handler that does the same.

Two kinds are persisted: a message that its author takes out of an answer, and a private answer that is sent
by a form, with its words. Both are answered by a card, shown directly; the bare handler shows the same one.
"""

import asyncio
import os
import time
from dataclasses import dataclass, field
from statistics import median

import psycopg

from adapters.clock import SystemClock
from bench.busy import busy_of
from bench.discord_acts import FORM, TAKEN_OUT, Doing, Stage, doings
from bench.discord_before import answered_before
from bench.discord_place import RATE, SECONDS, connected, load_now, nothing_missed
from bench.discord_process import process
from bench.start import OVER
from tests.fakes.discord.server import discord_server

ROUNDS = max(1, int(os.environ.get("BENCH_DISCORD_ROUNDS", "3")))
WARM = 3.0
MOST_P99, MOST_EVER, MOST_RATIO = 0.25, 1.0, 1.5
A_CARD = 4
SHARES = (("p50", 0.5), ("p99", 0.99))
NAMES = ("Debrief", "bare discord.py")


@dataclass(frozen=True, slots=True)
class Sent:
    event: str
    """By which its row is known."""
    took: float
    answer: int
    """The type of what it was answered with; 0 for no answer."""


@dataclass(frozen=True, slots=True)
class Run:
    sent: tuple[Sent, ...] = field(repr=False)
    rows: dict[str, int] = field(repr=False)
    """How many events the database has of each."""
    busy: float
    """Milliseconds of CPU time for each, of the process that heard."""

    @property
    def answered(self) -> list[Sent]:
        return [one for one in self.sent if one.answer]

    @property
    def lost(self) -> int:
        return len(self.sent) - len(self.answered)

    @property
    def kept(self) -> int:
        return sum(self.rows.get(one.event, 0) == 1 for one in self.answered)

    def at(self, share: float) -> float:
        took = sorted(one.took for one in self.answered)
        return took[min(int(share * len(took)), len(took) - 1)] if took else float("inf")


async def measure_discord_ack(url: str) -> dict[str, object]:
    """Runs of each in turn; figures are medians, but for the worst of all."""
    figures: dict[str, object] = {"events/s": RATE, "seconds each": SECONDS, "load before": load_now()}
    over = []
    async with discord_server(SystemClock()) as discord:
        stage = await answered_before(url, discord)
        for what in (TAKEN_OUT, FORM):
            runs = [
                (await _run(stage, what, "product"), await _run(stage, what, "answering"))
                for _ in range(ROUNDS)
            ]
            said = stage.orders[what].said
            figures[f"{what}, statements / transactions"] = f"{sum(map(len, said))} / {len(said)}"
            figures |= {f"{what}, {name}": value for name, value in _figures(runs).items()}
            over += [f"discord-ack of {what}: {one}" for one in _troubles(runs)]
    return {**figures, "load after": load_now(), OVER: "; ".join(over)}


def _figures(runs: list[tuple[Run, Run]]) -> dict[str, object]:
    figures: dict[str, object] = {}
    for name, each in zip(NAMES, zip(*runs, strict=True), strict=True):
        for label, share in SHARES:
            figures[f"{name} {label}, ms"] = round(1000 * median(run.at(share) for run in each), 1)
        figures[f"{name} worst, ms"] = round(1000 * max(run.at(1) for run in each), 1)
        figures[f"{name} CPU an event, ms"] = round(median(run.busy for run in each), 2)
        counts = (
            sum(len(run.answered) for run in each),
            sum(run.kept for run in each),
            sum(run.lost for run in each),
            sum(one.answer != A_CARD for run in each for one in run.answered),
        )
        figures[f"{name}, answered / rows / lost / promised"] = " / ".join(map(str, counts))
    return figures | {f"ratio {label} (median)": round(_ratio(runs, share), 2) for label, share in SHARES}


def _ratio(runs: list[tuple[Run, Run]], share: float) -> float:
    return median(own.at(share) / bare.at(share) for own, bare in runs)


def _troubles(runs: list[tuple[Run, Run]]) -> list[str]:
    own = [run for run, _ in runs]
    rules = {
        f"p99 over {MOST_P99} s": median(run.at(0.99) for run in own) > MOST_P99,
        f"one took {MOST_EVER} s or more": max(run.at(1) for run in own) >= MOST_EVER,
        f"p50 over {MOST_RATIO} of the bare handler's": _ratio(runs, 0.5) > MOST_RATIO,
        "not each was answered once it was kept, once": any(run.kept < len(run.sent) for run in own),
        "the bare handler lost some, so that it measures nothing": any(
            run.kept < len(run.sent) for _, run in runs
        ),
    }
    return [rule for rule, broken in rules.items() if broken]


async def _run(stage: Stage, what: str, who: str) -> Run:
    orders = stage.orders[what]
    warming, measured = (doings(stage, what, int(seconds * RATE)) for seconds in (WARM, SECONDS))
    nothing_missed(orders.url)
    async with process(who, orders) as child:
        await connected(stage.discord, child)
        await _done(warming)
        busy = busy_of(child.pid)
        sent = await _done(measured)
        busy = busy_of(child.pid) - busy
    return Run(tuple(sent), _rows(orders.url), busy / len(sent))


async def _done(what: list[Doing]) -> list[Sent]:
    """So many a second, whether or not the ones before were answered."""
    began = time.perf_counter()
    under_way = []
    for number, each in enumerate(what):
        wait = began + number / RATE - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        under_way.append(asyncio.create_task(_one(each)))
    return await asyncio.gather(*under_way)


async def _one(doing: Doing) -> Sent:
    began = time.perf_counter()
    outcome = await doing.done()
    return Sent(doing.opened or outcome.asked.id, time.perf_counter() - began, outcome.answer)


def _rows(url: str) -> dict[str, int]:
    with psycopg.connect(url) as sql:
        found = sql.execute(
            "select case kind when 'form' then split_part(event_ref, ':', 2) else event_ref end, count(*)"
            " from events where kind in ('form', 'taken') group by 1"
        ).fetchall()
    return {str(event): int(count) for event, count in found}
