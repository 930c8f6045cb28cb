"""A thousand groups due at one minute under Slack's limits; beside what the limits alone impose."""

import asyncio
import multiprocessing
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil

import psycopg

from adapters.cli.running import Wanted, run
from adapters.clock import SystemClock
from adapters.configured.chats import slack_chat
from adapters.configured.database import Database
from adapters.main import Parts, house
from adapters.roles import Role
from adapters.sealing import sealing
from adapters.settings import Settings
from adapters.slack.access import Access
from adapters.slack.manifest import manifest
from bench.busy import busy_of
from bench.cluster import bench_database
from bench.start import OVER
from bot.domain.speaking import Credential, Site
from bot.library.library import load, shipped
from bot.practice.installing.keep import keep_installation
from tests.fakes.slack.server import Channel, FakeSlack, Team, slack_server

GROUPS = int(os.environ.get("BENCH_SLACK_GROUPS", "1000"))
WORKSPACES = (20, 1)
AHEAD = timedelta(seconds=8)
"""In which the product starts, so that it stands idle when the minute comes."""
PATIENCE = 3.0
"""Times what the limits impose, and a minute besides."""
MOST_RATIO = 1.1
KEYS = "a-key-of-at-least-thirty-two-letters"
MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Places:
    slack: FakeSlack
    teams: tuple[Team, ...]
    channels: tuple[Channel, ...]
    """One a group, the workspaces in turn."""

    def posted(self) -> int:
        return sum(bool(channel.messages) for channel in self.channels)

    def most_of_one(self) -> int:
        return ceil(len(self.channels) / len(self.teams))


@dataclass(frozen=True, slots=True)
class Late:
    """Seconds from the minute to the post, of each group."""

    seconds: tuple[float, ...] = field(repr=False)

    def at(self, share: float) -> float:
        listed = sorted(self.seconds)
        return listed[min(int(share * len(listed)), len(listed) - 1)] if listed else float("inf")

    def __str__(self) -> str:
        return f"{self.at(0.5):.1f} / {self.at(0.99):.1f} / {self.at(1):.1f}"


def measure_slack_minute() -> dict[str, object]:
    figures: dict[str, object] = {"groups": GROUPS, "load before": round(os.getloadavg()[0], 1)}
    over = []
    for workspaces in WORKSPACES:
        with bench_database() as url:
            found, trouble = asyncio.run(_measured(url, workspaces))
        name = f"{workspaces} workspace{'s' if workspaces > 1 else ''}"
        figures |= {f"{name}, {label}": value for label, value in found.items()}
        over += [f"slack-minute in {name}: {one}" for one in trouble]
    return {**figures, "load after": round(os.getloadavg()[0], 1), OVER: "; ".join(over)}


async def _measured(url: str, workspaces: int) -> tuple[dict[str, object], list[str]]:
    # On the real time, as the product's own turns are.
    async with slack_server(SystemClock(), rates="real") as slack:
        places = await _prepared(url, slack, workspaces)
        even, at_once = _even(places), _at_once(places)
        due = datetime.now(UTC) + AHEAD
        _fill(url, places, due)
        with _posting(url, slack) as posting:
            await _until(due)
            busy = busy_of(posting)
            await _all_posted(places, due, PATIENCE * even.at(1) + MINUTE)
            busy = busy_of(posting) - busy
    late = Late(tuple(_lateness(channel, due) for channel in places.channels if channel.messages))
    ratios = {share: late.at(share) / even.at(share) for share in (0.5, 0.99)}
    twice = sum(len(channel.messages) > 1 for channel in places.channels)
    refused = len(slack.pace.refused)
    figures: dict[str, object] = {
        "s late, p50 / p99 / last": str(late),
        "the limit's rate, evenly": str(even),
        "a whole minute's allowance at once": str(at_once),
        "ratio to the rate, p50 / p99": " / ".join(f"{ratio:.2f}" for ratio in ratios.values()),
        "CPU a post, ms": round(busy / max(1, places.posted()), 1),
        "posted / twice / refused by Slack": f"{len(late.seconds)} / {twice} / {refused}",
    }
    rules = {
        f"later than {MOST_RATIO} of what the limits impose": max(ratios.values()) > MOST_RATIO,
        "not every group was posted to once": len(late.seconds) != len(places.channels) or twice > 0,
        "Slack had to refuse": refused > 0,
    }
    return figures, [rule for rule, broken in rules.items() if broken]


