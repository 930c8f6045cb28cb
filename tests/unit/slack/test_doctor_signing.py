"""What the doctor makes of requests that were turned away."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.cli.checks.check import Verdict
from adapters.cli.checks.process import Process
from adapters.cli.checks.slack_signing import signing

NOW = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)
REFUSED, LAST = "debrief_slack_refused", "debrief_slack_last_timestamp_seconds"


def at(ago: float) -> float:
    return (NOW - timedelta(seconds=ago)).timestamp()


@pytest.mark.parametrize(
    ("why", "taken", "verdict", "mend"),
    [
        ("secret", None, Verdict.BAD, "Compare SLACK_SIGNING_SECRET"),
        ("clock", None, Verdict.BAD, "NTP"),
        ("unsigned", None, Verdict.WARN, "proxy"),
        # Somebody else's: Slack's own were taken before.
        ("secret", 60, Verdict.WARN, "Compare SLACK_SIGNING_SECRET"),
        ("clock", 60, Verdict.WARN, "NTP"),
    ],
)
def test_it_is_as_grave_as_what_slack_itself_gets(
    why: str, taken: float | None, verdict: Verdict, mend: str
) -> None:
    figures = {(REFUSED, why): 3.0, (LAST, why): at(40)}
    if taken is not None:
        figures[LAST, "taken"] = at(taken)
    (found,) = signing(Process(figures), NOW)
    assert found.verdict is verdict
    assert "3 requests came" in found.found
    assert "the last 40 s ago" in found.found
    assert mend in found.mend


def test_what_was_taken_since_says_that_it_is_mended() -> None:
    figures = {(REFUSED, "secret"): 3.0, (LAST, "secret"): at(40), (LAST, "taken"): at(5)}
    (found,) = signing(Process(figures), NOW)
    assert found.verdict is Verdict.OK


def test_nothing_is_said_where_nothing_came_or_nobody_can_be_asked() -> None:
    assert list(signing(Process(), NOW)) == []
    assert list(signing(None, NOW)) == []
