"""The answer to a monitor: this process's counts, and what the rows say just now."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from adapters.metrics.counts import Counts
from adapters.metrics.reviewing import tell
from bot.practice.core import Core
from bot.store.figures import Backlog

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4
Figures = Mapping[str, Mapping[str, float]]
"""Numbers by name and kind."""
SAYS = {
    "debrief_slack_refused": "Requests turned away for their signature, since this process started.",
    "debrief_slack_last_timestamp_seconds": "When the last request was taken, or turned away.",
    "debrief_slack_connected": "Whether the socket stands.",
    "debrief_discord_connected": "Whether the gateway's line stands.",
}
INTAKE = timedelta(minutes=5)


async def scrape(core: Core, counts: Counts, told: Sequence[Figures] = ()) -> bytes:
    """A database that is away costs its own figures, not the process's. `told` is what chats say."""
    return (
        generate_latest(counts.registry) + generate_latest(_chats(told)) + generate_latest(await _rows(core))
    )


def _chats(told: Sequence[Figures]) -> CollectorRegistry:
    registry = CollectorRegistry()
    for name, kinds in [each for figures in told for each in figures.items()]:
        gauge = Gauge(name, SAYS.get(name, name), ["kind"], registry=registry)
        for kind, number in kinds.items():
            gauge.labels(kind).set(number)
    return registry


async def _rows(core: Core) -> CollectorRegistry:
    registry, now = CollectorRegistry(), core.clock.now()
    up = Gauge("debrief_database_up", "Whether the rows could be read.", registry=registry)
    try:
        async with core.store.work() as work:
            backlog = await work.figures.backlog(now)
            intake = await work.figures.events_since(now - INTAKE)
            reviewing = await work.review_figures.anywhere()
    except Exception:  # noqa: BLE001  told by the gauge, and by /readyz
        up.set(0)
        return registry
    up.set(1)
    due = Gauge("debrief_due_rows", "Rows that are due.", ["kind"], registry=registry)
    age = Gauge("debrief_due_oldest_seconds", "How long the oldest is due.", ["kind"], registry=registry)
    for found in backlog:
        due.labels(found.kind).set(found.rows)
        age.labels(found.kind).set(_age(found))
    events = Gauge("debrief_events_5m", "Events taken in within five minutes.", ["kind"], registry=registry)
    for kind, number in intake.items():
        events.labels(kind).set(number)
    tell(registry, reviewing, now)
    return registry


def _age(found: Backlog) -> float:
    return found.age.total_seconds()