def _even(places: Places) -> Late:
    """Every workspace at its sustained rate, from the minute on; no burst is promised anywhere."""
    step = MINUTE / places.slack.pace.posts_a_minute
    return Late(tuple(step * (number // len(places.teams)) for number in range(len(places.channels))))


def _at_once(places: Places) -> Late:
    """A client that knows the window, and spends it whole as soon as it opens."""
    most = places.slack.pace.posts_a_minute
    each = (number // len(places.teams) for number in range(len(places.channels)))
    return Late(tuple(MINUTE * (number // most) for number in each))


def _lateness(channel: Channel, due: datetime) -> float:
    return max(0.0, float(min(channel.messages)) - due.timestamp())


async def _prepared(url: str, slack: FakeSlack, workspaces: int) -> Places:
    slack.app.use_manifest(manifest("https://debrief.example.org"))
    slack.app.token_rotation = False
    teams = tuple(slack.workspace(f"Heron {number}") for number in range(workspaces))
    async with house(url, Parts(library=load([]))) as built:
        for team in teams:
            token = slack.install(team).token.text
            key = Credential(Site("slack", team.id), {"token": token})
            await keep_installation(built.core, sealing(KEYS), key, team.name)
    channels = tuple(_channel(slack, teams[number % workspaces], number) for number in range(GROUPS))
    return Places(slack, teams, channels)


def _channel(slack: FakeSlack, team: Team, number: int) -> Channel:
    install = slack.install_of(team)
    assert install is not None
    return slack.channel(team, f"practice-{number}", install.bot)


def _fill(url: str, places: Places, due: datetime) -> None:
    """A group for each channel, with a season and a schedule that is due at the minute."""
    now = datetime.now(UTC)
    with psycopg.connect(url, autocommit=True) as sql:
        sql.execute("create temporary table places (n bigint, team text, channel text)")
        with sql.cursor().copy("copy places from stdin") as rows:
            for number, channel in enumerate(places.channels, 1):
                rows.write_row((number, channel.team_id, channel.id))
        sql.execute(
            "insert into groups (name, points_on_time, points_late, points_by_band, band_source, created_at)"
            " select 'G' || n, 10, 3, '{0,3,6,8,10}', 'automatic', %s from places order by n",
            [now],
        )
        sql.execute(
            "insert into seasons (group_id, number, name, opened_at)"
            " select id, 1, 'Season 1', %s from groups",
            [now],
        )
        sql.execute(
            "insert into channels (group_id, installation_id, external_ref)"
            " select g.id, i.id, p.channel from places p join groups g on g.name = 'G' || p.n"
            " join installations i on i.external_ref = p.team order by p.n"
        )
        sql.execute(
            "insert into schedules (group_id, slot, at, zone, weekdays, next_post_at)"
            " select id, 'daily', '09:00', 'Europe/Berlin', '{0,1,2,3,4,5,6}', %s from groups",
            [due],
        )
        sql.execute("analyze")


async def _until(due: datetime) -> None:
    await asyncio.sleep(max(0.0, (due - datetime.now(UTC)).total_seconds()))


async def _all_posted(places: Places, due: datetime, seconds: float) -> None:
    """Or until it is hopeless; then a little longer, for what might come twice."""
    limit = time.monotonic() + (due - datetime.now(UTC)).total_seconds() + seconds
    while places.posted() < len(places.channels) and time.monotonic() < limit:  # noqa: ASYNC110  elsewhere
        await asyncio.sleep(0.2)
    await asyncio.sleep(3)


@contextmanager
def _posting(url: str, slack: FakeSlack) -> Iterator[int]:
    """`debrief up` with the roles scheduler and worker, in a process of its own: its id."""
    access = Access(
        signing_secret=slack.app.signing_secret,
        client_id=slack.app.client_id,
        client_secret=slack.app.client_secret,
        api_url=slack.url,
        public_url="https://debrief.example.org",
    )
    child = multiprocessing.get_context("spawn").Process(target=_up, args=(url, access), daemon=True)
    child.start()
    try:
        yield child.pid or 0
    finally:
        child.terminate()
        child.join()


def _up(url: str, access: Access) -> None:
    settings = Settings(DEBRIEF_SECRET_KEYS=KEYS)
    parts = Parts((slack_chat(access, settings),), library=load([shipped()]))
    roles = frozenset({Role.WORKER, Role.SCHEDULER})
    asyncio.run(run(Database(url), parts, Wanted(roles, None, settings.concurrency, 2.0)))
