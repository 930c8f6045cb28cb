"""How soon Slack is acknowledged, the row committed; beside a bare handler that does the same."""

import asyncio
import multiprocessing
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from statistics import median

import psycopg

from adapters.clock import SystemClock
from adapters.main import Parts, house
from adapters.slack.access import Access
from adapters.slack.manifest import manifest
from bench.busy import busy_of
from bench.pgbench_script import captured
from bench.slack_hears import Hears, Orders, bare, process, product
from bench.slack_hears import Member as Known
from bench.start import OVER
from bot.domain.happenings import Account, MessageAt, MessagePosted, Source
from bot.library.library import load, shipped
from bot.practice.post_daily import post_due
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from tests.fakes.slack.faults import NONE
from tests.fakes.slack.messages import event_of, write
from tests.fakes.slack.outbox import Delivery
from tests.fakes.slack.server import Channel, FakeSlack, Install, Member, Team, slack_server

RATE = 100
MEMBERS = 1_000
SECONDS = float(os.environ.get("BENCH_SLACK_SECONDS", "30"))
ROUNDS = int(os.environ.get("BENCH_SLACK_ROUNDS", "3"))
WARM = 3.0
WORDS = "We stop automatic refusals now and call back everyone who was refused since Friday."
MOST_P99, MOST_EVER, MOST_RATIO = 0.25, 1.0, 1.5
GIVE = (
    "select procrastinate_defer_jobs_v1(array[row('message.mark', 'message.mark', 10, null, null,"
    " '{\"id\": 1}'::jsonb, null)]::procrastinate_job_to_defer_v1[])"
)


@dataclass(frozen=True, slots=True)
class Place:
    """One thread in one channel, and those who write in it."""

    slack: FakeSlack
    team: Team
    install: Install
    channel: Channel
    members: tuple[Member, ...]
    root: str


@dataclass(frozen=True, slots=True)
class Sent:
    """One event, and what came of it."""

    event_ref: str
    seconds: float
    acknowledged: bool


@dataclass(frozen=True, slots=True)
class Run:
    seconds: tuple[float, ...] = field(repr=False)
    lost: int
    """Not acknowledged."""
    kept: int
    """Of those that were, how many the database has by their own event ids."""
    busy: float
    """Milliseconds of CPU time for each, of the process that heard: less a matter of the machine's load."""

    def at(self, share: float) -> float:
        return sorted(self.seconds)[min(int(share * len(self.seconds)), len(self.seconds) - 1)]


async def measure_slack_ack(url: str) -> dict[str, object]:
    """Three runs of each in turn over either transport; figures are medians, but for the worst of all."""
    async with slack_server(SystemClock(), rates="off") as slack:
        place = _place(slack)
        orders = await _prepared(url, place)
        figures: dict[str, object] = {"events/s": RATE, "seconds each": SECONDS, "load before": _load()}
        over = []
        for way in ("socket", "HTTP"):
            found, trouble = await _measured(place, _reached(way, place, orders))
            figures |= {f"{way}, {name}": value for name, value in found.items()}
            over += [f"slack-ack over {way}: {one}" for one in trouble]
        return {**figures, "load after": _load(), OVER: "; ".join(over)}


def _load() -> float:
    return round(os.getloadavg()[0], 1)


def _place(slack: FakeSlack) -> Place:
    slack.app.use_manifest(manifest(None))
    team = slack.workspace("Heron Study")
    install = slack.install(team)
    members = tuple(slack.member(team, f"Member {n}") for n in range(MEMBERS))
    channel = slack.channel(team, "practice", install.bot, *members)
    root = write(slack.state, channel, {"user": install.bot.id, "text": "Today's scenario"})
    return Place(slack, team, install, channel, members, root["ts"])


async def _prepared(url: str, place: Place) -> Orders:
    """A group with an open post whose thread is the place's, and members who have written before."""
    async with house(url, Parts(library=load([shipped()]))) as built:
        organiser = Account("slack", place.team.id, "U0ORG", "Organiser")
        wish = Wish("Mornings", "slack", place.team.id, place.channel.id, organiser, "UTC")
        group = await set_up_group(built.core, wish)
        async with built.core.store.work() as work:
            await work.schedules.due_now(group, "daily", datetime.now(UTC))
        await post_due(built.core)
        with psycopg.connect(url, autocommit=True) as sql:
            sql.execute(
                "update postings set state = 'sent', thread_ref = %s, message_ref = 'root'", [place.root]
            )
            sql.execute("delete from procrastinate_jobs")
        for number, member in enumerate(place.members):
            await receive(built.core, _first(place, member, number))
        listened = _first(place, place.members[0], -1)
        said = await captured(built, listened)
    return Orders(
        url,
        Access(place.install.token.text, api_url=place.slack.url),
        (*((statement, values) for statement, values in said), (GIVE, {})),
        listened.source.event_ref,
        listened.at.message_ref,
        listened.author.ref,
        _known(url),
    )


def _first(place: Place, member: Member, number: int) -> MessagePosted:
    return MessagePosted(
        Source("slack", place.team.id, f"event-{number}"),
        MessageAt(place.channel.id, f"message-{number}", place.root),
        Account("slack", place.team.id, member.id, member.name),
        WORDS,
        datetime.now(UTC),
    )


