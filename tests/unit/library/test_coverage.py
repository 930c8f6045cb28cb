"""Which systems a library practises, and which it owes."""

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from adapters.cli.scenarios import app
from bot.domain.systems import SYSTEMS
from bot.library.coverage import coverage
from bot.library.library import all_shipped, load, shipped

Write = Callable[..., Path]


def test_the_shipped_library_owes_no_system_a_scenario() -> None:
    assert [row.system.name for row in coverage(load(all_shipped()).scenarios.values()) if row.lacks] == []


def test_eight_weeks_pass_without_a_repeat() -> None:
    assert len(load([shipped()]).scenarios) >= 60


def test_every_system_has_a_row_and_holds_its_own(example: str, write: Write, tmp_path: Path) -> None:
    write(example)

    rows = coverage(load([tmp_path]).scenarios.values())

    assert [row.system for row in rows] == list(SYSTEMS.values())
    assert {row.system.number: len(row.scenarios) for row in rows if row.scenarios} == {11: 1}
    assert [row.lacks for row in rows if row.system.number in (1, 2, 11, 28)] == [3, 1, 0, 2]


def test_a_library_with_gaps_fails_and_says_how_many(example: str, write: Write, tmp_path: Path) -> None:
    write(example)

    result = CliRunner().invoke(app, ["coverage", "--from", str(tmp_path)])

    assert result.exit_code == 1
    assert "11  Cost of error" in result.stdout
    assert "Cold flats" in result.stdout
    assert "none yet; 3 more wanted" in " ".join(result.stdout.split())
    assert result.stderr == "32 systems with fewer scenarios than wanted.\n"


def test_programs_get_the_ids() -> None:
    result = CliRunner().invoke(app, ["coverage", "--json"])

    rows = json.loads(result.stdout)
    assert [row["system"] for row in rows] == list(SYSTEMS)
    assert "the-hailstorm" in rows[6]["scenarios"]
