"""`python -m bench [crash|ingest|schedule …]`: without names, all of them."""

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path

from bench.cluster import bench_database
from bench.crash import measure_crash
from bench.ingest import measure_ingest
from bench.schedule import measure_schedule

MEASURES: dict[str, Callable[[str], Coroutine[object, object, dict[str, object]]]] = {
    "crash": measure_crash,
    "ingest": measure_ingest,
    "schedule": measure_schedule,
}


def main() -> None:
    wanted = sys.argv[1:] or list(MEASURES)
    unknown = [name for name in wanted if name not in MEASURES]
    if unknown:
        sys.exit(f"There is no measurement called {unknown[0]}. There are: {', '.join(MEASURES)}.")
    for name in wanted:
        with bench_database() as url:
            figures = asyncio.run(MEASURES[name](url))
        _keep(name, figures)


def _keep(name: str, figures: dict[str, object]) -> None:
    print(f"\n{name}")
    for figure, value in figures.items():
        print(f"  {figure:32} {value}")
    folder = Path("bench/results")
    folder.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    (folder / f"{name}-{stamp}.json").write_text(json.dumps(figures, indent=2, default=str))


if __name__ == "__main__":
    main()
