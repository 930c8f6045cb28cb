"""What this process has done since it started."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Histogram

log = logging.getLogger(__name__)

QUICK = (0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Counts:
    """One registry of our own, so that two in one process don't meet."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._sweeps = Histogram(
            "debrief_sweep_seconds",
            "Sweeps for due rows.",
            ["outcome"],
            buckets=QUICK,
            registry=self.registry,
        )
        self._jobs = Histogram(
            "debrief_job_seconds", "Jobs.", ["kind", "outcome"], buckets=QUICK, registry=self.registry
        )
        self._gradings = Counter(
            "debrief_gradings", "Calls of the grader.", ["kind", "outcome"], registry=self.registry
        )
        self._wordings = Counter(
            "debrief_wordings",
            "Questions of rounds that a model was to word.",
            ["outcome"],
            registry=self.registry,
        )
        self._publications = Counter(
            "debrief_publications", "Cards sent.", ["platform", "place", "outcome"], registry=self.registry
        )

    @contextmanager
    def sweep(self) -> Iterator[None]:
        with _timed(self._sweeps):
            yield

    @contextmanager
    def job(self, kind: str, row: int) -> Iterator[None]:
        started = time.perf_counter()
        with _timed(self._jobs, kind):
            yield
        log.info(
            "Job done.", extra={"job": kind, "row": row, "seconds": round(time.perf_counter() - started, 3)}
        )

    def grading(self, kind: str, outcome: str) -> None:
        self._gradings.labels(kind, outcome).inc()

    def wording(self, outcome: str) -> None:
        self._wordings.labels(outcome).inc()

    def publication(self, platform: str, place: str, outcome: str) -> None:
        self._publications.labels(platform, place, outcome).inc()


@contextmanager
def _timed(histogram: Histogram, *labels: str) -> Iterator[None]:
    started, outcome = time.perf_counter(), "failed"
    try:
        yield
        outcome = "done"
    finally:
        histogram.labels(*labels, outcome).observe(time.perf_counter() - started)
