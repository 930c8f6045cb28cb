"""Two rules that no type can hold: product time is the Clock's, and hints are neither locked nor dated."""

import re
from pathlib import Path

import pytest

CORE = sorted(Path(__file__).resolve().parents[2].joinpath("bot").rglob("*.py"))
OWN_CLOCKS = re.compile(
    r"\bnow\(\)|current_timestamp|clock_timestamp|datetime\.now|utcnow|time\.time\(|date\.today|localtimestamp",
    re.IGNORECASE,
)
ALLOWED = ("clock.now()", "def now(", ".clock.now(")


@pytest.mark.parametrize("file", CORE, ids=lambda file: file.stem)
def test_the_core_takes_the_time_from_its_clock(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    others = [
        line.strip()
        for line in lines
        if OWN_CLOCKS.search(line) and not any(allowed in line for allowed in ALLOWED)
    ]
    assert others == []


@pytest.mark.parametrize("setting", ["lock=", "queueing_lock=", "schedule_at=", "schedule_in="])
def test_no_job_is_locked_or_dated(setting: str) -> None:
    jobs = next(file for file in CORE if file.name == "jobs.py").read_text(encoding="utf-8")
    assert setting not in jobs
