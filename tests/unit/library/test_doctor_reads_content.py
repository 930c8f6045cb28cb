"""What `debrief doctor` says of the files that travel with the code."""

from pathlib import Path
from typing import cast

import pytest

from adapters.cli.checks import library as check
from adapters.cli.checks.check import Finding, Site, Verdict


def found() -> Finding:
    (only,) = check.library(cast("Site", None))  # it asks the site nothing
    return only


def test_it_counts_what_can_be_posted_and_played() -> None:
    assert found().verdict is Verdict.OK
    assert found().found.endswith(" can be posted, 4 loops can be played")


def test_a_broken_loop_or_challenge_is_a_warning_with_the_way_to_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "challenges.yaml"
    broken.write_text("format: 1\n")
    monkeypatch.setattr(check, "shipped_challenges", lambda: broken)
    assert found().verdict is Verdict.WARN
    assert found().found.endswith("4 loops can be played; 1 file has mistakes")
    monkeypatch.setattr(check, "shipped_loops", lambda: tmp_path)
    assert found().found.endswith("0 loops can be played; 1 file has mistakes")
    assert "scenarios lint" in found().mend
