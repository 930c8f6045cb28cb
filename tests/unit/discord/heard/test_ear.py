"""What a connection heard, and since when something may have been missed."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from adapters.discord.heard.ear import READY, RESUMED, ShardEar
from adapters.discord.heard.reception import Reception
from bot.testing import FakeClock

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
Heard = tuple[str, datetime | None]


@dataclass(slots=True)
class Listener:
    """Stands where the reception does."""

    heard: list[Heard] = field(default_factory=list)

    def hear(self, kind: str, _payload: Any, since: datetime | None = None) -> None:
        self.heard.append((kind, since))


@dataclass(slots=True)
class Line:
    clock: FakeClock
    listener: Listener
    ear: ShardEar
    changes: list[str]


@pytest.fixture
def line() -> Line:
    clock, listener, changes = FakeClock(NOW), Listener(), list[str]()
    ear = ShardEar(cast("Reception", listener), clock.now, lambda: changes.append("changed"))
    return Line(clock, listener, ear, changes)


def test_a_first_session_has_missed_nothing(line: Line) -> None:
    line.ear.alive()
    line.ear.told(READY, {})
    assert line.listener.heard == [(READY, None)]
    assert line.ear.stands


def test_a_new_session_tells_since_when_the_one_before_was_silent(line: Line) -> None:
    """Whatever comes before it stands moves nothing: it isn't an event that was told."""
    line.ear.told(READY, {})
    last = line.clock.forward(minutes=1)
    line.ear.alive()
    line.ear.broke_off()
    line.clock.forward(minutes=10)
    line.ear.alive()

    line.ear.told(READY, {})
    assert line.listener.heard == [(READY, None), (READY, last)]


def test_a_session_that_is_resumed_has_missed_nothing(line: Line) -> None:
    line.ear.told(READY, {})
    line.ear.broke_off()
    line.clock.forward(minutes=1)
    line.ear.told("MESSAGE_CREATE", {})
    stood = line.ear.stands
    line.ear.told(RESUMED, {})
    assert (stood, line.ear.stands) == (False, True)
    assert line.ear.seen == NOW + timedelta(minutes=1)
    assert line.listener.heard == [(READY, None), ("MESSAGE_CREATE", None)]


def test_it_is_told_once_that_it_stands_no_more(line: Line) -> None:
    line.ear.told(READY, {})
    line.changes.clear()
    line.ear.broke_off()
    line.ear.fell()
    assert line.changes == ["changed"]
