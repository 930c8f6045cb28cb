"""What was turned away is told apart, counted, and said now and then."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.slack.heard.refusals import SAID_EVERY, Refusals, Why
from tests.fakes.slack.by_http import signature

SECRET, BODY = "ours", b"{}"


class Wall:
    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def refusals(wall: Wall) -> Refusals:
    return Refusals(SECRET, wall.now)


def signed(wall: Wall, secret: str = SECRET, ago: float = 0) -> dict[str, str]:
    stamp = str(int(wall.at.timestamp() - ago))
    return {"x-slack-request-timestamp": stamp, "x-slack-signature": signature(secret, stamp, BODY)}


def test_the_secret_the_clock_and_strangers_are_told_apart(refusals: Refusals, wall: Wall) -> None:
    refusals.refused("/slack/events", signed(wall, "another app's"), BODY)
    refusals.refused("/slack/events", signed(wall, ago=360), BODY)
    refusals.refused("/slack/events", signed(wall, "another app's", ago=360), BODY)
    refusals.refused("/slack/events", {}, BODY)
    refusals.refused("/slack/events", {"x-slack-request-timestamp": "ü", "x-slack-signature": "ß"}, BODY)
    assert {why: seen.number for why, seen in refusals.seen.items()} == {
        Why.SECRET: 3,
        Why.CLOCK: 1,
        Why.UNSIGNED: 1,
    }


def test_each_is_said_in_a_sentence_with_what_to_do(
    refusals: Refusals, wall: Wall, caplog: pytest.LogCaptureFixture
) -> None:
    refusals.refused("/slack/events", signed(wall, "another app's"), BODY)
    refusals.refused("/slack/commands", signed(wall, ago=360), BODY)
    refusals.refused("/slack/events", signed(wall, ago=-360), BODY)
    refusals.refused("/slack/events", {}, BODY)
    secret, clock, unsigned = caplog.messages
    assert "/slack/events" in secret
    assert "compare it with the Signing Secret" in secret
    assert "6 minutes old" in clock
    assert "NTP" in clock
    assert "a proxy in front" in unsigned


def test_nobody_fills_the_log(refusals: Refusals, wall: Wall, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(100):
        refusals.refused("/slack/events", signed(wall, "another app's"), BODY)
    assert len(caplog.messages) == 1
    wall.at += timedelta(seconds=SAID_EVERY)
    refusals.refused("/slack/events", signed(wall, "another app's"), BODY)
    assert "(101 since 14:02 UTC)" in caplog.messages[-1]
    assert len(caplog.messages) == 2


def test_a_monitor_reads_them(refusals: Refusals, wall: Wall) -> None:
    refusals.took()
    wall.at += timedelta(seconds=5)
    refusals.refused("/slack/events", {}, BODY)
    told = refusals.figures()
    assert told["debrief_slack_refused"] == {"secret": 0, "clock": 0, "unsigned": 1}
    times = told["debrief_slack_last_timestamp_seconds"]
    assert times["unsigned"] - times["taken"] == 5
    assert set(times) == {"unsigned", "taken"}
