"""A rule that no type can hold: product time is the Clock's."""

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
