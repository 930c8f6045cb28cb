"""What a Debrief that runs on this machine says of itself, in its metrics."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from adapters.settings import Settings

PATIENCE = aiohttp.ClientTimeout(total=5)
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  what is asked, not what is bound
MARK = "debrief_database_up"
"""Among the metrics of every Debrief, and of nobody else."""


@dataclass(frozen=True, slots=True)
class Process:
    figures: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """Numbers by name and kind."""

    @property
    def connected(self) -> bool | None:
        """Whether its socket to Slack stands; None where it has none."""
        return self._stands("debrief_slack_connected", "socket")

    @property
    def on_discord(self) -> bool | None:
        """Whether its session with Discord's gateway stands; None where it has none."""
        return self._stands("debrief_discord_connected", "gateway")

    def refused(self, why: str) -> int:
        return int(self.figures.get(("debrief_slack_refused", why), 0))

    def last(self, kind: str) -> datetime | None:
        """When a request of that kind last came."""
        at = self.figures.get(("debrief_slack_last_timestamp_seconds", kind))
        return None if at is None else datetime.fromtimestamp(at, UTC)

    def _stands(self, name: str, kind: str) -> bool | None:
        found = self.figures.get((name, kind))
        return None if found is None else found > 0


async def process(settings: Settings) -> Process | None:
    """None where nothing answers at the configured port, or something else."""
    if settings.port == 0:
        return None
    host = EVERYWHERE.get(settings.host, settings.host)
    url = f"http://{f'[{host}]' if ':' in host else host}:{settings.port}/metrics"
    try:
        async with aiohttp.ClientSession(timeout=PATIENCE) as session, session.get(url) as answer:
            return _read(await answer.text())
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return None


def _read(said: str) -> Process | None:
    samples = [one for family in text_string_to_metric_families(said) for one in family.samples]
    if not any(one.name == MARK for one in samples):
        return None
    return Process({(one.name, one.labels.get("kind", "")): one.value for one in samples})
