"""`python -m bench NAME …`, with the names that are listed below; without any: all of them."""

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path

from bench.boards import measure_boards
from bench.checker import measure_checker
from bench.cluster import bench_database
from bench.crash import measure_crash
from bench.discord_answers import measure_discord_ack
from bench.discord_servers import measure_discord_servers
from bench.grading import measure_grading
from bench.ingest import measure_ingest
from bench.model_slots import measure_model_slots
from bench.rating import measure_rating
from bench.rating_rows import measure_rating_rows
from bench.schedule import measure_schedule
from bench.slack_ack import measure_slack_ack
from bench.slack_minute import measure_slack_minute
from bench.start import OVER, measure_start
from bench.tokens import measure_tokens

Figures = dict[str, object]
Measure = Callable[[], Figures]


def on_a_database(measure: Callable[[str], Coroutine[object, object, Figures]]) -> Measure:
    """The measurement with a throwaway database of its own."""

    def measured() -> Figures:
        with bench_database() as url:
            return asyncio.run(measure(url))

    return measured


MEASURES: dict[str, Measure] = {
    "boards": on_a_database(measure_boards),
    "checker": measure_checker,
    "crash": on_a_database(measure_crash),
    "discord-ack": on_a_database(measure_discord_ack),
    "discord-servers": on_a_database(measure_discord_servers),
    "grading": on_a_database(measure_grading),
    "ingest": on_a_database(measure_ingest),
    "model-slots": lambda: asyncio.run(measure_model_slots()),
    "rating": measure_rating,
    "rating-rows": on_a_database(measure_rating_rows),
    "schedule": on_a_database(measure_schedule),
    "slack-ack": on_a_database(measure_slack_ack),
    "slack-minute": measure_slack_minute,
    "start": measure_start,
    "tokens": measure_tokens,
}


def main() -> None:
    wanted = sys.argv[1:] or list(MEASURES)
    unknown = [name for name in wanted if name not in MEASURES]
    if unknown:
        sys.exit(f"There is no measurement called {unknown[0]}. There are: {', '.join(MEASURES)}.")
    over = [str(figures[OVER]) for figures in map(_measured, wanted) if figures.get(OVER)]
    if over:
        sys.exit("\n".join(over))


def _measured(name: str) -> Figures:
    figures = MEASURES[name]()
    _keep(name, figures)
    return figures


def _keep(name: str, figures: Figures) -> None:
    print(f"\n{name}")
    for figure, value in figures.items():
        print(f"  {figure:32} {value}")
    folder = Path("bench/results")
    folder.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    (folder / f"{name}-{stamp}.json").write_text(json.dumps(figures, indent=2, default=str))


if __name__ == "__main__":
    main()