def _known(url: str) -> dict[str, Known]:
    with psycopg.connect(url) as sql:
        rows = sql.execute(
            "select i.external_ref, a.id, a.person_id from answers a"
            " join identities i on i.person_id = a.person_id"
        ).fetchall()
    return {str(ref): Known(answer, person) for ref, answer, person in rows}


def _reached(way: str, place: Place, orders: Orders) -> Orders:
    if way == "socket":
        return replace(orders, access=replace(orders.access, app_token=place.slack.app_token()))
    secret = place.slack.app.signing_secret
    return replace(orders, access=replace(orders.access, signing_secret=secret))


async def _measured(place: Place, orders: Orders) -> tuple[dict[str, object], list[str]]:
    runs = [
        (await _run(place, product, orders), await _run(place, bare, orders)) for _ in range(max(1, ROUNDS))
    ]
    figures: dict[str, object] = {}
    for name, which in (("Debrief", 0), ("bare bolt", 1)):
        for label, share in (("p50", 0.5), ("p99", 0.99)):
            took = median(run[which].at(share) for run in runs)
            figures[f"{name} {label}, ms"] = round(1000 * took, 1)
        figures[f"{name} CPU an event, ms"] = round(median(run[which].busy for run in runs), 2)
        figures[f"{name} worst, ms"] = round(1000 * max(run[which].at(1) for run in runs), 1)
    own, base = [one for one, _ in runs], [one for _, one in runs]
    ratios = {
        label: median(one.at(share) / bare_one.at(share) for one, bare_one in runs)
        for label, share in (("p50", 0.5), ("p99", 0.99))
    }
    figures |= {f"ratio {label} (median)": round(ratio, 2) for label, ratio in ratios.items()}
    figures["acknowledged / rows / lost"] = (
        f"{sum(len(one.seconds) for one in own)} / {sum(one.kept for one in own)}"
        f" / {sum(one.lost for one in own)}"
    )
    figures["the same of bare bolt"] = (
        f"{sum(len(one.seconds) for one in base)} / {sum(one.kept for one in base)}"
        f" / {sum(one.lost for one in base)}"
    )
    return figures, list(_troubles(own, base, ratios))


def _troubles(own: list[Run], base: list[Run], ratios: dict[str, float]) -> list[str]:
    rules = {
        f"p99 over {MOST_P99} s": median(one.at(0.99) for one in own) > MOST_P99,
        f"one took over {MOST_EVER} s": max(one.at(1) for one in own) >= MOST_EVER,
        f"p50 over {MOST_RATIO} of the bare handler's": ratios["p50"] > MOST_RATIO,
        "something wasn't acknowledged, or not kept": any(
            one.lost or one.kept != len(one.seconds) for one in own
        ),
        "the bare handler didn't keep what it acknowledged": any(
            one.kept != len(one.seconds) for one in base
        ),
    }
    return [rule for rule, broken in rules.items() if broken]


async def _run(place: Place, hears: Hears, orders: Orders) -> Run:
    async with _hearing(place, hears, orders):
        await _sent(place, WARM)
        busy = _busy()
        sent = await _sent(place, SECONDS)
        busy = _busy() - busy
    taken = [one for one in sent if one.acknowledged]
    kept = _kept(orders.url, [one.event_ref for one in taken])
    return Run(tuple(one.seconds for one in taken), len(sent) - len(taken), kept, busy / len(sent))


@asynccontextmanager
async def _hearing(place: Place, hears: Hears, orders: Orders) -> AsyncIterator[None]:
    """The fake Slack stays in this process: what it takes isn't counted as theirs."""
    slack = place.slack
    running = process(hears, orders)
    where = await asyncio.to_thread(running.__enter__)
    try:
        if where:
            slack.app.at(where)
        else:
            slack.app.socket_mode = True
        async with asyncio.timeout(30):
            while not where and not slack.sockets.open:  # noqa: ASYNC110  it opens elsewhere
                await asyncio.sleep(0.01)
        yield
    finally:
        await asyncio.to_thread(partial(running.__exit__, None, None, None))


async def _sent(place: Place, seconds: float) -> list[Sent]:
    """So many a second, whether or not the ones before were acknowledged."""
    began = time.perf_counter()
    under_way = []
    for number in range(int(seconds * RATE)):
        wait = began + number / RATE - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        under_way.append(asyncio.create_task(_one(place, number)))
    return await asyncio.gather(*under_way)


async def _one(place: Place, number: int) -> Sent:
    member = place.members[number % len(place.members)]
    (delivery,) = _deliveries(place, member)
    began = time.perf_counter()
    carrier = place.slack.sockets if place.slack.app.socket_mode else place.slack.http
    outcome = await carrier.carry(delivery, NONE)
    return Sent(str(delivery.payload["event_id"]), time.perf_counter() - began, outcome.ok)


def _deliveries(place: Place, member: Member) -> list[Delivery]:
    state = place.slack.state
    message = write(state, place.channel, {"user": member.id, "text": WORDS})
    event = event_of(place.channel, message | {"thread_ts": place.root})
    return state.deliveries(place.team, event, place.channel)


def _busy() -> float:
    return sum(busy_of(child.pid or 0) for child in multiprocessing.active_children())


def _kept(url: str, event_refs: list[str]) -> int:
    """By their ids: what is read as missed besides makes rows as well, and would hide one that lacks."""
    with psycopg.connect(url) as sql:
        row = sql.execute("select count(*) from events where event_ref = any(%s)", [event_refs]).fetchone()
    return int(row[0]) if row else 0
