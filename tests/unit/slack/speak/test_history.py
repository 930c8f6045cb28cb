"""Pages of a history in which something isn't as Slack describes it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.slack.speak import history
from adapters.slack.speak.call import Caller
from adapters.slack.speak.history import pages, span
from adapters.slack.speak.outcomes import Spot
from adapters.slack.speak.places import Target

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ODD: list[object] = [{}, {"ts": None}, {"ts": "soon"}, {"ts": "9" * 30}, "a line", None]


@pytest.mark.parametrize("thread", [None, "1700000000.000100"])
async def test_a_message_without_its_time_is_left_out_with_a_word_in_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, thread: str | None
) -> None:
    good = [{"ts": "1700000001.000100"}, {"ts": "1700000002.000100"}]

    async def page(*_: object) -> Mapping[str, Any]:
        return {"messages": [good[0], *ODD, good[1]]}

    monkeypatch.setattr(history, "_page", page)
    asked = pages(_nobody(), Target("T1", "C1", thread, Spot.CHANNEL), span(NOW, NOW))

    (read,) = [one async for one in asked]

    assert read.messages == good
    assert read.reached == good[1 if thread else 0]["ts"]
    assert len(caplog.records) == len(ODD)


def _nobody() -> Caller:
    return Caller.__new__(Caller)
